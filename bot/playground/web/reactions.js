// The reactions below a message: each emoji, how many share it, and whether one does oneself.

import { emoji } from "./controls.js";
import { h } from "./dom.js";
import { isMine, mayReact, react } from "./message-actions.js";
import { store } from "./store.js";

export function reactions(message) {
  if (!message.reactions?.length) return null;
  const chips = message.reactions.map((reaction) => h("li", {}, reactionChip(reaction, message)));
  return h("ul.reactions", { "aria-label": "Reactions" }, chips);
}

/** A reaction and how many share it; pressing it adds one's own or takes it back. */
function reactionChip(reaction, message) {
  const { emoji: what, count, user_ids: ids } = reaction;
  const mine = isMine(reaction);
  const names = ids.map((id) => store.nameOf(store.users.get(id) ?? { id, username: "Someone" })).join(", ");
  const properties = {
    type: "button",
    title: names,
    "aria-pressed": String(mine),
    "aria-label": `${what.name}, ${count}: ${names}`,
    disabled: !mayReact(message),
    data: { customId: `reaction-${what.name}` },
    on: { click: () => react(message, what.name) },
  };
  return h("button.reaction", properties, emoji(what), h("span", {}, String(count)));
}
