// A small popover beside a control or at a point: one at a time, shut by Escape or a press elsewhere.

import { byId } from "./dom.js";

let open = null;

/** Show an element as a popover; its first button gets the focus, and whoever had it gets it back. */
export function openFloating(element, anchor, point = null) {
  closeFloating();
  element.popover = "auto";
  // Within the landmark of what it is about; on screen it lies above everything.
  byId("pane").append(element);
  open = { element, anchor };
  element.addEventListener("toggle", (event) => event.newState === "closed" && closeFloating(element));
  element.showPopover();
  place(element, anchor, point);
  element.querySelector("button, input, a")?.focus();
}

/** Close what floats; only this element, where one is named. */
export function closeFloating(only = open?.element) {
  if (!open || open.element !== only) return;
  const { element, anchor } = open;
  open = null;
  if (element.contains(document.activeElement)) anchor.focus();
  element.remove();
}

function place(element, anchor, point) {
  const box = element.getBoundingClientRect();
  const field = anchor.getBoundingClientRect();
  const left = point ? point.x : field.right - box.width;
  const below = point ? point.y : field.bottom + 4;
  const top = !point && below + box.height > innerHeight - 8 ? field.top - box.height - 4 : below;
  element.style.left = `${Math.max(8, Math.min(left, innerWidth - box.width - 8))}px`;
  element.style.top = `${Math.max(8, Math.min(top, innerHeight - box.height - 8))}px`;
}

/** Move the focus among the buttons of a list or grid by arrow keys; true when the key was one of them. */
export function steerButtons(event, columns = 1) {
  const items = [...event.currentTarget.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const last = items.length - 1;
  const goals = { ArrowDown: at + columns, ArrowUp: at - columns, Home: 0, End: last };
  if (columns > 1) Object.assign(goals, { ArrowRight: at + 1, ArrowLeft: at - 1 });
  if (!(event.key in goals)) return false;
  event.preventDefault();
  items.at(goals[event.key] > last ? goals[event.key] - items.length : goals[event.key])?.focus();
  return true;
}
