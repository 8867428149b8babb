// Short sentences at the edge of the page: what was refused, and why.

import { byId, h } from "./dom.js";
import { iconButton } from "./icons.js";

const SHOWN_FOR = 8000;

export function toast(text) {
  const note = h("div.toast", {}, h("span", {}, text), iconButton("close", "Close", () => note.remove()));
  byId("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_FOR);
}
