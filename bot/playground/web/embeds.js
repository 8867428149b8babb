// Draws embeds: colour bar, author, title, description, fields, pictures, footer.

import { hexColor } from "./discord.js";
import { h } from "./dom.js";
import { picture, roundIcon } from "./media.js";
import { inlineProse, outsideLink, prose } from "./prose.js";
import { messageTime } from "./time.js";

const COLUMNS = 3;

export function embed(data, message) {
  const color = hexColor(data.color);
  const words = h(
    "div.embed-words",
    {},
    data.provider?.name && h("div.embed-provider", {}, data.provider.name),
    author(data.author, message),
    data.title && h("div.embed-title", {}, titleLink(data)),
    data.description && h("div.embed-description", {}, prose(data.description)),
    data.fields?.length ? fields(data.fields) : null,
  );
  return h(
    "article.embed",
    { vars: color ? { accent: color } : {}, "aria-label": data.title ? `Embed: ${data.title}` : "Embed" },
    h("div.embed-top", {}, words, data.thumbnail && picture(data.thumbnail.url, { message, kind: "embed-thumbnail" })),
    data.image && picture(data.image.url, { message, kind: "embed-image", alt: data.image.description }),
    footer(data, message),
  );
}

function titleLink({ title, url }) {
  return url ? outsideLink(url, inlineProse(title)) : inlineProse(title);
}

function author(data, message) {
  if (!data?.name) return null;
  const name = data.url ? outsideLink(data.url, data.name) : data.name;
  return h("div.embed-author", {}, roundIcon(data.icon_url, message), h("span", {}, name));
}

/** Fields in rows: inline ones share a row by up to three, others have one alone. */
function fields(list) {
  const rows = [];
  for (const field of list) {
    const row = rows.at(-1);
    if (field.inline && row?.[0].inline && row.length < COLUMNS) row.push(field);
    else rows.push([field]);
  }
  const drawRow = (row) => h(`div.embed-row.embed-row-${row.length}`, {}, row.map(drawField));
  return h("div.embed-fields", {}, rows.map(drawRow));
}

function drawField({ name, value }) {
  return h("div.embed-field", {}, h("div.embed-field-name", {}, inlineProse(name)), prose(value));
}

function footer({ footer: data, timestamp }, message) {
  if (!data?.text && !timestamp) return null;
  const when = timestamp ? h("time", { datetime: timestamp }, messageTime(new Date(timestamp))) : null;
  const words = [data?.text, data?.text && when ? " • " : null, when];
  return h("div.embed-footer", {}, roundIcon(data?.icon_url, message), h("span", {}, words));
}
