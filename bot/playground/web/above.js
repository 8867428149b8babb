// The line above a message: the command it answers, or the message it replies to.

import { avatar } from "./avatar.js";
import { MessageType } from "./discord.js";
import { announce, h } from "./dom.js";
import { excerpt } from "./message-text.js";
import { store } from "./store.js";

/** The line above a message: the command it answers, or the message it replies to. */
export function above(message) {
  const used = message.interaction_metadata;
  if (message.type === MessageType.REPLY && message.message_reference) return replyLine(message);
  if (!used?.name || used.type !== 2) return null;
  const slash = message.type === MessageType.CONTEXT_MENU_COMMAND ? "" : "/";
  return usedLine(used.user, slash + used.name);
}

export function usedLine(user, command) {
  const name = h("strong", {}, user ? store.nameOf(user) : "Someone");
  const words = h("span", {}, name, " used ", h("span.command-name", {}, command));
  return h("div.above", {}, user ? avatar(user) : null, words);
}

function replyLine({ message_reference: reference, referenced_message: told }) {
  const original = told ?? store.messages.find(({ id, local }) => id === reference.message_id && !local);
  if (!original) return h("div.above", {}, h("span.muted", {}, "The message this answers is not here any more"));
  const { author } = original;
  const show = () => announce("show-message", original.id);
  const words = h("button.excerpt", { type: "button", on: { click: show } }, excerpt(original));
  return h("div.above", {}, avatar(author), h("strong", {}, store.nameOf(author)), words);
}
