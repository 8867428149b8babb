// A select menu: a button that opens a list; one choice commits at once, several when the list closes.

import { Component } from "./discord.js";
import { fill, h, pointAt } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { optionsOfSelect } from "./pickables.js";

const MARGIN = 8;

/** What is chosen before anyone touched the menu. */
export function initialValues(component) {
  if (component.type === Component.STRING_SELECT) {
    return (component.options ?? []).filter((option) => option.default).map((option) => option.value);
  }
  return (component.default_values ?? []).map((value) => value.id);
}

const PLACEHOLDERS = {
  [Component.STRING_SELECT]: "Make a selection",
  [Component.USER_SELECT]: "Choose a person",
  [Component.ROLE_SELECT]: "Choose a role",
  [Component.MENTIONABLE_SELECT]: "Choose a person or role",
  [Component.CHANNEL_SELECT]: "Choose a channel",
};

export class SelectMenu {
  constructor(component, { values = [], waiting = false, onCommit, label }) {
    this.component = component;
    this.values = values;
    this.onCommit = onCommit;
    this.options = optionsOfSelect(component).map((option) => ({ ...option, lead: lead(option) }));
    this.least = component.min_values ?? 1;
    this.most = component.max_values ?? 1;
    this.placeholder = component.placeholder ?? PLACEHOLDERS[component.type];
    this.label = label ?? this.placeholder;
    this.list = new Listbox({ label: this.label, multiple: this.most > 1, onPick: (option) => this.pick(option) });
    this.build(waiting);
  }

  build(waiting) {
    this.shown = h("span.select-value");
    this.note = h("p.select-note", { role: "status" });
    this.button = h(
      `button.select-button${waiting ? ".waiting" : ""}`,
      {
        type: "button",
        role: "combobox",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
        "aria-label": this.label,
        "aria-busy": waiting && "true",
        disabled: this.component.disabled,
        data: { customId: this.component.custom_id },
        on: { click: () => this.toggle(), keydown: (event) => this.onKey(event), blur: () => this.close() },
      },
      this.shown,
      icon("chevron"),
    );
    this.popover = h("div.select-popover", { popover: "manual" }, this.note, this.list.element);
    // Reaching for the list must not take the focus from the button, which would close it.
    this.popover.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element = h("div.select", {}, this.button, this.popover);
    this.list.onActive = (id) => pointAt(this.button, id);
    this.drawValue();
  }

  get isOpen() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  open() {
    this.before = [...this.values];
    // Safari gives a pressed button no focus, and the list is steered by it.
    this.button.focus();
    this.button.setAttribute("aria-expanded", "true");
    this.popover.showPopover();
    const first = this.options.findIndex((option) => this.values.includes(option.value));
    this.draw(Math.max(first, 0));
    this.place();
    this.watch = new AbortController();
    const { signal } = this.watch;
    const outside = (act) => (event) => this.element.contains(event.target) || act();
    document.addEventListener("scroll", outside(() => this.place()), { capture: true, signal });
    document.addEventListener("pointerdown", outside(() => this.close()), { signal });
  }

  /** Below the button where there is room, else above it. */
  place() {
    const field = this.button.getBoundingClientRect();
    const box = this.popover.getBoundingClientRect();
    const below = innerHeight - field.bottom - MARGIN;
    const above = field.top - Math.min(box.height, field.top - MARGIN) - 4;
    const top = box.height <= below || below >= field.top ? field.bottom + 4 : above;
    this.popover.style.left = `${Math.min(field.left, innerWidth - field.width - MARGIN)}px`;
    this.popover.style.top = `${Math.max(top, MARGIN)}px`;
    this.popover.style.width = `${field.width}px`;
  }

  draw(active) {
    this.list.show(this.options.map((option) => ({ ...option, selected: this.values.includes(option.value) })), active);
    fill(this.note, this.most > 1 ? `Choose ${range(this.least, this.most)}` : null);
    this.note.hidden = this.most <= 1;
  }

  pick(option) {
    const { value } = option;
    const without = this.values.filter((other) => other !== value);
    const removing = without.length < this.values.length;
    if (this.most === 1) {
      this.values = removing && this.least === 0 ? [] : [value];
      this.close();
      return;
    }
    if (removing) this.values = without;
    else if (this.values.length < this.most) this.values = [...this.values, value];
    this.draw(this.options.findIndex((other) => other.value === value));
    this.drawValue();
  }

  close() {
    if (!this.isOpen) return;
    this.watch.abort();
    this.button.setAttribute("aria-expanded", "false");
    pointAt(this.button, null);
    if (this.popover.isConnected) this.popover.hidePopover();
    // Too few were chosen: nothing is sent, and the menu shows what it showed before.
    if (this.values.length < this.least) this.values = this.before;
    this.drawValue();
    if (this.values.join() !== this.before.join()) this.onCommit(this.values);
  }

  onKey(event) {
    const { key } = event;
    if (!this.isOpen) {
      if (key !== "ArrowDown" && key !== "ArrowUp") return;
      this.open();
    } else if (key === "Escape") {
      this.close();
    } else if (key === "Enter" || key === " ") {
      if (this.list.activeOption) this.pick(this.list.activeOption);
    } else if (!this.list.steer(key)) {
      if (key.length === 1) this.list.seek(key);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  drawValue() {
    const labels = this.options.filter((option) => this.values.includes(option.value)).map((option) => option.label);
    this.shown.classList.toggle("placeholder", !labels.length);
    fill(this.shown, labels.length ? labels.join(", ") : this.placeholder);
  }
}

function lead(option) {
  if (!option.emoji?.name) return null;
  return h("span.emoji", {}, option.emoji.id ? `:${option.emoji.name}:` : option.emoji.name);
}

const range = (least, most) => (least === most ? String(most) : `${least} to ${most}`);
