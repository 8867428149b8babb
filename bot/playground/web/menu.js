// The menu of a message: the bot's message commands, and copying.

import { CommandType } from "./discord.js";
import { h } from "./dom.js";
import { runCommand } from "./interactions.js";
import { store } from "./store.js";

let open = null;

/** Open the menu beside a button, or at a point of the page. */
export function openMessageMenu(anchor, message, point = null) {
  closeMenu();
  const menu = h("div.menu", { role: "menu", "aria-label": "Message", popover: "auto" }, entries(message).map(item));
  document.body.append(menu);
  open = { menu, anchor };
  menu.addEventListener("keydown", steer);
  menu.addEventListener("toggle", (event) => event.newState === "closed" && closeMenu());
  menu.showPopover();
  place(menu, anchor, point);
  menu.firstElementChild.focus();
}

function closeMenu() {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  if (menu.contains(document.activeElement)) anchor.focus();
  menu.remove();
}

function entries(message) {
  const commands = store.usableCommands(CommandType.MESSAGE).map((command) => ({
    label: command.name,
    aside: "App",
    run: () => useOnMessage(command, message),
  }));
  const copies = [
    { label: "Copy text", run: () => navigator.clipboard.writeText(message.content ?? "") },
    { label: "Copy message ID", run: () => navigator.clipboard.writeText(message.id) },
  ];
  return [...commands, ...copies];
}

function useOnMessage(command, message) {
  const data = { id: command.id, name: command.name, type: CommandType.MESSAGE, target_id: message.id };
  return runCommand(data, command.name);
}

function item({ label, aside, run }) {
  const choose = () => {
    closeMenu();
    run();
  };
  const properties = { type: "button", role: "menuitem", tabindex: "-1", on: { click: choose } };
  return h("button.menu-item", properties, label, aside && h("small", {}, aside));
}

function steer(event) {
  const items = [...open.menu.children];
  const at = items.indexOf(document.activeElement);
  const goals = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
  if (event.key === "Tab") closeMenu();
  if (!(event.key in goals)) return;
  event.preventDefault();
  items[goals[event.key] % items.length].focus();
}

function place(menu, anchor, point) {
  const box = menu.getBoundingClientRect();
  const field = anchor.getBoundingClientRect();
  const left = point ? point.x : field.right - box.width;
  const top = point ? point.y : field.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - box.width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - box.height - 8))}px`;
}
