// Shows JSON as a tree that opens and shuts. Text only ever becomes text.

import { h } from "../dom.js";

const OPEN_DEPTH = 2;
const MOST_OPEN = 12;

/** A value with its name, if it has one. */
export function jsonView(value, name = null, depth = 0) {
  if (value === null || typeof value !== "object") return h("div.json-line", {}, label(name), leaf(value));
  const entries = Object.entries(value);
  const [open, shut] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!entries.length) return h("div.json-line", {}, label(name), open + shut);
  const size = h("span.json-size", {}, `${open}${entries.length}${shut}`);
  const inside = h("div.json-inside");
  const node = h("details.json-node", {}, h("summary", {}, label(name), size), inside);
  // A large body is many nodes: what nobody opens is never made.
  const grow = () => {
    if (node.open && !inside.hasChildNodes()) {
      const named = (key) => (Array.isArray(value) ? null : key);
      inside.append(...entries.map(([key, inner]) => jsonView(inner, named(key), depth + 1)));
    }
  };
  node.addEventListener("toggle", grow);
  node.open = depth < OPEN_DEPTH && entries.length <= MOST_OPEN;
  grow();
  return node;
}

const label = (name) => (name === null ? null : h("span.json-name", {}, `${name}: `));

function leaf(value) {
  return h(`span.json-${value === null ? "null" : typeof value}`, {}, JSON.stringify(value));
}
