// The box to write in: plain messages, and the way from a typed slash to a command's form.

import { postMessage } from "./api.js";
import { CommandForm } from "./command-form.js";
import { findLeaf, leaves, matching } from "./commands.js";
import { isWritable } from "./discord.js";
import { byId, fill, h } from "./dom.js";
import { iconButton } from "./icons.js";
import { tell } from "./session.js";
import { store } from "./store.js";
import { Suggest } from "./suggest.js";
import { toEnd } from "./timeline.js";

const LONGEST_MESSAGE = 2000;
const NEARLY_LONGEST = 1800;

export class Composer {
  constructor() {
    this.suggest = new Suggest();
    this.form = null;
    this.past = [];
    this.back = 0;
    this.text = h("textarea.composer-text", {
      rows: "1",
      "aria-haspopup": "listbox",
      "aria-autocomplete": "list",
      "aria-label": "Message",
      on: { input: () => this.onInput(), keydown: (event) => this.onKey(event), blur: () => this.suggest.hide() },
    });
    this.count = h("span.composer-count", { "aria-hidden": "true" });
    this.sendButton = iconButton("send", "Send", () => this.send());
    this.line = h("div.composer-line", {}, this.text, this.count, this.sendButton);
    const root = byId("composer");
    root.append(this.suggest.element, this.line);
    root.addEventListener("focusout", (event) => !root.contains(event.relatedTarget) && this.suggest.hide());
    store.on("places", () => this.onPlace());
    this.onPlace();
  }

  onPlace() {
    const place = `${store.personId}/${store.guild?.id}`;
    if (this.form && place !== this.place) this.leaveForm("");
    this.place = place;
    const { channel } = store;
    const writable = Boolean(channel && isWritable(channel) && !store.history(channel.id).refused);
    this.text.disabled = !writable;
    this.sendButton.disabled = !writable;
    this.text.placeholder = writable ? `Message #${channel.name}` : "Nobody can write here";
  }

  // Text

  onInput() {
    this.back = 0;
    this.fit();
    const { value } = this.text;
    const typed = value.startsWith("/") && !value.includes("\n") ? value.slice(1) : null;
    if (typed === null) this.suggest.hide();
    else if (!this.beginTyped(typed)) this.suggestCommands(typed);
  }

  fit() {
    const { text } = this;
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
    const { length } = text.value;
    this.count.textContent = length > NEARLY_LONGEST ? String(LONGEST_MESSAGE - length) : "";
    this.count.classList.toggle("over", length > LONGEST_MESSAGE);
  }

  suggestCommands(typed) {
    const found = matching(typed);
    const options = found.map((leaf) => ({
      label: `/${leaf.name}`,
      description: leaf.description,
      aside: h("span.option-aside", {}, leaf.options.map(({ name, required }) => h(required ? "b" : "i", {}, name))),
      value: leaf,
    }));
    const heading = typed ? ` Commands matching /${typed}` : " Commands";
    const title = found.length ? [h("strong", {}, store.bot.username), heading] : null;
    const note = found.length ? "" : "No command matches. Enter sends it as a message.";
    this.suggest.show(this.text, { title, options, note, onPick: ({ value: leaf }) => this.begin(leaf) });
  }

  /** A command's whole name followed by a space begins it; the longest name wins. */
  beginTyped(typed) {
    const fitting = leaves().filter(({ name }) => typed.startsWith(`${name} `));
    const [leaf] = fitting.sort((a, b) => b.name.length - a.name.length);
    if (leaf) this.begin(leaf).prefill(typed.slice(leaf.name.length + 1).trim());
    return Boolean(leaf);
  }

  onKey(event) {
    if (this.suggest.takes(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" && this.recallable()) {
      event.preventDefault();
      this.recall(1);
    } else if (event.key === "ArrowDown" && this.back > 0 && this.recallable()) {
      event.preventDefault();
      this.recall(-1);
    }
  }

  async send() {
    if (this.form) {
      this.form.send();
      return;
    }
    const content = this.text.value.trim();
    if (!content) return;
    if (content.length > LONGEST_MESSAGE) {
      const error = `A message has at most ${LONGEST_MESSAGE} characters; this one has ${content.length}.`;
      this.suggest.show(this.text, { error });
      return;
    }
    this.setText("");
    this.remember({ text: content });
    toEnd();
    try {
      await postMessage({ user_id: store.personId, channel_id: store.channelId, content });
    } catch (cause) {
      if (!this.text.value) this.setText(content);
      tell(cause);
    }
  }

  setText(text) {
    this.text.value = text;
    this.fit();
  }

  // Commands

  /** Put a command into the composer in the place of the text. */
  begin(leaf, memories = null) {
    const form = new CommandForm(leaf, {
      suggest: this.suggest,
      done: (entry) => {
        this.remember(entry);
        this.leaveForm("");
        toEnd();
      },
      cancel: (text) => this.leaveForm(text),
      back: () => this.recall(1),
    });
    this.swap(form);
    if (memories) form.restore(memories);
    form.focus();
    return form;
  }

  beginNamed(name) {
    const leaf = findLeaf(name);
    if (leaf) this.begin(leaf);
    else this.leaveForm(`/${name}`);
  }

  swap(form) {
    this.form = form;
    this.suggest.hide();
    this.setText("");
    fill(this.line, form.element, this.sendButton);
    this.line.classList.add("with-command");
  }

  leaveForm(text) {
    const focused = byId("composer").contains(document.activeElement);
    this.form = null;
    this.suggest.hide();
    fill(this.line, this.text, this.count, this.sendButton);
    this.line.classList.remove("with-command");
    this.setText(text);
    if (focused || text) this.text.focus();
    if (text) this.onInput();
  }

  // What was sent before

  remember(entry) {
    this.past.unshift(entry);
    this.back = 0;
  }

  recallable() {
    const { value } = this.text;
    return value === "" || (this.back > 0 && value === this.past[this.back - 1]?.text);
  }

  recall(step) {
    const back = Math.min(Math.max(this.back + step, 0), this.past.length);
    const entry = this.past[back - 1];
    const leaf = entry?.command ? findLeaf(entry.command) : null;
    if (leaf) this.begin(leaf, entry.memories);
    else {
      if (this.form) this.leaveForm("");
      this.setText(entry?.text ?? "");
    }
    this.back = back;
  }

  focus() {
    if (this.form) this.form.focus();
    else this.text.focus();
  }
}
