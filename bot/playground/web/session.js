// Moves the chat between server and store: who one is, where one is, what happened meanwhile.

import { EventStream, Refused, deleteMessage, getMessages, getState } from "./api.js";
import { displayName, isForum } from "./discord.js";
import { announce } from "./dom.js";
import { settle } from "./interactions.js";
import { openModal } from "./modal.js";
import { recall, remember } from "./prefs.js";
import { DIRECT, store } from "./store.js";
import { toast } from "./toast.js";

const PAGE = 100;
const TYPING_LASTS = 10_000;
let stream = null;

/** First load: the person of the last visit, the channel of the address or of the last visit. */
export async function start() {
  store.setState(await getState());
  const remembered = recall("person");
  const known = store.people.some((person) => person.id === remembered);
  bePerson(known ? remembered : store.people[0]?.id);
  addEventListener("hashchange", () => openChannel(channelOfHash()));
}

/** Become a person: everything is asked anew, as they see it. */
export function bePerson(personId) {
  if (!personId) return;
  remember("person", personId);
  store.personId = personId;
  store.forgetMessages();
  store.unread.clear();
  store.connected = false;
  stream?.close();
  stream = new EventStream(personId, { onEvent: handle, onOpen: refresh, onLost: lost });
  store.channelId = null;
  openChannel(channelOfHash() ?? recall(`channel.${personId}`));
}

export function openChannel(channelId) {
  const channel = store.seen(channelId) ?? store.home;
  const moved = store.channelId !== (channel?.id ?? null);
  store.channelId = channel?.id ?? null;
  if (channel) {
    remember(`channel.${store.personId}`, channel.id);
    store.unread.delete(channel.id);
    const hash = `#/${store.guild?.id ?? DIRECT}/${channel.id}`;
    if (location.hash !== hash) history.replaceState(null, "", hash);
    // Without a stream what is loaded would miss what happens next; all is loaded once it is open.
    if (store.connected && !isForum(channel) && !store.history(channel.id).loaded) loadNewest(channel.id);
  }
  if (moved) store.changed("places", "messages", "typing");
}

/** Open a channel that was made just now: the event that tells of it may still be on its way. */
export async function openNewChannel(channelId) {
  store.setState(await getState());
  openChannel(channelId);
}

function channelOfHash() {
  const [, , channelId] = location.hash.split("/");
  return store.findChannel(channelId) ? channelId : null;
}

async function loadNewest(channelId) {
  const { personId } = store;
  store.beginFetch(channelId);
  try {
    const messages = await getMessages(channelId, personId);
    if (personId === store.personId) store.takeNewest(channelId, messages, messages.length < PAGE);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    if (personId === store.personId) store.refuse(channelId, cause.message);
  }
}

/** The page of messages before the oldest that is there. */
export async function loadOlder() {
  const { personId, channelId } = store;
  const history = store.history(channelId);
  const oldest = history.messages.find((message) => !message.local);
  if (!history.loaded || history.complete || history.asking || !oldest) return;
  history.asking = true;
  try {
    const messages = await getMessages(channelId, personId, oldest.id);
    if (personId === store.personId) store.takeOlder(channelId, messages, messages.length < PAGE);
  } catch (cause) {
    tell(cause);
  } finally {
    history.asking = false;
  }
}

/** The stream is open: whatever was missed while it was not is fetched. */
async function refresh() {
  const { personId } = store;
  store.connected = true;
  store.changed("status");
  try {
    const state = await getState();
    if (personId !== store.personId) return;
    store.setState(state);
    for (const history of store.channels.values()) history.loaded = false;
    openChannel(store.channelId);
  } catch (cause) {
    tell(cause);
  }
}

/** Everything was forgotten: begin again as the same person, as at the first load. */
async function startOver() {
  store.forgetMessages();
  try {
    store.setState(await getState());
    bePerson(store.person ? store.personId : store.people[0]?.id);
  } catch (cause) {
    tell(cause);
  }
}

async function lost() {
  store.connected = false;
  store.changed("status");
  // A socket does not tell why it was refused; a request does.
  try {
    await getState();
    store.shutOut = null;
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    store.shutOut = cause.shutOut ? cause.message : null;
  }
  store.changed("status");
}

/** How requests about a message name it, and who asks. */
export const naming = ({ id, channel_id: channelId }) => ({
  user_id: store.personId,
  channel_id: channelId,
  message_id: id,
});

/** Delete a message, or dismiss a private one: it goes at once, and comes back only if the server refuses. */
export async function takeBack(message) {
  store.dropMessage(message.channel_id, message.id);
  try {
    await deleteMessage(naming(message));
  } catch (cause) {
    store.putMessage(message.channel_id, message);
    tell(cause);
  }
}

/** Show what the server refused; anything else is a fault of the page and goes up. */
export function tell(cause) {
  if (!(cause instanceof Refused)) throw cause;
  toast(cause.message);
}

const HANDLERS = {
  message_create({ channel_id: channelId, message }) {
    stopTyping(channelId, message.author.id);
    store.putMessage(channelId, message);
    if (channelId === store.channelId || message.author.id === store.personId) return;
    const named = (message.mentions ?? []).some((user) => user.id === store.personId);
    store.markUnread(channelId, named || message.mention_everyone === true || channelId === store.direct?.id);
  },
  message_update({ channel_id: channelId, message }) {
    store.putMessage(channelId, message);
  },
  message_delete({ channel_id: channelId, message_id: messageId }) {
    store.dropMessage(channelId, messageId);
  },
  typing({ channel_id: channelId, user_id: userId }) {
    const timer = setTimeout(() => stopTyping(channelId, userId), TYPING_LASTS);
    clearTimeout(store.typing.get(channelId)?.get(userId));
    if (!store.typing.has(channelId)) store.typing.set(channelId, new Map());
    store.typing.get(channelId).set(userId, timer);
    store.changed("typing");
  },
  commands_changed({ guild_id: guildId, commands }) {
    store.commands[guildId] = commands;
    store.changed("places");
  },
  bot_status({ online }) {
    store.bot = { ...store.bot, online };
    store.changed("status");
  },
  interaction_done({ interaction_id: id }) {
    settle(id, null);
  },
  interaction_failed({ interaction_id: id, message }) {
    settle(id, message);
  },
  clock({ clock }) {
    store.takeClock(clock);
  },
  faults({ waiting }) {
    announce("faults-changed", waiting);
  },
  start_over() {
    startOver();
  },
  modal({ interaction_id: id, modal }) {
    openModal(id, modal, store.channelId);
  },
  state({ state }) {
    store.setState(state);
    if (!store.person) bePerson(store.people[0]?.id);
    else openChannel(store.channelId);
  },
};

function handle(event) {
  HANDLERS[event.type]?.(event);
}

function stopTyping(channelId, userId) {
  const timers = store.typing.get(channelId);
  if (!timers?.has(userId)) return;
  clearTimeout(timers.get(userId));
  timers.delete(userId);
  store.changed("typing");
}

/** The names of those who type in the open channel, the person aside. */
export function typists() {
  const ids = [...(store.typing.get(store.channelId)?.keys() ?? [])].filter((id) => id !== store.personId);
  return ids.map((id) => (store.users.has(id) ? displayName(store.users.get(id)) : "Someone"));
}
