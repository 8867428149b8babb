// The panel above the composer: commands, options and values to choose from, and a note on what is wrong.

import { fill, h, pointAt } from "./dom.js";
import { Listbox } from "./listbox.js";

export class Suggest {
  constructor() {
    this.title = h("p.suggest-title");
    this.note = h("p.suggest-note", { role: "status" });
    this.list = new Listbox({ label: "Suggestions", onPick: (option) => this.onPick(option) });
    this.list.onActive = (id) => this.mark(id);
    this.element = h("div.suggest", { hidden: true }, this.title, this.list.element, this.note);
    this.owner = null;
    // Reaching for the panel must not take the focus from the field, which would close it.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /** Show suggestions for a field. `active` is the option that Enter takes at once, -1 for none. */
  show(owner, { title, options = [], note = "", error = "", active = 0, onPick }) {
    if (this.owner !== owner) this.release();
    this.owner = owner;
    this.onPick = onPick;
    fill(this.title, title);
    this.title.hidden = !title;
    this.note.textContent = error || note;
    this.note.hidden = !(error || note);
    this.note.classList.toggle("error", Boolean(error));
    this.element.hidden = false;
    this.list.element.hidden = !options.length;
    owner.setAttribute("aria-controls", this.list.id);
    this.expand(options.length > 0);
    this.list.show(options, active);
  }

  hide() {
    this.element.hidden = true;
    this.list.show([]);
    this.release();
  }

  release() {
    this.expand(false);
    this.mark(null);
    this.owner = null;
  }

  /** The message box is a plain text box for screen readers, which knows no expanding. */
  expand(open) {
    if (this.owner?.getAttribute("role") === "combobox") this.owner.setAttribute("aria-expanded", String(open));
  }

  mark(id) {
    if (this.owner) pointAt(this.owner, id);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Let the panel have a key first; true when it used it. */
  takes(event) {
    if (!this.isOpen || event.isComposing) return false;
    const { key } = event;
    if (this.list.steer(key)) event.preventDefault();
    else if (key === "Escape") this.hide();
    else if ((key === "Enter" || (key === "Tab" && !event.shiftKey)) && this.list.activeOption) {
      event.preventDefault();
      this.onPick(this.list.activeOption);
    } else return false;
    return true;
  }
}
