// What goes along with a message that is being written: the one that it answers or changes, and files.

import { Refused, editMessage, postAttachment, postMessage } from "./api.js";
import { Permission, fileSize } from "./discord.js";
import { fill, h } from "./dom.js";
import { iconButton } from "./icons.js";
import { remove } from "./message-actions.js";
import { naming } from "./session.js";
import { store } from "./store.js";
import { toast } from "./toast.js";

const MOST_FILES = 10;

export class Draft {
  constructor() {
    this.element = h("div.draft", { hidden: true });
    this.clear();
  }

  clear() {
    this.answered = null;
    this.edited = null;
    this.files = [];
    this.draw();
  }

  get isEmpty() {
    return !this.answered && !this.edited && !this.files.length;
  }

  replyTo(message) {
    this.edited = null;
    this.answered = message;
    this.draw();
  }

  edit(message) {
    this.clear();
    this.edited = message;
    this.draw();
  }

  /** Upload files at once; the message waits for them. */
  addFiles(files) {
    if (!store.may(Permission.ATTACH_FILES)) {
      toast("You do not have permission to attach files in this channel.");
      return;
    }
    for (const file of [...files].slice(0, MOST_FILES - this.files.length)) this.addFile(file);
    this.draw();
  }

  addFile(file) {
    const entry = { file };
    entry.sent = postAttachment(file).catch((cause) => {
      if (!(cause instanceof Refused)) throw cause;
      this.drop(entry);
      toast(cause.message);
      return null;
    });
    this.files.push(entry);
  }

  drop(entry) {
    this.files = this.files.filter((other) => other !== entry);
    this.draw();
  }

  /** Send it with its text; throws what the server refused. */
  async send(content) {
    const { answered, edited, files } = this;
    this.clear();
    if (edited && !content) remove(edited);
    else if (edited) await editMessage({ ...naming(edited), content });
    else {
      const message = { user_id: store.personId, channel_id: store.channelId, content };
      if (answered) message.reply_to = answered.id;
      const sent = (await Promise.all(files.map((entry) => entry.sent))).filter(Boolean);
      if (sent.length) message.attachments = sent.map((attachment) => attachment.id);
      await postMessage(message);
    }
  }

  draw() {
    this.element.hidden = this.isEmpty;
    fill(this.element, this.line(), this.files.length ? this.fileList() : null);
  }

  line() {
    if (this.isEmpty || (!this.answered && !this.edited)) return null;
    const author = this.answered && h("strong", {}, store.nameOf(this.answered.author));
    const words = this.edited ? "Editing a message" : ["Replying to ", author];
    const label = this.edited ? "Cancel editing" : "Cancel reply";
    return h("div.draft-line", {}, h("span", {}, words), iconButton("close", label, () => this.clear()));
  }

  fileList() {
    const item = (entry) =>
      h(
        "li.draft-file",
        {},
        h("span.draft-name", {}, entry.file.name),
        h("small", {}, fileSize(entry.file.size)),
        iconButton("close", `Remove ${entry.file.name}`, () => this.drop(entry)),
      );
    return h("ul.draft-files", { "aria-label": "Files" }, this.files.map(item));
  }
}
