// Discord's markdown → a tree of plain objects. Pure: no DOM (prose draws the tree), no names looked up.

const FENCE = "```";
const DEEPEST = 12;
const LANGUAGE = /^([\w+#.-]+)\n/;
const HEADING = /^(#{1,3}) +(\S.*)$/;
const SUBTEXT = /^-# +(\S.*)$/;
const QUOTE = /^ *> (.*)$/;
const QUOTE_REST = /^ *>>> /;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

/** Blocks of a whole text: paragraph, heading, subtext, quote, list, code. */
export function parse(source, { quotes = true } = {}) {
  const text = source.replace(/\r\n?/g, "\n");
  const blocks = [];
  let prose = "";
  let at = 0;
  const flush = () => {
    const paragraph = prose.replace(/\n$/, "");
    if (paragraph) blocks.push({ type: "paragraph", inline: parseInline(paragraph) });
    prose = "";
  };
  while (at < text.length) {
    const found = blockAt(text, at, quotes);
    if (found) {
      flush();
      blocks.push(found.block);
      at = found.end;
      continue;
    }
    const lineEnd = endOfLine(text, at);
    const fence = fenceWithin(text, at, lineEnd);
    const stop = fence ?? Math.min(lineEnd + 1, text.length);
    prose += text.slice(at, stop);
    at = stop;
    if (fence !== null) {
      flush();
      const code = codeAt(text, at);
      blocks.push(code.block);
      at = code.end;
    }
  }
  flush();
  return blocks;
}

/** A text without its markup, on one line: for excerpts. */
export function plain(source) {
  const words = (node) => {
    if (typeof node === "string") return node;
    return node.text ?? node.name ?? (node.inline ?? []).map(words).join("");
  };
  const lines = parse(source).flatMap((block) => block.blocks ?? [block]);
  return lines.map((block) => (block.items ?? [block]).map(words).join(" ")).join(" ").replace(/\s+/g, " ").trim();
}

function endOfLine(text, at) {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function blockAt(text, at, quotes) {
  if (text.startsWith(FENCE, at)) return codeAt(text, at);
  const end = endOfLine(text, at);
  const line = text.slice(at, end);
  const after = Math.min(end + 1, text.length);
  const heading = HEADING.exec(line);
  if (heading) {
    return { block: { type: "heading", level: heading[1].length, inline: parseInline(heading[2]) }, end: after };
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { block: { type: "subtext", inline: parseInline(subtext[1]) }, end: after };
  if (quotes && (QUOTE_REST.test(line) || QUOTE.test(line))) return quoteAt(text, at);
  return ITEM.test(line) ? listAt(text, at) : null;
}

function codeAt(text, at) {
  const close = text.indexOf(FENCE, at + FENCE.length);
  if (close < 0) return null;
  let content = text.slice(at + FENCE.length, close);
  const language = LANGUAGE.exec(content);
  if (language) content = content.slice(language[0].length);
  content = content.replace(/^\n+/, "").trimEnd();
  if (!content) return null;
  const end = close + FENCE.length;
  const block = { type: "code", language: language?.[1] ?? "", text: content };
  return { block, end: text[end] === "\n" ? end + 1 : end };
}

/** Where in the middle of a line a code block begins that also ends, or null. */
function fenceWithin(text, at, lineEnd) {
  const open = text.indexOf(FENCE, at);
  return open >= 0 && open < lineEnd && text[open - 1] !== "\\" && codeAt(text, open) ? open : null;
}

function quoteAt(text, at) {
  const rest = QUOTE_REST.exec(text.slice(at, at + 200));
  if (rest) return { block: quote(text.slice(at + rest[0].length)), end: text.length };
  const lines = [];
  while (at < text.length) {
    const end = endOfLine(text, at);
    const match = QUOTE.exec(text.slice(at, end));
    if (!match) break;
    lines.push(match[1]);
    at = Math.min(end + 1, text.length);
  }
  return { block: quote(lines.join("\n")), end: at };
}

const quote = (text) => ({ type: "quote", blocks: parse(text, { quotes: false }) });

function listAt(text, at) {
  const items = [];
  while (at < text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    const match = ITEM.exec(line);
    const indent = line.length - line.trimStart().length;
    if (match && items.length && indent <= items[0].indent && isOrdered(match[2]) !== items[0].ordered) break;
    if (match) items.push({ indent, ordered: isOrdered(match[2]), number: parseInt(match[2], 10), text: match[3] });
    else if (indent >= 2 && line.trim()) items.at(-1).text += `\n${line.trim()}`;
    else break;
    at = Math.min(end + 1, text.length);
  }
  return { block: nest(items), end: at };
}

/** A flat run of items → lists within lists, by indentation. */
function nest(items) {
  const top = newList(items[0]);
  const open = [{ indent: items[0].indent, list: top }];
  for (const item of items) {
    while (open.length > 1 && item.indent < open.at(-1).indent) open.pop();
    if (open.length > 1 && item.indent === open.at(-1).indent && item.ordered !== open.at(-1).list.ordered) open.pop();
    if (item.indent > open.at(-1).indent && open.length < DEEPEST) {
      const list = newList(item);
      open.at(-1).list.items.at(-1).lists.push(list);
      open.push({ indent: item.indent, list });
    }
    open.at(-1).list.items.push({ inline: parseInline(item.text), lists: [] });
  }
  return top;
}

const isOrdered = (mark) => mark.length > 1;
const newList = (item) => ({ type: "list", ordered: item.ordered, start: item.number, items: [] });

// Within a line

const SPECIAL = /[\\`<[h|*_~@]/g;
const CODE_SPAN = /(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/y;
const BARE_URL = /https?:\/\/[^\s<]*[^\s<.,:;"'!?)\]*_~|]/y;
const EVERYONE = /@(?:everyone|here)(?!\w)/y;
const ESCAPABLE = /[^\w\s]/;
const SPACE = /\s/;
const WORD = /\w/;

/** Inline nodes of a text: strings, and objects with a `type`. */
export function parseInline(text, { depth = 0, links = true } = {}) {
  const nodes = [];
  // Marks for which no end was found: none is found further right either, so each is searched for once.
  const scope = { text, depth, links, dead: new Set() };
  let plain = "";
  let at = 0;
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    at = next;
    if (at >= text.length) break;
    const found = depth < DEEPEST ? RULES[text[at]](scope, at) : null;
    if (!found) {
      plain += text[at];
      at += 1;
    } else if (typeof found.node === "string") {
      plain += found.node;
      at = found.end;
    } else {
      if (plain) nodes.push(plain);
      plain = "";
      nodes.push(found.node);
      at = found.end;
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

const RULES = {
  "\\": ({ text }, at) => (ESCAPABLE.test(text[at + 1] ?? "") ? { node: text[at + 1], end: at + 2 } : null),
  "`": codeSpan,
  "<": angled,
  "[": maskedLink,
  h: bareLink,
  "|": (scope, at) => wrapped(scope, at, "||", "spoiler"),
  "~": (scope, at) => wrapped(scope, at, "~~", "strike"),
  "*": stars,
  _: (scope, at) => wrapped(scope, at, "__", "underline") ?? underscoreItalic(scope, at),
  "@": ({ text }, at) => sticky(EVERYONE, text, at, ([all]) => ({ type: "everyone", text: all })),
};

function sticky(pattern, text, at, make) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && { node: make(match), end: at + match[0].length };
}

function codeSpan({ text, dead }, at) {
  const ticks = /^`+/.exec(text.slice(at, at + 100))[0];
  if (dead.has(ticks)) return { node: ticks, end: at + ticks.length };
  const found = sticky(CODE_SPAN, text, at, ([, , code]) => ({ type: "code", text: code.trim() || code }));
  if (found) return found;
  dead.add(ticks);
  return { node: ticks, end: at + ticks.length };
}

const ANGLED = [
  [/<@!?(\d+)>/y, ([, id]) => ({ type: "user", id })],
  [/<@&(\d+)>/y, ([, id]) => ({ type: "role", id })],
  [/<#(\d+)>/y, ([, id]) => ({ type: "channel", id })],
  [/<\/([-\w ]+):(\d+)>/y, ([, name, id]) => ({ type: "command", name, id })],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, ([, seconds, style]) => ({ type: "time", seconds: Number(seconds), style })],
  [/<a?:(\w{2,32}):(\d+)>/y, ([, name]) => ({ type: "emoji", name })],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, url]) => ({ type: "link", url, inline: [url] })],
];

function angled({ text }, at) {
  for (const [pattern, make] of ANGLED) {
    const found = sticky(pattern, text, at, make);
    if (found) return found;
  }
  return null;
}

function bareLink({ text, links }, at) {
  if (!links || WORD.test(text[at - 1] ?? " ")) return null;
  return sticky(BARE_URL, text, at, ([url]) => ({ type: "link", url, inline: [url] }));
}

const TARGET = /\]\((?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+))(?: +"[^"\n]*")?\)/y;

function maskedLink(scope, at) {
  const { text, links, depth, dead } = scope;
  if (!links || dead.has("[")) return null;
  const close = closingBracket(text, at);
  if (close < 0) dead.add("[");
  TARGET.lastIndex = close;
  const target = close < 0 ? null : TARGET.exec(text);
  const label = text.slice(at + 1, close);
  // A label that itself reads as an address could lie about where it leads; Discord leaves such text as it is.
  if (!target || !label.trim() || /https?:\/\//.test(label)) return null;
  const inline = parseInline(label, { depth: depth + 1, links: false });
  return { node: { type: "link", url: target[1] ?? target[2], inline }, end: TARGET.lastIndex };
}

function closingBracket(text, at) {
  let open = 0;
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === "[") open += 1;
    else if (text[i] === "]") open -= 1;
    if (open === 0) return i;
  }
  return -1;
}

function stars(scope, at) {
  const { text, depth, links } = scope;
  if (text.startsWith("***", at)) {
    const close = closing(scope, at, "***");
    if (close >= 0) {
      const inline = parseInline(text.slice(at + 3, close), { depth: depth + 1, links });
      return { node: { type: "strong", inline: [{ type: "em", inline }] }, end: close + 3 };
    }
  }
  const strong = wrapped(scope, at, "**", "strong");
  if (strong) return strong;
  return /[\s*]/.test(text[at + 1] ?? " ") ? null : wrapped(scope, at, "*", "em");
}

function underscoreItalic(scope, at) {
  const { text } = scope;
  return WORD.test(text[at - 1] ?? " ") || SPACE.test(text[at + 1] ?? " ") ? null : wrapped(scope, at, "_", "em");
}

function wrapped(scope, at, mark, type) {
  const { text, depth, links } = scope;
  if (!text.startsWith(mark, at)) return null;
  const close = closing(scope, at, mark);
  if (close < 0) return null;
  const inline = parseInline(text.slice(at + mark.length, close), { depth: depth + 1, links });
  return { node: { type, inline }, end: close + mark.length };
}

/** Where the closing mark of an opening one stands, or -1. Escapes and code spans are stepped over. */
function closing({ text, dead }, at, mark) {
  if (dead.has(mark)) return -1;
  let i = at + mark.length;
  while (i < text.length) {
    if (text[i] === "\\") i += 2;
    else if (text[i] === "`") i = afterCode(text, i);
    else if (text[i] !== mark[0]) i += 1;
    else {
      const run = runLength(text, i);
      const close = i + run - mark.length;
      if (closes(text, at, close, run, mark)) return close;
      i += run;
    }
  }
  dead.add(mark);
  return -1;
}

/** Whether a run of marks can end what began at `at`: two of them are not the end of one, and spaces stay outside. */
function closes(text, at, close, run, mark) {
  if (run < mark.length || close <= at + mark.length - 1 || close === at + mark.length) return false;
  if (mark.length > 1) return true;
  if (run === 2 || SPACE.test(text[close - 1])) return false;
  return mark !== "_" || !WORD.test(text[close + 1] ?? " ");
}

function runLength(text, at) {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return end - at;
}

function afterCode(text, at) {
  CODE_SPAN.lastIndex = at;
  const match = CODE_SPAN.exec(text);
  return at + (match ? match[0].length : runLength(text, at));
}
