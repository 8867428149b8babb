// The clock of the playground: where it stands, and setting it forward for what is scheduled.

import { postClock } from "../api.js";
import { announce, byId, fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { tell } from "../session.js";
import { store } from "../store.js";
import { clock, clockSeconds, fullDay, now, span } from "../time.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const STEPS = [["10 minutes", 600], ["1 hour", HOUR], ["6 hours", 6 * HOUR], ["1 day", DAY], ["1 week", 7 * DAY]];
const TICK = 1000;

export function clockTab() {
  const face = h("p.clock-face", { "aria-live": "off" });
  const shift = h("p.muted", { role: "status" });
  const input = h("input.text-input", { type: "datetime-local", id: "clock-input", step: "60" });
  const back = setter("Back to the real time", () => ({ real: true }));
  const steps = STEPS.map(([words, seconds]) => setter(`+ ${words}`, () => ({ forward_seconds: seconds })));
  const form = h(
    "form.clock-form",
    {},
    h("label.field-label", { for: "clock-input" }, "Set it to"),
    h("div.clock-line", {}, input, h("button.button.button-secondary", { type: "submit" }, "Set")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value) set({ now: new Date(input.value).toISOString() });
  });
  const about =
    "The bot and every message go by this clock: set it forward, and what is scheduled until then comes due. " +
    "It runs at the usual pace.";
  const element = h("div.clock", {}, face, shift, h("div.clock-steps", {}, steps), form, back, h("p.muted", {}, about));
  let timer = null;
  store.on("clock", draw);

  function draw() {
    const offset = store.clock?.offset_seconds ?? 0;
    const at = now();
    fill(face, h("time", { datetime: at.toISOString() }, h("span", {}, clockSeconds(at)), h("small", {}, fullDay(at))));
    shift.textContent = offset ? `${span(offset)} ahead of the real time` : "The real time";
    back.disabled = !offset;
  }

  return {
    name: "clock",
    label: "Clock",
    element,
    open() {
      draw();
      timer = setInterval(draw, TICK);
    },
    close: () => clearInterval(timer),
  };
}

function setter(words, setting) {
  return h("button.button.button-secondary", { type: "button", on: { click: () => set(setting()) } }, words);
}

async function set(setting) {
  try {
    store.takeClock(await postClock(setting));
  } catch (cause) {
    tell(cause);
  }
}

/** In the top line: that the clock is ahead, and by how much, so that nobody wonders at the times. */
export function mountClockShift() {
  const button = byId("clock-shift");
  button.addEventListener("click", () => announce("open-bench", "clock"));
  store.on("clock", () => {
    const offset = store.clock.offset_seconds;
    button.hidden = !offset;
    button.title = `The clock is ${span(offset)} ahead, at ${clock(now())}`;
    fill(button, icon("clock"), `+${span(offset)}`);
  });
}
