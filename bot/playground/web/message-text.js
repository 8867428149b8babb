// The words of a message, for copying and for excerpts. No DOM.

import { Component } from "./discord.js";
import { plain } from "./markdown.js";

/** Everything that a message says, as its author wrote it: content, embeds, components. */
export function messageText(message) {
  const embeds = (message.embeds ?? []).flatMap(embedTexts);
  return [message.content, ...embeds, ...componentTexts(message.components)].filter(Boolean).join("\n");
}

/** A message in one line without markup, for the place where another points at it. */
export function excerpt(message) {
  const words = plain(messageText(message));
  return words || (message.attachments?.length ? message.attachments[0].filename : "A message without text");
}

const embedTexts = ({ title, description, fields, footer }) =>
  [title, description, ...(fields ?? []).flatMap(({ name, value }) => [name, value]), footer?.text];

function componentTexts(components) {
  return (components ?? []).flatMap((component) => {
    if (component.type === Component.TEXT) return [component.content];
    return componentTexts(component.components);
  });
}
