// Menus, and that of a message: what may be done with it, the bot's message commands, and copying.

import { CommandType } from "./discord.js";
import { announce, h } from "./dom.js";
import { openEmojiPicker } from "./emoji-picker.js";
import { closeFloating, openFloating, steerButtons } from "./floating.js";
import { runCommand } from "./interactions.js";
import * as actions from "./message-actions.js";
import { messageText } from "./message-text.js";
import { store } from "./store.js";
import { toast } from "./toast.js";

/** Open the menu beside a button, or at a point of the page. */
export function openMessageMenu(anchor, message, point = null) {
  openMenu("Message", entries(message, anchor, point), anchor, point);
}

/** Open a menu of groups of entries: `{label, run, aside?, dangerous?}`, or nothing in an entry's place. */
export function openMenu(label, groups, anchor, point = null) {
  const made = groups.map((group) => group.filter(Boolean).map(item));
  const lines = made.filter((group) => group.length).flatMap((group, index) => (index ? [line(), ...group] : group));
  const menu = h("div.menu", { role: "menu", "aria-label": label }, lines);
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Tab") closeFloating();
    else steerButtons(event);
  });
  openFloating(menu, anchor, point);
}

function entries(message, anchor, point) {
  const commands = store.usableCommands(CommandType.MESSAGE).map((command) => ({
    label: command.name,
    aside: "App",
    run: () => useOnMessage(command, message),
  }));
  const pinWords = message.pinned ? "Unpin message" : "Pin message";
  const own = [
    actions.mayReact(message) && { label: "Add reaction", run: () => openEmojiPicker(anchor, message, point) },
    actions.mayReply(message) && { label: "Reply", run: () => announce("reply-to", message) },
    actions.mayEdit(message) && { label: "Edit message", run: () => announce("edit-message", message) },
    actions.mayPin(message) && { label: pinWords, run: () => actions.pin(message) },
    actions.mayBeginThread(message) && { label: "Create thread", run: () => actions.beginThread(message) },
  ];
  const copies = [
    { label: "Copy text", run: () => copy(messageText(message)) },
    { label: "Copy message ID", run: () => copy(message.id) },
  ];
  const last = [
    actions.mayDelete(message) && { label: "Delete message", dangerous: true, run: () => actions.remove(message) },
  ];
  return [commands, own, copies, last];
}

function useOnMessage(command, message) {
  const data = { id: command.id, name: command.name, type: CommandType.MESSAGE, target_id: message.id };
  return runCommand(data, command.name);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    toast("The browser does not let this page copy.");
  }
}

const line = () => h("hr.menu-line");

function item({ label, aside, dangerous, run }) {
  const choose = () => {
    closeFloating();
    run();
  };
  const properties = { type: "button", role: "menuitem", tabindex: "-1", on: { click: choose } };
  return h(`button.menu-item${dangerous ? ".dangerous" : ""}`, properties, label, aside && h("small", {}, aside));
}
