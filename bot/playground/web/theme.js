// Dark and light: the system's wish until the visitor chooses otherwise.

import { byId, fill } from "./dom.js";
import { icon } from "./icons.js";
import { recall, remember } from "./prefs.js";

const systemDark = matchMedia("(prefers-color-scheme: dark)");

export function mountTheme() {
  apply();
  systemDark.addEventListener("change", apply);
  byId("theme-toggle").addEventListener("click", () => {
    remember("theme", current() === "dark" ? "light" : "dark");
    apply();
  });
}

const current = () => recall("theme") ?? (systemDark.matches ? "dark" : "light");

function apply() {
  const theme = current();
  const other = theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  const toggle = byId("theme-toggle");
  toggle.setAttribute("aria-label", `Switch to ${other} colours`);
  toggle.title = `Switch to ${other} colours`;
  fill(toggle, icon(other === "dark" ? "moon" : "sun"));
}
