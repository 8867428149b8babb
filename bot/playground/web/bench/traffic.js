// The traffic between bot and playground: each REST call and gateway frame, with what the validator said of it.

import { EventStream, getTraffic, getTrafficEntry } from "../api.js";
import { fill, h } from "../dom.js";
import { tell } from "../session.js";
import { store } from "../store.js";
import { clockSeconds } from "../time.js";
import { jsonView } from "./json-view.js";

const MOST_ROWS = 1000;
const NEAR_END = 40;
const KINDS = { rest: "REST", sent: "to bot", received: "from bot" };
const DETAILS = { query: "Query", body: "Body", files: "Files", answer: "Answer", data: "Data" };

export function trafficTab() {
  const placeholder = "Filter by name or words";
  const search = h("input.text-input", { type: "search", placeholder, "aria-label": "Filter" });
  const kind = h(
    "select.text-input",
    { "aria-label": "Kind" },
    h("option", { value: "" }, "All traffic"),
    Object.entries(KINDS).map(([value, words]) => h("option", { value }, words)),
  );
  const wrong = h("input", { type: "checkbox", id: "traffic-wrong" });
  const count = h("span.muted", { role: "status" });
  const list = h("ol.traffic-list", { tabindex: "0", "aria-label": "Traffic, oldest first" });
  const filters = h(
    "div.traffic-filters",
    {},
    search,
    kind,
    h("label.choice", { for: "traffic-wrong" }, wrong, h("span", {}, "Only what was not ok")),
    count,
  );
  let entries = [];
  let stream = null;
  let waiting = null;
  for (const control of [search, kind, wrong]) control.addEventListener("input", redraw);

  function fits({ name, says, kind: its, verdict, status }) {
    const words = `${name} ${says ?? ""} ${status ?? ""}`.toLowerCase();
    if (kind.value && its !== kind.value) return false;
    return (!wrong.checked || verdict !== "ok") && words.includes(search.value.trim().toLowerCase());
  }

  function redraw() {
    waiting = null;
    const shown = entries.filter(fits);
    fill(list, shown.map(row));
    list.scrollTop = list.scrollHeight;
    tellCount(shown.length);
  }

  function tellCount(shown) {
    count.textContent = shown === entries.length ? `${shown} entries` : `${shown} of ${entries.length}`;
  }

  /** Entries come in bursts: each burst is drawn once. */
  function take(entry) {
    if (entries.length && entry.id <= entries.at(-1).id) return;
    entries.push(entry);
    if (!waiting) {
      waiting = [];
      requestAnimationFrame(append);
    }
    waiting.push(entry);
  }

  function append() {
    const fresh = waiting ?? [];
    waiting = null;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
    list.append(...fresh.filter(fits).map(row));
    entries = entries.slice(-MOST_ROWS);
    while (list.childElementCount > MOST_ROWS) list.firstElementChild.remove();
    if (atEnd) list.scrollTop = list.scrollHeight;
    tellCount(list.childElementCount);
  }

  async function load() {
    try {
      entries = await getTraffic();
      redraw();
    } catch (cause) {
      tell(cause);
    }
  }

  function onEvent(event) {
    if (event.type === "traffic") take(event.entry);
    else if (event.type === "start_over") load();
  }

  return {
    name: "traffic",
    label: "Traffic",
    element: h("div.traffic", {}, filters, list),
    open() {
      stream = new EventStream(store.personId, { onEvent, onOpen: load, onLost() {} }, { traffic: "1" });
    },
    close() {
      stream?.close();
      stream = null;
    },
  };
}

function row(entry) {
  const { at, kind, name, status, verdict, says, milliseconds } = entry;
  const took = milliseconds === null ? "" : ` · ${milliseconds.toFixed(1)} ms`;
  const summary = h(
    "summary",
    {},
    h("span.traffic-name", {}, name),
    h(`span.verdict.verdict-${verdict}`, {}, status === null ? verdict : `${status} ${verdict}`),
    h("small", {}, h("time", { datetime: at }, clockSeconds(new Date(at))), ` · ${KINDS[kind]}${took}`),
    says && h("span.traffic-says", {}, says),
  );
  const body = h("div.traffic-body");
  const node = h("details", {}, summary, body);
  node.addEventListener("toggle", () => node.open && !body.hasChildNodes() && showDetails(entry.id, body));
  return h("li.traffic-row", { data: { entry: entry.id } }, node);
}

async function showDetails(id, body) {
  fill(body, h("p.muted", {}, "Loading…"));
  try {
    const entry = await getTrafficEntry(id);
    const parts = Object.entries(DETAILS).filter(([key]) => hasSomething(entry[key]));
    fill(body, parts.length ? parts.map(([key, words]) => part(words, entry[key])) : h("p.muted", {}, "Nothing more."));
    body.scrollIntoView({ block: "nearest" });
  } catch (cause) {
    fill(body);
    tell(cause);
  }
}

const hasSomething = (value) =>
  value !== null && value !== undefined && (typeof value !== "object" || Object.keys(value).length > 0);

const part = (words, value) => h("section", {}, h("h3", {}, words), jsonView(value));
