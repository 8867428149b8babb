// The palette to react from: a few dozen emoji, named for screen readers.

import { h } from "./dom.js";
import { closeFloating, openFloating, steerButtons } from "./floating.js";
import { react } from "./message-actions.js";

const COLUMNS = 6;

const PALETTE = [
  ["👍", "thumbs up"], ["👎", "thumbs down"], ["❤️", "heart"], ["😄", "smile"], ["😂", "tears of joy"],
  ["😮", "surprised"], ["😢", "sad"], ["😠", "angry"], ["🤔", "thinking"], ["👀", "eyes"], ["🙏", "thanks"],
  ["👏", "clapping"], ["🎉", "party"], ["🔥", "fire"], ["🚀", "rocket"], ["⭐", "star"], ["💡", "idea"],
  ["✅", "check mark"], ["❌", "cross"], ["❓", "question"], ["❗", "exclamation"], ["⚠️", "warning"],
  ["📈", "chart up"], ["📉", "chart down"], ["📌", "pin"], ["🔍", "magnifier"], ["⏰", "alarm clock"],
  ["💰", "money bag"], ["🧠", "brain"], ["🤖", "robot"],
];

/** Open the palette beside a control; what is chosen is added to the message, or taken back. */
export function openEmojiPicker(anchor, message, point = null) {
  const grid = h("div.emoji-picker", { role: "group", "aria-label": "Add reaction" }, PALETTE.map(choice));
  grid.addEventListener("keydown", (event) => steerButtons(event, COLUMNS));
  openFloating(grid, anchor, point);

  function choice([character, name]) {
    const choose = () => {
      closeFloating();
      react(message, character);
    };
    const properties = { type: "button", title: name, "aria-label": name, on: { click: choose } };
    return h("button.emoji-choice", properties, character);
  }
}
