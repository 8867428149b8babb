// The box to write in: messages with what goes along with them, and the way from a typed slash to a command's form.

import { CommandForm } from "./command-form.js";
import { findLeaf, leaves, matching } from "./commands.js";
import { isDirect, isForum } from "./discord.js";
import { byId, fill, h } from "./dom.js";
import { Draft } from "./draft.js";
import { iconButton } from "./icons.js";
import { mentionAt, mentionChoices, withMarkup } from "./mentions.js";
import { tell } from "./session.js";
import { store } from "./store.js";
import { Suggest } from "./suggest.js";
import { toEnd } from "./timeline.js";

const LONGEST_MESSAGE = 2000;
const NEARLY_LONGEST = 1800;
const NOT_HERE = "You do not have permission to send messages in this channel.";
const LOCKED = "This thread is locked.";

export class Composer {
  constructor() {
    this.suggest = new Suggest();
    this.form = null;
    this.past = [];
    this.back = 0;
    this.mentions = new Map();
    this.text = h("textarea.composer-text", {
      rows: "1",
      "aria-haspopup": "listbox",
      "aria-autocomplete": "list",
      "aria-label": "Message",
      on: {
        input: () => this.onInput(),
        keydown: (event) => this.onKey(event),
        blur: () => this.suggest.hide(),
        paste: (event) => this.takeFiles(event, event.clipboardData),
      },
    });
    this.draft = new Draft();
    this.files = h("input", { type: "file", multiple: true, hidden: true, on: { change: () => this.chooseFiles() } });
    this.plus = iconButton("plus", "Attach files", () => this.files.click());
    this.count = h("span.composer-count", { "aria-hidden": "true" });
    this.sendButton = iconButton("send", "Send", () => this.send());
    this.line = h("div.composer-line", {}, this.plus, this.text, this.count, this.sendButton);
    const root = byId("composer");
    root.append(this.suggest.element, this.draft.element, this.line, this.files);
    root.addEventListener("focusout", (event) => !root.contains(event.relatedTarget) && this.suggest.hide());
    byId("pane").addEventListener("dragover", (event) => event.preventDefault());
    byId("pane").addEventListener("drop", (event) => this.takeFiles(event, event.dataTransfer));
    store.on("places", () => this.onPlace());
    this.onPlace();
  }

  onPlace() {
    const place = `${store.personId}/${store.guild?.id}`;
    if (this.form && place !== this.place) this.leaveForm("");
    if (this.channelId !== store.channelId) this.draft.clear();
    this.place = place;
    this.channelId = store.channelId;
    const { channel } = store;
    const writable = Boolean(channel && store.mayWrite(channel));
    byId("composer").hidden = Boolean(channel && isForum(channel));
    this.text.disabled = !writable;
    this.sendButton.disabled = !writable;
    this.plus.disabled = !writable;
    const mark = channel && isDirect(channel) ? "@" : "#";
    const refusal = channel?.locked ? LOCKED : NOT_HERE;
    this.text.placeholder = writable ? `Message ${mark}${channel.name}` : channel ? refusal : "";
  }

  // Text

  onInput() {
    this.back = 0;
    this.fit();
    const { value } = this.text;
    const typed = value.startsWith("/") && !value.includes("\n") && this.draft.isEmpty ? value.slice(1) : null;
    if (typed === null) this.suggestMentions();
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

  suggestMentions() {
    const mention = mentionAt(this.text.value, this.text.selectionStart);
    const options = mention ? mentionChoices(mention.typed) : [];
    if (!options.length) this.suggest.hide();
    else this.suggest.show(this.text, { options, onPick: (choice) => this.pickMention(mention, choice) });
  }

  pickMention({ from, typed }, { label, markup }) {
    this.mentions.set(label, markup);
    this.text.setRangeText(`${label} `, from, from + typed.length, "end");
    this.onInput();
  }

  takeFiles(event, { files }) {
    if (!files.length || this.text.disabled || this.form) return;
    event.preventDefault();
    this.draft.addFiles(files);
    this.focus();
  }

  chooseFiles() {
    this.draft.addFiles(this.files.files);
    this.files.value = "";
    this.focus();
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
    if (event.key === "Escape" && !this.draft.isEmpty) {
      event.stopPropagation();
      if (this.draft.edited) this.setText("");
      this.draft.clear();
    } else if (event.key === "Enter" && !event.shiftKey) {
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
    const typed = this.text.value.trim();
    const content = withMarkup(typed, this.mentions);
    if (!content && this.draft.isEmpty) return;
    if (content.length > LONGEST_MESSAGE) {
      const error = `A message has at most ${LONGEST_MESSAGE} characters; this one has ${content.length}.`;
      this.suggest.show(this.text, { error });
      return;
    }
    this.setText("");
    if (typed) this.remember({ text: typed });
    if (!this.draft.edited) toEnd();
    try {
      await this.draft.send(content);
    } catch (cause) {
      if (!this.text.value) this.setText(typed);
      tell(cause);
    }
  }

  setText(text) {
    this.text.value = text;
    this.fit();
  }

  // What goes along with a message

  replyTo(message) {
    if (this.form) this.leaveForm("");
    this.draft.replyTo(message);
    this.focus();
  }

  edit(message) {
    if (this.form) this.leaveForm("");
    this.draft.edit(message);
    this.setText(message.content);
    this.focus();
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
    this.draft.clear();
    fill(this.line, form.element, this.sendButton);
    this.line.classList.add("with-command");
  }

  leaveForm(text) {
    const focused = byId("composer").contains(document.activeElement);
    this.form = null;
    this.suggest.hide();
    fill(this.line, this.plus, this.text, this.count, this.sendButton);
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
