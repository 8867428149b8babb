// Short sentences at the edge of the page: what was refused, and why; or what was done, where nothing else shows it.

import { byId, h } from "./dom.js";
import { iconButton } from "./icons.js";

const SHOWN_FOR = 8000;

export function toast(text, { good = false } = {}) {
  const close = iconButton("close", "Close", () => note.remove());
  const note = h(good ? "div.toast.good" : "div.toast", {}, h("span", {}, text), close);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_FOR);
}
