// Draws one message of the timeline: who, when, what, and what may be done with it.

import { components } from "./components.js";
import { emoji } from "./controls.js";
import { MessageFlag, MessageType, avatarColor, displayName, hasFlag, hexColor, ownMedia } from "./discord.js";
import { h } from "./dom.js";
import { embed } from "./embeds.js";
import { icon, iconButton } from "./icons.js";
import { plain } from "./markdown.js";
import { attachments } from "./media.js";
import { openMessageMenu } from "./menu.js";
import { dismiss } from "./prefs.js";
import { prose } from "./prose.js";
import { store } from "./store.js";
import { clock, fullTime, messageTime } from "./time.js";

/** A person's round picture, or a circle with the first letter of their name. */
export function avatar(user) {
  const known = { ...user, ...store.users.get(user.id) };
  const address = known.avatar_url ?? (known.avatar ? `/cdn/avatars/${known.id}/${known.avatar}.png` : null);
  const circle = h("span.avatar", { "aria-hidden": "true", vars: { avatar: avatarColor(known) } }, initial(known));
  const source = address ? ownMedia(address) : null;
  if (!source) return circle;
  const image = h("img.avatar", { src: source, alt: "" });
  image.addEventListener("error", () => image.replaceWith(circle), { once: true });
  return image;
}

const initial = (user) => (displayName(user).match(/[\p{L}\p{N}]/u)?.[0] ?? "?").toUpperCase();

/** A row of the timeline; `grouped` ones continue what the same author said just before. */
export function messageRow(message, grouped) {
  if (message.local) return localRow(message);
  const ephemeral = hasFlag(message, MessageFlag.EPHEMERAL);
  const named = message.mention_everyone || message.mentions?.some((user) => user.id === store.personId);
  const classes = ["message", !grouped && "first", ephemeral && "ephemeral", named && "named"].filter(Boolean);
  const article = h(
    "article",
    { "aria-label": `${displayName(message.author)}, ${messageTime(new Date(message.timestamp))}` },
    above(message),
    h("div.message-main", {}, grouped ? smallTime(message) : gutter(message.author), said(message, grouped)),
    toolbar(message),
  );
  return h(`li.${classes.join(".")}`, { data: { messageId: message.id } }, article);
}

const gutter = (author) => h("div.gutter", {}, avatar(author));
const smallTime = ({ timestamp }) =>
  h("div.gutter", {}, h("time.gutter-time", { datetime: timestamp }, clock(new Date(timestamp))));

function said(message, grouped) {
  return h(
    "div.said",
    {},
    grouped ? null : byline(message.author, message.timestamp),
    body(message),
    store.failures.has(message.id) ? failure(store.failures.get(message.id)) : null,
    hasFlag(message, MessageFlag.EPHEMERAL) ? privateNote(message) : null,
  );
}

function byline(author, timestamp) {
  const color = hexColor(store.roleColor(author.id));
  const date = timestamp ? new Date(timestamp) : null;
  return h(
    "div.byline",
    {},
    h("span.author", color ? { vars: { author: color } } : {}, store.nameOf(author)),
    author.bot ? h("span.badge", {}, "APP") : null,
    date ? h("time", { datetime: timestamp, title: fullTime(date) }, messageTime(date)) : null,
  );
}

function body(message) {
  if (hasFlag(message, MessageFlag.LOADING)) {
    return h("div.thinking", { role: "status" }, dots(), `${store.nameOf(message.author)} is thinking…`);
  }
  const edited = message.edited_timestamp
    ? h("span.edited", { title: fullTime(new Date(message.edited_timestamp)) }, "(edited)")
    : null;
  const shows = hasFlag(message, MessageFlag.SUPPRESS_EMBEDS) ? [] : (message.embeds ?? []);
  return h(
    "div.message-body",
    {},
    message.content ? h("div.content", {}, prose(message.content), edited) : null,
    attachments(message),
    shows.map((data) => embed(data, message)),
    components(message.components, message),
    message.content ? null : edited,
    reactions(message),
  );
}

export const dots = () => h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));

function reactions(message) {
  if (!message.reactions?.length) return null;
  const chip = ({ emoji: what, count, me }) =>
    h(me ? "li.reaction.mine" : "li.reaction", {}, emoji(what), h("span", {}, String(count)));
  return h("ul.reactions", { "aria-label": "Reactions" }, message.reactions.map(chip));
}

/** The line above a message: the command it answers, or the message it replies to. */
function above(message) {
  const used = message.interaction_metadata;
  if (message.type === MessageType.REPLY && message.message_reference) return replyLine(message);
  if (!used?.name || used.type !== 2) return null;
  const slash = message.type === MessageType.CONTEXT_MENU_COMMAND ? "" : "/";
  return usedLine(used.user, slash + used.name);
}

function usedLine(user, command) {
  const name = h("strong", {}, user ? store.nameOf(user) : "Someone");
  const words = h("span", {}, name, " used ", h("span.command-name", {}, command));
  return h("div.above", {}, user ? avatar(user) : null, words);
}

function replyLine({ message_reference: reference, referenced_message: told }) {
  const original = told ?? store.messages.find(({ id, local }) => id === reference.message_id && !local);
  if (!original) return h("div.above", {}, h("span.muted", {}, "The message this answers is not here any more"));
  const { author, content } = original;
  const text = plain(content ?? "") || "A message without text";
  return h("div.above", {}, avatar(author), h("strong", {}, store.nameOf(author)), h("span.excerpt", {}, text));
}

const failure = (text) => h("p.failure", { role: "alert" }, text);

function privateNote(message) {
  const hide = () => {
    dismiss(message.id);
    store.dropMessage(message.channel_id ?? store.channelId, message.id);
  };
  return note(hide);
}

function note(hide) {
  const link = h("button.link", { type: "button", on: { click: hide } }, "Dismiss message");
  return h("p.private-note", {}, icon("eye"), "Only you can see this", " · ", link);
}

/** A command on its way, or one that failed: rows of the page's own, that nobody else sees. */
function localRow({ key, command, author, sending, failure: reason }) {
  const { channelId } = store;
  const words = sending
    ? h("div.thinking", { role: "status" }, dots(), "Sending command…")
    : [failure(reason), note(() => store.dropLocal(channelId, key))];
  const bot = { ...store.bot, bot: true };
  return h(
    `li.message.first.local${sending ? "" : ".ephemeral"}`,
    {},
    h(
      "article",
      { "aria-label": `${displayName(author)} used ${command}` },
      usedLine(author, command),
      h("div.message-main", {}, gutter(bot), h("div.said", {}, byline(bot, null), words)),
    ),
  );
}

function toolbar(message) {
  const open = (event) => openMessageMenu(event.currentTarget, message);
  return h("div.toolbar", {}, iconButton("more", "More", open, { "aria-haspopup": "menu" }));
}

