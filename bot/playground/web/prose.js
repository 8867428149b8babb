// Draws Discord's markdown as DOM nodes. The tree comes from markdown; names come from the store.

import { hexColor, isThread, safeLink } from "./discord.js";
import { announce, h } from "./dom.js";
import { icon } from "./icons.js";
import { parse, parseInline } from "./markdown.js";
import { store } from "./store.js";
import { fullTime, stamp } from "./time.js";

/** A text with headings, lists and code blocks. */
export function prose(text) {
  const blocks = parse(text);
  const top = Math.min(...blocks.filter(({ type }) => type === "heading").map(({ level }) => level));
  return h("div.prose", {}, blocks.map((block) => drawBlock(block, top)));
}

/** A text of one line, as in an embed's title. */
export function inlineProse(text) {
  return parseInline(text).map(drawInline);
}

const BLOCKS = {
  paragraph: ({ inline }) => h("div.paragraph", {}, inline.map(drawInline)),
  heading: drawHeading,
  subtext: ({ inline }) => h("div.subtext", {}, inline.map(drawInline)),
  quote: ({ blocks }) => h("blockquote", {}, blocks.map((block) => drawBlock(block))),
  code: drawCode,
  list: drawList,
};

const drawBlock = (block, top) => BLOCKS[block.type](block, top);

/** The channel's name is the page's first heading, so a text's highest heading is of the second level. */
function drawHeading({ level, inline }, top = level) {
  const look = `div.heading.heading-${level}`;
  return h(look, { role: "heading", "aria-level": level - top + 2 }, inline.map(drawInline));
}

function drawCode({ language, text }) {
  const code = h("code", {}, text);
  // Wide tables scroll sideways, by keyboard too.
  const label = language ? `${language} code` : "Code";
  return h("pre.code-block", { tabindex: "0", role: "group", "aria-label": label }, code);
}

function drawList({ ordered, start, items }) {
  const rows = items.map(({ inline, lists }) => h("li", {}, inline.map(drawInline), lists.map(drawList)));
  return ordered ? h("ol", { start }, rows) : h("ul", {}, rows);
}

const INLINE = {
  strong: ({ inline }) => h("strong", {}, inline.map(drawInline)),
  em: ({ inline }) => h("em", {}, inline.map(drawInline)),
  underline: ({ inline }) => h("u", {}, inline.map(drawInline)),
  strike: ({ inline }) => h("s", {}, inline.map(drawInline)),
  spoiler: ({ inline }) => spoiler(inline.map(drawInline)),
  code: ({ text }) => h("code.inline-code", {}, text),
  emoji: ({ name }) => h("span.custom-emoji", {}, `:${name}:`),
  everyone: ({ text }) => h("span.mention", {}, text),
  link: drawLink,
  user: ({ id }) => mention(`@${store.users.has(id) ? store.nameOf({ id }) : "unknown-user"}`),
  role: drawRole,
  channel: drawChannel,
  command: drawCommand,
  time: drawTime,
};

function drawInline(node) {
  return typeof node === "string" ? node : INLINE[node.type](node);
}

const mention = (text) => h("span.mention", {}, text);

/** A link that leaves the page, or plain text where the address is not one of the web. */
export function outsideLink(address, ...children) {
  const href = safeLink(address);
  if (!href) return h("span", {}, ...children);
  return h("a", { href, title: href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function drawLink({ url, inline }) {
  return outsideLink(url, inline.map(drawInline));
}

function drawRole({ id }) {
  const role = store.guild?.roles?.find((candidate) => candidate.id === id);
  const color = role?.color ? hexColor(role.color) : null;
  return h("span.mention", color ? { vars: { mention: color } } : {}, `@${role?.name ?? "unknown-role"}`);
}

function drawChannel({ id }) {
  const channel = store.findChannel(id);
  const guild = store.guilds.find((candidate) => candidate.channels.includes(channel));
  if (!channel || !store.membership(guild)) return mention("#unknown");
  const mark = isThread(channel) ? icon("thread") : "#";
  return h("a.mention", { href: `#/${guild.id}/${channel.id}` }, mark, channel.name);
}

/** A command's name in a text: choosing it puts the command into the composer, which listens for the event. */
function drawCommand({ name }) {
  const use = () => announce("use-command", name);
  return h("button.mention", { type: "button", on: { click: use } }, `/${name}`);
}

function drawTime({ seconds, style }) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  const relative = style === "R" ? { "data-relative": "" } : {};
  return h("time.stamp", { datetime: date.toISOString(), title: fullTime(date), ...relative }, stamp(date, style));
}

function spoiler(children) {
  const text = h("span.spoiler-text", { prop: { inert: true } }, children);
  const open = () => {
    text.inert = false;
    text.classList.add("open");
    cover.replaceWith(text);
  };
  const byKey = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  };
  // A span, since a button would not break across lines. What is hidden can be neither followed nor focused.
  const cover = h(
    "span.spoiler",
    { role: "button", tabindex: "0", "aria-label": "Show spoiler", on: { click: open, keydown: byKey } },
    text,
  );
  return cover;
}
