// Mentions as one types them: "@ad" offers people and roles, "#ne" channels. What is sent names them by id.

import { Option } from "./discord.js";
import { narrow } from "./options.js";
import { choicesOfOption } from "./pickables.js";
import { store } from "./store.js";

const TYPED = /(?:^|\s)([@#][^\s@#]{0,32})$/;
const MOST_SHOWN = 10;

/** The mention that ends at the caret, as far as it is typed: `{from, typed}`, or null. */
export function mentionAt(text, caret) {
  const typed = TYPED.exec(text.slice(0, caret))?.[1];
  return typed ? { from: caret - typed.length, typed } : null;
}

/** What it may mean: `{label, description, markup}`. */
export function mentionChoices(typed) {
  if (!store.guild) return [];
  const kinds = typed.startsWith("#") ? { "#": Option.CHANNEL } : { "@": Option.USER, "@&": Option.ROLE };
  const all = Object.entries(kinds).flatMap(([sign, type]) =>
    choicesOfOption({ type })
      .filter(({ value }) => value !== store.guild.id)
      .map((choice) => ({ ...choice, markup: `<${sign}${choice.value}>` })),
  );
  return narrow(all, typed).slice(0, MOST_SHOWN);
}

/** A text with the names that were chosen from the list put as Discord sends them. */
export function withMarkup(text, chosen) {
  const longestFirst = [...chosen].sort(([a], [b]) => b.length - a.length);
  return longestFirst.reduce((changed, [label, markup]) => changed.replaceAll(label, markup), text);
}
