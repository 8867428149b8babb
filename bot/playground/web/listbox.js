// A list of things to choose from, moved through by keyboard while the focus stays on the field that owns it.

import { fill, freshId, h } from "./dom.js";
import { icon } from "./icons.js";

export class Listbox {
  /** `onPick` is told the chosen option; options are `{value, label, description?, emoji?, selected?, heading?}`. */
  constructor({ label, onPick, multiple = false }) {
    this.onPick = onPick;
    this.multiple = multiple;
    this.options = [];
    this.active = -1;
    this.id = freshId("list");
    this.element = h("ul.listbox", { id: this.id, role: "listbox", "aria-label": label });
    if (multiple) this.element.setAttribute("aria-multiselectable", "true");
  }

  show(options, active = -1) {
    this.options = options;
    fill(this.element, options.map((option, index) => this.row(option, index)));
    this.activate(active < options.length ? active : -1);
  }

  row(option, index) {
    const mark = this.multiple ? h("span.checkbox", {}, icon("check")) : null;
    const words = h(
      "span.option-words",
      {},
      h("span.option-label", {}, option.label),
      option.description ? h("span.option-description", {}, option.description) : null,
    );
    const properties = {
      id: `${this.id}-${index}`,
      role: "option",
      "aria-selected": String(Boolean(option.selected)),
      on: { click: () => this.onPick(option), pointermove: () => this.activate(index, false) },
    };
    const end = mark ?? (option.selected ? icon("check") : null);
    return h("li.option", properties, option.lead, words, option.aside, end);
  }

  /** Make one option the current one; scrolled to unless the pointer chose it. */
  activate(index, scroll = true) {
    this.rows[this.active]?.classList.remove("active");
    this.active = index;
    const row = this.rows[index];
    row?.classList.add("active");
    if (scroll) row?.scrollIntoView({ block: "nearest" });
    this.onActive?.(row?.id ?? null);
  }

  get rows() {
    return this.element.children;
  }

  get activeOption() {
    return this.options[this.active] ?? null;
  }

  move(step) {
    const { length } = this.options;
    if (!length) return;
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.activate((from + step + length) % length);
  }

  /** Arrow keys, Home and End; true when the key was one of them. */
  steer(key) {
    const steps = { ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1) };
    if (!(key in steps) || !this.options.length) return false;
    steps[key]();
    return true;
  }

  /** Jump to the next option that begins with a letter. */
  seek(letter) {
    const order = this.options.map((_, index) => (this.active + 1 + index) % this.options.length);
    const first = (index) => this.options[index].label.replace(/^[@#]/, "").charAt(0).toLowerCase();
    const found = order.find((index) => first(index) === letter.toLowerCase());
    if (found !== undefined) this.activate(found);
  }
}
