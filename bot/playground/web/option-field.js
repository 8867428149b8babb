// One option of a command in the composer: a pill with a name and a field that knows what it may hold.

import { postAttachment, postAutocomplete } from "./api.js";
import { Option, fileSize } from "./discord.js";
import { h } from "./dom.js";
import { narrow, readTyped } from "./options.js";
import { choicesOfOption } from "./pickables.js";
import { tell } from "./session.js";

const DEBOUNCE = 200;
const MOST_SHOWN = 25;

/** Make the right field for an option; `form` is told `{onFocus, onInput, onKey, onReady}`. */
export function optionField(option, form) {
  return option.type === Option.ATTACHMENT ? new FileField(option, form) : new TextField(option, form);
}

class Field {
  constructor(option) {
    this.option = option;
    this.error = "";
  }

  pill(...content) {
    const { name } = this.option;
    this.element = h("label.pill", { data: { option: name } }, h("span.pill-name", {}, name), content);
  }

  setError(error) {
    this.error = error;
    this.element.classList.toggle("invalid", Boolean(error));
    this.input.setAttribute("aria-invalid", String(Boolean(error)));
  }

  focus() {
    this.input.focus();
  }
}

class TextField extends Field {
  constructor(option, form) {
    super(option);
    this.picked = null;
    this.search = 0;
    this.input = h("input.pill-input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-required": String(Boolean(option.required)),
      "aria-label": `${option.name}: ${option.description ?? ""}`,
      on: {
        focus: () => form.onFocus(this),
        input: () => this.typed(form),
        keydown: (event) => form.onKey(event, this),
      },
    });
    this.pill(this.input);
    this.fit();
  }

  typed(form) {
    this.picked = null;
    this.fit();
    this.setError("");
    form.onInput(this);
  }

  /** As wide as what it holds, within bounds that the style sheet sets. */
  fit() {
    this.input.size = Math.max(this.input.value.length, 4);
  }

  pick(choice) {
    this.picked = choice;
    this.input.value = choice.label;
    this.fit();
    this.setError("");
  }

  /** `{empty}`, `{value}` or `{error}`. */
  read() {
    const { value: text } = this.input;
    if (!text.trim()) return { empty: true };
    if (this.picked && this.picked.label === text) return { value: this.picked.value };
    const same = choicesOfOption(this.option)?.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
    if (same) return { value: same.value };
    return choicesOfOption(this.option) ? { error: "Choose one of the list." } : readTyped(this.option, text);
  }

  /** What to suggest: a list, null for nothing, or a promise where the bot is asked (of undefined once it is stale). */
  suggestions(bodyOf) {
    const typed = this.picked ? "" : this.input.value;
    const choices = choicesOfOption(this.option);
    if (choices) return narrow(choices, typed).slice(0, MOST_SHOWN);
    return this.option.autocomplete ? this.askBot(bodyOf) : null;
  }

  async askBot(bodyOf) {
    this.search += 1;
    const { search } = this;
    await new Promise((resolve) => setTimeout(resolve, DEBOUNCE));
    if (search !== this.search) return undefined;
    const { choices } = await postAutocomplete(bodyOf(this));
    if (search !== this.search) return undefined;
    return choices.map(({ name, value }) => ({ label: name, value }));
  }

  /** Answers still on their way are no longer wanted. */
  stopAsking() {
    this.search += 1;
  }

  /** As an autocomplete request carries the field that is typed in: the raw text. */
  partial() {
    const { name, type } = this.option;
    return { name, type, value: this.input.value, focused: true };
  }

  get memory() {
    return { text: this.input.value, picked: this.picked };
  }

  restore({ text, picked }) {
    this.input.value = text;
    this.picked = picked ?? null;
    this.fit();
  }
}

class FileField extends Field {
  constructor(option, form) {
    super(option);
    this.ready = Promise.resolve();
    this.input = h("input.pill-file", {
      type: "file",
      "aria-label": `${option.name}: ${option.description ?? ""}`,
      on: {
        focus: () => form.onFocus(this),
        change: () => this.upload(),
        keydown: (event) => form.onKey(event, this),
      },
    });
    this.words = h("span.pill-file-name", {}, "choose a file");
    this.pill(this.input, this.words);
  }

  upload() {
    const [file] = this.input.files;
    this.attachment = null;
    this.setError("");
    if (!file) return;
    this.words.textContent = `${file.name}, on its way…`;
    this.ready = this.send(file);
  }

  async send(file) {
    try {
      this.attachment = await postAttachment(file);
      this.words.textContent = `${file.name} (${fileSize(file.size)})`;
    } catch (cause) {
      this.words.textContent = "choose a file";
      tell(cause);
    }
  }

  read() {
    return this.attachment ? { value: this.attachment.id } : { empty: true };
  }

  suggestions() {
    return null;
  }

  stopAsking() {}

  // An uploaded file is used once; it is asked for again when a command is recalled.
  get memory() {
    return null;
  }
}
