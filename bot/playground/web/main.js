// Starts the page: joins its parts to the document and to each other.

import { Refused } from "./api.js";
import { mountBench } from "./bench/bench.js";
import { mountClockShift } from "./bench/clock.js";
import { Composer } from "./composer.js";
import { mountConnect } from "./connect.js";
import { isDirect } from "./discord.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { mountMembers } from "./members.js";
import { openMessageMenu } from "./menu.js";
import { mountPeople } from "./people.js";
import { mountPins } from "./pins.js";
import { channelIcon, mountRail } from "./rail.js";
import { start, typists } from "./session.js";
import { store } from "./store.js";
import { mountTheme } from "./theme.js";
import { mountThreadMenu } from "./thread-menu.js";
import { redrawRelativeTimes } from "./time.js";
import { mountTimeline } from "./timeline.js";
import { dots } from "./message.js";

const RETRY = 2000;
const TIMES_ANEW = 15_000;
const narrow = matchMedia("(max-width: 760px)");

mountTheme();
mountRail();
mountPeople();
mountTimeline();
mountTop();
mountDrawer();
mountShortcuts(new Composer());
mountTimes();
mountThreadMenu();
mountPins();
mountMembers();
mountClockShift();
mountConnect();
mountBench();
begin();

/** The server may come up after the page: keep asking until it answers. */
async function begin() {
  try {
    await start();
    byId("banner").hidden = true;
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    banner(`${cause.message} Trying again…`);
    setTimeout(begin, RETRY);
  }
}

function banner(text) {
  byId("banner").textContent = text;
  byId("banner").hidden = !text;
}

/** Relative times stay true while the page is open, and when the playground's clock is set. */
function mountTimes() {
  setInterval(redrawRelativeTimes, TIMES_ANEW);
  store.on("clock", redrawRelativeTimes);
}

/** The line above the messages: where one is, and whether the bot is there. */
function mountTop() {
  store.on("places", () => {
    const { channel } = store;
    fill(byId("channel-title"), channel ? [channelIcon(channel), h("span", {}, channel.name)] : "Nowhere");
    byId("channel-topic").textContent = channel?.archived ? "Archived" : (channel?.topic ?? "");
    const place = channel && (isDirect(channel) ? `@${channel.name}` : `#${channel.name}`);
    document.title = [place, "Gapwatch playground"].filter(Boolean).join(" · ");
  });
  store.on("status", () => {
    const { bot, connected, shutOut } = store;
    banner(connected ? "" : `${shutOut ?? "The connection was lost."} Trying again…`);
    if (!bot) return;
    const online = bot.online && connected;
    const dot = h(online ? "span.dot.online" : "span.dot");
    const words = [h("span.bot-name", {}, bot.username), h("span.bot-word", {}, online ? " online" : " offline")];
    fill(byId("bot-status"), dot, words);
  });
  store.on("typing", () => {
    const names = typists();
    const verb = names.length === 1 ? "is" : "are";
    fill(byId("typing"), names.length ? [dots(), h("strong", {}, names.join(", ")), ` ${verb} typing…`] : null);
  });
}

/** On narrow screens the left side is a drawer. */
function mountDrawer() {
  const sidebar = byId("sidebar");
  const toggle = byId("menu-toggle");
  toggle.append(icon("menu"));
  const set = (open) => {
    const drawer = narrow.matches;
    sidebar.classList.toggle("open", open && drawer);
    sidebar.inert = drawer && !open;
    byId("pane").inert = drawer && open;
    byId("backdrop").hidden = !(open && drawer);
    toggle.setAttribute("aria-expanded", String(open && drawer));
    if (open && drawer) sidebar.querySelector("[aria-current]")?.focus();
  };
  const shut = () => {
    if (!sidebar.classList.contains("open")) return;
    set(false);
    toggle.focus();
  };
  set(false);
  toggle.addEventListener("click", () => set(true));
  narrow.addEventListener("change", () => set(false));
  byId("backdrop").addEventListener("click", shut);
  document.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  byId("channels").addEventListener("click", (event) => event.target.closest("a") && shut());
}

function mountShortcuts(composer) {
  byId("skip").addEventListener("click", () => composer.focus());
  document.addEventListener("use-command", (event) => composer.beginNamed(event.detail));
  document.addEventListener("reply-to", (event) => composer.replyTo(event.detail));
  document.addEventListener("edit-message", (event) => composer.edit(event.detail));
  // Typing anywhere in the page writes a message, as in Discord.
  document.addEventListener("keydown", (event) => {
    const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    const idle = document.activeElement === document.body || document.activeElement === byId("timeline");
    if (plain && idle && !document.querySelector("dialog[open]")) composer.focus();
  });
  byId("messages").addEventListener("contextmenu", (event) => {
    const row = event.target.closest("[data-message-id]");
    const own = event.target.closest("a, img, input, textarea") || String(getSelection());
    if (!row || own) return;
    event.preventDefault();
    const message = store.messages.find(({ id, local }) => id === row.dataset.messageId && !local);
    openMessageMenu(row.querySelector(".toolbar button"), message, { x: event.clientX, y: event.clientY });
  });
}
