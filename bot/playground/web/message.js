// Draws one message of the timeline: who, when, what, and what may be done with it.

import { above, usedLine } from "./above.js";
import { avatar } from "./avatar.js";
import { components } from "./components.js";
import { MessageFlag, displayName, hasFlag, hexColor, isThread } from "./discord.js";
import { announce, h } from "./dom.js";
import { embed } from "./embeds.js";
import { openEmojiPicker } from "./emoji-picker.js";
import { icon, iconButton } from "./icons.js";
import { attachments } from "./media.js";
import { openMessageMenu } from "./menu.js";
import { mayEdit, mayReact, mayReply } from "./message-actions.js";
import { prose } from "./prose.js";
import { reactions } from "./reactions.js";
import { takeBack } from "./session.js";
import { store } from "./store.js";
import { clock, fullTime, messageTime } from "./time.js";

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
    hasFlag(message, MessageFlag.CROSSPOSTED) ? h("p.published", {}, "Published to the servers that follow") : null,
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
    if (message.failed) return failure(message.failed);
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
    threadCard(message),
  );
}

/** The thread that hangs under a message. */
function threadCard(message) {
  const thread = store.findChannel(message.id);
  if (!thread || !isThread(thread)) return null;
  const link = h("a", { href: `#/${store.guild.id}/${thread.id}` }, "Open thread");
  const state = thread.archived && h("span.muted", {}, "archived");
  return h("div.thread-card", {}, icon("thread"), h("strong", {}, thread.name), state, link);
}

export const dots = () => h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));

const failure = (text) => h("p.failure", { role: "alert" }, text);

function privateNote(message) {
  return note(() => takeBack(message));
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

/** For the pointer only: the menu has it too, and one stop of the Tab key for each message is enough. */
const shortcut = (name, label, act) => iconButton(name, label, act, { title: label, tabindex: "-1" });

function toolbar(message) {
  const open = (event) => openMessageMenu(event.currentTarget, message);
  const pick = (event) => openEmojiPicker(event.currentTarget, message);
  return h(
    "div.toolbar",
    {},
    mayReact(message) && shortcut("react", "Add reaction", pick),
    mayEdit(message) && shortcut("edit", "Edit", () => announce("edit-message", message)),
    !mayEdit(message) && mayReply(message) && shortcut("reply", "Reply", () => announce("reply-to", message)),
    iconButton("more", "More", open, { "aria-haspopup": "menu" }),
  );
}
