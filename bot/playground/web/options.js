// What may be typed into an option of a command, by the option's type. No DOM.

import { Option } from "./discord.js";

export const TYPE_NAMES = {
  [Option.STRING]: "text",
  [Option.INTEGER]: "whole number",
  [Option.BOOLEAN]: "true or false",
  [Option.USER]: "person",
  [Option.CHANNEL]: "channel",
  [Option.ROLE]: "role",
  [Option.MENTIONABLE]: "person or role",
  [Option.NUMBER]: "number",
  [Option.ATTACHMENT]: "file",
};

const LONGEST_STRING = 6000;

/** Read a typed text as the option's value: `{value}` or `{error}`, a sentence for the person. */
export function readTyped(option, text) {
  if (option.type === Option.INTEGER) return readNumber(option, text, /^[+-]?\d+$/, "Type a whole number.");
  if (option.type === Option.NUMBER) return readNumber(option, text, /^[+-]?(\d+\.?\d*|\.\d+)$/, "Type a number.");
  if (option.type === Option.STRING) return readString(option, text);
  return { error: "Choose one of the list." };
}

function readNumber(option, text, shape, complaint) {
  const typed = text.trim().replace(",", ".");
  const value = Number(typed);
  if (!shape.test(typed) || !Number.isSafeInteger(Math.trunc(value))) return { error: complaint };
  const { min_value: least, max_value: most } = option;
  const within = (least ?? -Infinity) <= value && value <= (most ?? Infinity);
  if (!within) return { error: `Type a number ${bounds(least, most)}.` };
  return { value };
}

function readString(option, text) {
  const least = option.min_length ?? 0;
  const most = option.max_length ?? LONGEST_STRING;
  const { length } = [...text];
  if (length < least) return { error: `Type at least ${count(least)}.` };
  if (length > most) return { error: `Type at most ${count(most)}; these are ${length}.` };
  return { value: text };
}

function bounds(least, most) {
  if (!isSet(least)) return `of at most ${most}`;
  if (!isSet(most)) return `of at least ${least}`;
  return `between ${least} and ${most}`;
}

/** What an option takes, in short: "whole number, between 1 and 25, required". */
export function kindOf(option) {
  const { type, required, min_value: least, max_value: most, min_length: shortest, max_length: longest } = option;
  const bounded = isSet(least) || isSet(most) ? bounds(least, most) : null;
  const lengths = isSet(longest) ? `at most ${count(longest)}` : null;
  const atLeast = shortest > 1 ? `at least ${count(shortest)}` : null;
  return [TYPE_NAMES[type], bounded, atLeast, lengths, required ? "required" : "optional"].filter(Boolean).join(", ");
}

const isSet = (limit) => limit !== undefined && limit !== null;

const count = (n) => `${n} character${n === 1 ? "" : "s"}`;

/** The choices whose label contains what was typed, those that begin with it first. */
export function narrow(choices, typed) {
  const wanted = typed.trim().toLowerCase();
  const place = ({ label, description }) => {
    const at = label.toLowerCase().replace(/^[@#]/, "").indexOf(wanted.replace(/^[@#]/, ""));
    return at < 0 && description?.toLowerCase().includes(wanted) ? 1000 : at;
  };
  const found = choices.map((choice) => ({ choice, at: place(choice) })).filter(({ at }) => at >= 0);
  return found.sort((a, b) => Math.min(a.at, 1) - Math.min(b.at, 1)).map(({ choice }) => choice);
}
