// Slash commands as the composer sees them: one leaf for each thing that can be run, found by typing. No DOM.

import { CommandType, Option } from "./discord.js";
import { store } from "./store.js";

/** Every runnable command: `{command, path, name: "compare models", description, options}`. */
export function leaves() {
  return store.usableCommands(CommandType.CHAT_INPUT).flatMap((command) => expand(command, command, [command.name]));
}

function expand(command, node, path) {
  const nested = (node.options ?? []).filter(({ type }) => type === Option.SUB_COMMAND || type === Option.GROUP);
  if (nested.length) return nested.flatMap((option) => expand(command, option, [...path, option.name]));
  return [{ command, path, name: path.join(" "), description: node.description ?? "", options: node.options ?? [] }];
}

/** The leaves that what was typed after the slash may mean, the likeliest first. */
export function matching(typed) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, " ");
  const ranked = leaves().map((leaf) => ({ leaf, rank: rank(leaf, wanted) }));
  const found = ranked.filter((entry) => entry.rank !== null);
  return found.sort((a, b) => a.rank - b.rank || a.leaf.name.localeCompare(b.leaf.name)).map((entry) => entry.leaf);
}

function rank({ name, description }, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.split(" ").some((word) => word.startsWith(wanted))) return 2;
  if (beginEach(name.split(" "), wanted.split(" "))) return 3;
  if (name.includes(wanted)) return 4;
  return description.toLowerCase().includes(wanted) ? 5 : null;
}

/** Whether the typed words begin words of the name, in their order: "comp mod" finds "compare models". */
function beginEach(words, typed) {
  let at = 0;
  for (const word of words) if (at < typed.length && word.startsWith(typed[at])) at += 1;
  return at === typed.length;
}

export const findLeaf = (name) => leaves().find((leaf) => leaf.name === name) ?? null;

/** The interaction data of a leaf with its options' values. */
export function commandData({ command, path }, values) {
  const inner = path.slice(1).reduceRight((options, name, index) => {
    const type = index === path.length - 2 ? Option.SUB_COMMAND : Option.GROUP;
    return [{ name, type, options }];
  }, values);
  return { id: command.id, name: command.name, type: CommandType.CHAT_INPUT, options: inner };
}
