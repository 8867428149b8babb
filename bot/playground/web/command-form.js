// A chosen slash command in the composer: its options as pills, what is missing, and sending it.

import { Refused } from "./api.js";
import { commandData } from "./commands.js";
import { InteractionType } from "./discord.js";
import { h } from "./dom.js";
import { runCommand } from "./interactions.js";
import { optionField } from "./option-field.js";
import { TYPE_NAMES, kindOf } from "./options.js";
import { store } from "./store.js";

export class CommandForm {
  /** `done(entry)` is told when it was sent, `cancel(text)` when it was left; `back()` asks for what came before. */
  constructor(leaf, { suggest, done, cancel, back }) {
    Object.assign(this, { leaf, suggest, done, cancel, back });
    this.fields = [];
    this.tail = h("input.pill-tail", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      on: {
        focus: () => this.suggestOptions(),
        input: () => this.suggestOptions(),
        keydown: (event) => this.onTailKey(event),
      },
    });
    this.pills = h("div.pills", {}, h("span.command-chip", {}, `/${leaf.name}`), this.tail);
    this.element = h("div.command-form", { role: "group", "aria-label": `Command /${leaf.name}` }, this.pills);
    for (const option of leaf.options) if (option.required) this.add(option);
    this.drawTail();
  }

  /** Put back what a recalled command held. */
  restore(memories) {
    this.recalled = true;
    for (const [name, memory] of memories) {
      const option = this.leaf.options.find((candidate) => candidate.name === name);
      if (option) (this.fieldOf(name) ?? this.add(option)).restore(memory);
    }
    this.drawTail();
  }

  /** Text that followed a command's name as it was typed. */
  prefill(text) {
    const [first] = this.fields;
    if (text && first?.restore) first.restore({ text });
  }

  focus() {
    (this.fields.find((field) => field.read().empty) ?? this.tail).focus();
  }

  fieldOf(name) {
    return this.fields.find((field) => field.option.name === name);
  }

  add(option) {
    const field = optionField(option, {
      onFocus: (focused) => this.suggestValues(focused),
      onInput: (focused) => this.suggestValues(focused),
      onKey: (event, focused) => this.onKey(event, focused),
    });
    this.fields.push(field);
    this.tail.before(field.element);
    this.drawTail();
    return field;
  }

  remove(field) {
    const at = this.fields.indexOf(field);
    field.stopAsking();
    this.fields.splice(at, 1);
    field.element.remove();
    this.drawTail();
    (this.fields[at - 1] ?? this.tail).focus();
  }

  unused() {
    return this.leaf.options.filter((option) => !this.fieldOf(option.name));
  }

  drawTail() {
    const { length } = this.unused();
    this.tail.placeholder = length ? `+${length} optional` : "";
    this.tail.readOnly = length === 0;
    const more = length ? `${length} more options; ` : "";
    this.tail.setAttribute("aria-label", `${more}Enter runs the command`);
  }

  // Suggestions

  suggestOptions() {
    const typed = this.tail.value.trim().toLowerCase();
    const found = this.unused().filter(({ name }) => name.includes(typed));
    this.suggest.show(this.tail, {
      title: [h("strong", {}, `/${this.leaf.name}`), ` ${this.leaf.description}`],
      options: found.map(asSuggestion),
      note: found.length ? "" : "Press Enter to run it.",
      active: typed ? 0 : -1,
      onPick: ({ value: option }) => {
        this.tail.value = "";
        this.add(option).focus();
      },
    });
  }

  async suggestValues(field) {
    const offered = field.suggestions((asking) => this.interaction(asking));
    if (!(offered instanceof Promise)) {
      this.showValues(field, offered ?? [], offered?.length === 0 ? "Nothing matches." : "");
      return;
    }
    this.showValues(field, [], "Loading options…");
    try {
      const found = await offered;
      if (found === undefined || !this.isIn(field)) return;
      this.showValues(field, found, found.length ? "" : "No option matches what you typed.");
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      if (this.isIn(field)) this.showValues(field, [], cause.message);
    }
  }

  isIn(field) {
    return document.activeElement === field.input;
  }

  showValues(field, options, note) {
    const { option } = field;
    const typed = field.input.value && !field.picked;
    this.suggest.show(field.input, {
      title: [h("strong", {}, option.name), ` ${option.description ?? ""} `, h("small", {}, kindOf(option))],
      options,
      note,
      error: field.error,
      active: typed || (option.required && !field.picked) ? 0 : -1,
      onPick: (choice) => this.pickValue(field, choice),
    });
  }

  pickValue(field, choice) {
    field.stopAsking();
    field.pick(choice);
    this.focus();
  }

  // Keys

  onKey(event, field) {
    if (this.suggest.takes(event)) {
      if (event.key === "Escape") field.stopAsking(); // or the answer would open again what was just shut
      return;
    }
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.cancel("");
    } else if (event.key === "Backspace" && field.input.value === "") {
      event.preventDefault();
      if (field.option.required) this.stepBack(field);
      else this.remove(field);
    }
  }

  onTailKey(event) {
    const older = event.key === "ArrowUp" && this.recalled && !this.tail.value && this.suggest.list.active < 0;
    if (older) {
      event.preventDefault();
      this.back();
    } else if (this.suggest.takes(event)) {
      return;
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.cancel("");
    } else if (event.key === "Backspace" && !this.tail.value) {
      event.preventDefault();
      this.stepBack(null);
    }
  }

  /** One field to the left, or out of the command with its name as text. */
  stepBack(field) {
    const at = field ? this.fields.indexOf(field) : this.fields.length;
    if (at > 0) this.fields[at - 1].focus();
    else this.cancel(`/${this.leaf.name}`);
  }

  // Sending

  values() {
    return this.fields.flatMap((field) => {
      const { value } = field.read();
      return value === undefined ? [] : [{ name: field.option.name, type: field.option.type, value }];
    });
  }

  interaction(asking) {
    const others = this.values().filter(({ name }) => name !== asking.option.name);
    return {
      user_id: store.personId,
      channel_id: store.channelId,
      type: InteractionType.COMMAND,
      data: commandData(this.leaf, [...others, asking.partial()]),
    };
  }

  /** The first field that keeps the command from being sent, each wrong one marked. */
  check() {
    for (const field of this.fields) {
      const { empty, error } = field.read();
      field.setError(empty && field.option.required ? "This option is required." : (error ?? ""));
    }
    return this.fields.find((field) => field.error) ?? null;
  }

  async send() {
    await Promise.all(this.fields.map((field) => field.ready));
    const wrong = this.check();
    if (wrong) {
      if (this.isIn(wrong)) this.suggestValues(wrong);
      else wrong.focus();
      return;
    }
    const memories = this.fields.filter((field) => field.memory).map((field) => [field.option.name, field.memory]);
    const data = commandData(this.leaf, this.values());
    this.done({ command: this.leaf.name, memories });
    runCommand(data, `/${this.leaf.name}`);
  }
}

/** An option of the command as the panel offers it, with what it takes. */
function asSuggestion(option) {
  const aside = h("span.option-aside", {}, h("i", {}, TYPE_NAMES[option.type]));
  return { label: option.name, description: option.description, aside, value: option };
}
