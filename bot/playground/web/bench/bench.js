// The workbench: the side of the page for whoever tests a bot. Its tabs, opening and closing, and starting over.

import { Refused, postStartOver } from "../api.js";
import { openDialog } from "../dialog.js";
import { byId, fill, h } from "../dom.js";
import { icon, iconButton } from "../icons.js";
import { recall, remember } from "../prefs.js";
import { clockTab } from "./clock.js";
import { faultsTab } from "./faults.js";
import { trafficTab } from "./traffic.js";

/** Each tab has a `name`, a `label`, its `element`, and is told with `open` and `close` whether it is looked at. */
const tabs = [clockTab(), trafficTab(), faultsTab()];
let current = null;

export function mountBench() {
  const bench = byId("bench");
  const toggle = byId("bench-toggle");
  toggle.append(icon("bench"));
  toggle.title = "Workbench: clock, traffic, faults";
  toggle.setAttribute("aria-label", "Workbench");
  toggle.addEventListener("click", () => (bench.hidden ? openBench() : closeBench()));
  document.addEventListener("open-bench", (event) => openBench(event.detail));
  bench.addEventListener("keydown", (event) => event.key === "Escape" && closeBench());
  fill(bench, header(), ...tabs.map(panel), footer());
  if (recall("bench-open", false) && matchMedia("(min-width: 1100px)").matches) openBench();
}

function header() {
  const list = h("div.bench-tabs", { role: "tablist", "aria-label": "Workbench" }, tabs.map(tabButton));
  list.addEventListener("keydown", steer);
  return h("header.bench-head", {}, list, iconButton("close", "Close the workbench", closeBench));
}

function tabButton(tab) {
  tab.button = h(
    "button.bench-tab",
    {
      type: "button",
      role: "tab",
      id: `bench-tab-${tab.name}`,
      "aria-controls": `bench-panel-${tab.name}`,
      "aria-selected": "false",
      tabindex: "-1",
      on: { click: () => show(tab) },
    },
    tab.label,
  );
  return tab.button;
}

function panel(tab) {
  const properties = {
    role: "tabpanel",
    id: `bench-panel-${tab.name}`,
    "aria-labelledby": `bench-tab-${tab.name}`,
    hidden: true,
  };
  tab.panel = h("div.bench-panel", properties, tab.element);
  return tab.panel;
}

function footer() {
  const button = h("button.button.button-danger", { type: "button", on: { click: startOver } }, "Start over");
  return h("footer.bench-foot", {}, button);
}

function openBench(name = recall("bench-tab", tabs[0].name)) {
  byId("bench").hidden = false;
  byId("bench-toggle").setAttribute("aria-expanded", "true");
  remember("bench-open", true);
  show(tabs.find((tab) => tab.name === name) ?? tabs[0]);
}

function closeBench() {
  current?.close();
  current = null;
  byId("bench").hidden = true;
  byId("bench-toggle").setAttribute("aria-expanded", "false");
  byId("bench-toggle").focus();
  remember("bench-open", false);
}

function show(tab) {
  if (current === tab) return;
  current?.close();
  current = tab;
  for (const other of tabs) {
    const chosen = other === tab;
    other.panel.hidden = !chosen;
    other.button.setAttribute("aria-selected", String(chosen));
    other.button.tabIndex = chosen ? 0 : -1;
  }
  remember("bench-tab", tab.name);
  tab.open();
}

function steer(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
  show(next);
  next.button.focus();
}

function startOver() {
  openDialog({
    title: "Start over",
    words:
      "Forget every message, thread and file, the clock's setting, and what the bot has stored? " +
      "The bot starts again as at the first visit, in every window.",
    submit: "Start over",
    dangerous: true,
    act: async () => {
      try {
        await postStartOver();
        return null;
      } catch (cause) {
        if (!(cause instanceof Refused)) throw cause;
        return cause.message;
      }
    },
  });
}
