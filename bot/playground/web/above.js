// The line above a message: the command it answers, or the message it replies to.

import { avatar } from "./avatar.js";
import { InteractionType, MessageType } from "./discord.js";
import { announce, h } from "./dom.js";
import { excerpt } from "./message-text.js";
import { store } from "./store.js";

/** The line above a message: the command it answers, or the message it replies to. */
export function above(message) {
  const used = message.interaction_metadata;
  const isReply = message.type === MessageType.REPLY && Boolean(message.message_reference);
  const original = isReply ? originalOf(message) : null;
  if (original) return replyLine(original);
  if (used?.name && used.type === InteractionType.COMMAND) return usedLine(used.user, shownName(message, used.name));
  return isReply ? h("div.above", {}, h("span.muted", {}, "The message this answers is not here any more")) : null;
}

const shownName = ({ type }, name) => (type === MessageType.CONTEXT_MENU_COMMAND ? name : `/${name}`);

export function usedLine(user, command) {
  const name = h("strong", {}, user ? store.nameOf(user) : "Someone");
  const words = h("span", {}, name, " used ", h("span.command-name", {}, command));
  return h("div.above", {}, user ? avatar(user) : null, words);
}

function originalOf({ message_reference: reference, referenced_message: told }) {
  return told ?? store.messages.find(({ id, local }) => id === reference.message_id && !local) ?? null;
}

function replyLine(original) {
  const { author } = original;
  const show = () => announce("show-message", original.id);
  const words = h("button.excerpt", { type: "button", on: { click: show } }, excerpt(original));
  return h("div.above", {}, avatar(author), h("strong", {}, store.nameOf(author)), words);
}
