// Draws message components, the layout ones of "Components V2" among them. What sends something is in controls.

import { button, select } from "./controls.js";
import { Component, hexColor } from "./discord.js";
import { h } from "./dom.js";
import { covered, fileCard, picture } from "./media.js";
import { prose } from "./prose.js";

const DRAW = {
  [Component.ACTION_ROW]: actionRow,
  [Component.BUTTON]: button,
  [Component.STRING_SELECT]: select,
  [Component.USER_SELECT]: select,
  [Component.ROLE_SELECT]: select,
  [Component.MENTIONABLE_SELECT]: select,
  [Component.CHANNEL_SELECT]: select,
  [Component.SECTION]: section,
  [Component.TEXT]: ({ content }) => prose(content ?? ""),
  [Component.THUMBNAIL]: thumbnail,
  [Component.GALLERY]: gallery,
  [Component.FILE]: file,
  [Component.SEPARATOR]: separator,
  [Component.CONTAINER]: container,
};

/** Draw components in their order; one that the page does not know is drawn as a box that says so. */
export function components(list, message) {
  return (list ?? []).map((component) => (DRAW[component.type] ?? unknown)(component, message));
}

/** A grey box in the place of what cannot be drawn, so that nothing a bot sends goes missing silently. */
export function unknown(component) {
  return h("div.unknown", {}, `Component of type ${component.type}, which this page cannot draw`);
}

function actionRow({ components: list }, message) {
  return h("div.action-row", {}, components(list, message));
}

function section({ components: list, accessory }, message) {
  const beside = accessory ? h("div.accessory", {}, components([accessory], message)) : null;
  return h("div.section", {}, h("div.section-words", {}, components(list, message)), beside);
}

function thumbnail({ media, description, spoiler }, message) {
  return covered(picture(media?.url, { message, alt: description, kind: "thumbnail" }), spoiler);
}

function gallery({ items }, message) {
  const pictures = (items ?? []).map(({ media, description, spoiler }) =>
    covered(picture(media?.url, { message, alt: description }), spoiler),
  );
  return h(`div.pictures.pictures-${Math.min(pictures.length, 4)}`, {}, pictures);
}

function file({ file: media, name, size, spoiler }, message) {
  const attached = message.attachments?.find(
    (attachment) => attachment.url === media?.url || `attachment://${attachment.filename}` === media?.url,
  );
  const filename = name ?? attached?.filename ?? String(media?.url ?? "file").split(/[/?#]/).findLast(Boolean);
  return covered(fileCard({ url: media?.url ?? "", filename, size: size ?? attached?.size }, message), spoiler);
}

function separator({ divider = true, spacing = 1 }) {
  const wide = spacing === 2 ? ".wide" : "";
  return divider ? h(`hr.separator${wide}`) : h(`div.separator.blank${wide}`);
}

function container({ components: list, accent_color: accent, spoiler }, message) {
  const color = hexColor(accent);
  const box = h(color ? "div.container.accented" : "div.container", color ? { vars: { accent: color } } : {});
  box.append(...components(list, message));
  return covered(box, spoiler);
}
