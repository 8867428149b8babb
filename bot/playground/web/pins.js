// The pinned messages of the open channel, beside the button in the top line.

import { Refused, getPins } from "./api.js";
import { avatar } from "./avatar.js";
import { isForum } from "./discord.js";
import { announce, byId, fill, h } from "./dom.js";
import { closeFloating, openFloating } from "./floating.js";
import { icon, iconButton } from "./icons.js";
import { excerpt } from "./message-text.js";
import { mayPin, pin } from "./message-actions.js";
import { store } from "./store.js";
import { messageTime } from "./time.js";

export function mountPins() {
  const toggle = byId("pins-toggle");
  toggle.append(icon("pin"));
  toggle.title = "Pinned messages";
  toggle.setAttribute("aria-label", "Pinned messages");
  toggle.addEventListener("click", () => open(toggle));
  store.on("places", () => (toggle.hidden = !store.channel || isForum(store.channel)));
}

async function open(anchor) {
  const list = h("div.pins-list", {}, h("p.muted", {}, "Loading…"));
  const panel = h("div.pins", { role: "dialog", "aria-label": "Pinned messages", tabindex: "-1" }, heading(), list);
  openFloating(panel, anchor);
  fill(list, await rows());
  panel.focus();
}

const heading = () => h("h2", {}, icon("pin"), "Pinned messages");

async function rows() {
  try {
    const items = await getPins(store.channelId, store.personId);
    if (items.length) return h("ul", {}, items.map(({ message }) => row(message)));
    return h("p.muted", {}, "Nothing is pinned in this channel.");
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    return h("p.failure", {}, cause.message);
  }
}

function row(message) {
  const show = () => {
    closeFloating();
    announce("show-message", message.id);
  };
  const unpin = () => {
    closeFloating();
    pin(message);
  };
  const author = h("strong", {}, store.nameOf(message.author));
  const byline = h("small", {}, author, messageTime(new Date(message.timestamp)));
  const words = h("span.pin-words", {}, byline, h("span.pin-text", {}, excerpt(message)));
  const jump = h("button.pin-jump", { type: "button", on: { click: show } }, avatar(message.author), words);
  return h("li.pin-row", {}, jump, mayPin(message) && iconButton("close", "Unpin message", unpin));
}
