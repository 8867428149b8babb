// The message pane: rows in order, day lines between them, scrolling, and what is kept while rows change.

import { MessageFlag, MessageType, hasFlag, isDirect, isForum, isThread } from "./discord.js";
import { byId, h } from "./dom.js";
import { forumRows } from "./forum.js";
import { icon } from "./icons.js";
import { messageRow } from "./message.js";
import { loadOlder } from "./session.js";
import { store } from "./store.js";
import { dayName, sameDay } from "./time.js";

const GROUP_WITHIN = 7 * 60_000;
const NEAR_END = 80;
const NEAR_START = 120;

let drawn = new Map();
let drawnFor = null;
let atEnd = true;
let scheduled = false;

export function mountTimeline() {
  const scroller = byId("timeline");
  store.on("messages", schedule);
  store.on("places", schedule);
  scroller.addEventListener("scroll", () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
    byId("to-newest").hidden = atEnd || readsDown();
    if (scroller.scrollTop < NEAR_START && !readsDown()) loadOlder();
  });
  byId("to-newest").append(h("span", {}, "Newest messages"), icon("down"));
  byId("to-newest").addEventListener("click", () => {
    toEnd();
    scroller.focus();
  });
  document.addEventListener("show-message", (event) => showMessage(event.detail));
  // Pictures that arrive late and a composer that grows must not push the newest message out of sight.
  const keepEnd = new ResizeObserver(() => atEnd && !readsDown() && toEnd());
  keepEnd.observe(scroller);
  keepEnd.observe(byId("messages"));
}

/** Whether the open channel is read from its top, as a forum is; a conversation is read from its end. */
const readsDown = () => Boolean(store.channel && isForum(store.channel));

export function toEnd() {
  const scroller = byId("timeline");
  scroller.scrollTop = scroller.scrollHeight;
  atEnd = true;
}

/** Bring a message into view and light it up, if it is there. */
function showMessage(messageId) {
  const row = byId("messages").querySelector(`[data-message-id="${CSS.escape(messageId)}"]`);
  if (!row) return;
  row.scrollIntoView({ block: "center" });
  row.classList.remove("shown");
  // Read, so that the light begins anew on a second visit.
  void row.offsetWidth;
  row.classList.add("shown");
}

/** Several events of one moment are drawn once. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    draw();
  });
}

function draw() {
  const list = byId("messages");
  const scroller = byId("timeline");
  const place = `${store.personId}/${store.channelId}`;
  if (place !== drawnFor) {
    drawn = new Map();
    drawnFor = place;
    atEnd = true;
    list.replaceChildren();
    scroller.classList.toggle("reads-down", readsDown());
  }
  scroller.setAttribute("aria-label", store.channel ? `Messages in ${store.channel.name}` : "Messages");
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  const first = firstMessageId(list);
  const focus = focusedControl(list);
  const wanted = rows();
  // What one does oneself is brought into view.
  if (wanted.some(({ key, mine }) => mine && !drawn.has(key))) atEnd = true;
  settleRows(list, wanted);
  focus?.();
  // Older messages put in above leave the reader where they were.
  const older = first && firstMessageId(list) !== first && list.querySelector(`[data-message-id="${first}"]`);
  if (atEnd && !readsDown()) toEnd();
  else if (older) scroller.scrollTop = scroller.scrollHeight - fromEnd;
}

const firstMessageId = (list) => list.querySelector("[data-message-id]")?.dataset.messageId;

/** What the pane shows now: each row with a key, what it depends on, and how to make it. */
function rows() {
  const wanted = [];
  const { channel } = store;
  if (!channel) return [{ key: "nowhere", depends: [], make: nowhere }];
  if (isForum(channel)) return forumRows(channel);
  const history = store.history(channel.id);
  const { refused } = history;
  if (refused) return [{ key: "refused", depends: [refused], make: () => notice(channel.name, refused) }];
  const first = { key: "start", depends: [channel.name, channel.topic], make: () => beginning(channel) };
  if (history.complete) wanted.push(first);
  let before = null;
  for (const message of store.messages) {
    wanted.push(...rowsOf(message, before));
    before = message;
  }
  return wanted;
}

function rowsOf(message, before) {
  if (message.local) return [{ key: message.key, mine: true, depends: [message], make: () => messageRow(message) }];
  const made = [];
  const day = new Date(message.timestamp);
  const newDay = !before || (!before.local && !sameDay(new Date(before.timestamp), day));
  if (newDay) made.push({ key: `day-${day.toDateString()}`, depends: [], make: () => dayLine(day) });
  const grouped = !newDay && continues(message, before);
  const { guilds, clock } = store;
  const depends = [message, grouped, store.busy.get(message.id), store.failures.get(message.id), guilds, clock];
  made.push({ key: message.id, depends, make: () => messageRow(message, grouped) });
  return made;
}

function continues(message, before) {
  if (before.local || before.author.id !== message.author.id) return false;
  if (message.interaction_metadata?.type === 2 || message.type === MessageType.REPLY) return false;
  if (hasFlag(message, MessageFlag.EPHEMERAL) !== hasFlag(before, MessageFlag.EPHEMERAL)) return false;
  return new Date(message.timestamp) - new Date(before.timestamp) < GROUP_WITHIN;
}

/** Make the list hold exactly these rows, keeping every element whose row did not change. */
function settleRows(list, wanted) {
  const next = new Map();
  let at = list.firstChild;
  for (const { key, depends, make } of wanted) {
    const old = drawn.get(key);
    const same = old && old.depends.length === depends.length && depends.every((value, i) => value === old.depends[i]);
    const element = same ? old.element : make();
    next.set(key, { element, depends });
    if (element === at) at = at.nextSibling;
    else list.insertBefore(element, at);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
  drawn = next;
}

/** How to give the focus back to the control that has it, should its row be drawn anew. */
function focusedControl(list) {
  const control = document.activeElement;
  const row = control?.closest("[data-message-id]");
  if (!row || !list.contains(row)) return null;
  const { messageId } = row.dataset;
  const { customId } = control.dataset;
  return () => {
    if (control.isConnected) return;
    const again = list.querySelector(`[data-message-id="${messageId}"]`);
    const twin = customId && again?.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`);
    (twin && !twin.disabled ? twin : byId("timeline")).focus({ preventScroll: true });
  };
}

const dayLine = (day) => h("li.day", {}, h("span", {}, dayName(day)));

function beginning(channel) {
  const hint = store.mayWrite(channel) ? " Type / to see what the bot can do." : "";
  if (isDirect(channel)) {
    const start = `This is the start of your direct messages with ${channel.name}.${hint}`;
    return notice(channel.name, start, "Nobody else sees them.");
  }
  if (isThread(channel)) return notice(channel.name, `This is the start of the thread.${hint}`);
  return notice(`Welcome to #${channel.name}`, channel.topic, `This is the start of the channel.${hint}`);
}

const nowhere = () => notice("No channels here", "This person is in no server. Switch to another below the channels.");

function notice(title, ...lines) {
  return h("li.beginning", {}, h("h2", {}, title), lines.filter(Boolean).map((line) => h("p", {}, line)));
}
