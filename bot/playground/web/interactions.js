// Sends what a person does to the bot and follows each until the bot answered, failed or was refused.

import { Refused, postInteraction } from "./api.js";
import { InteractionType } from "./discord.js";
import { freshId } from "./dom.js";
import { store } from "./store.js";
import { toast } from "./toast.js";

const NO_WORD = "The application did not respond";
const GRACE = 7000;
const waiting = new Map();
const early = new Map();

/** The outcome of an interaction came in: null for answered, else the sentence to show. */
export function settle(interactionId, failure) {
  const resolve = waiting.get(interactionId);
  waiting.delete(interactionId);
  if (resolve) resolve(failure);
  // The event can overtake the answer to the request that began it.
  else early.set(interactionId, failure);
}

function outcome(interactionId) {
  if (early.has(interactionId)) {
    const failure = early.get(interactionId);
    early.delete(interactionId);
    return Promise.resolve(failure);
  }
  return new Promise((resolve) => {
    waiting.set(interactionId, resolve);
    setTimeout(() => settle(interactionId, NO_WORD), store.deadline * 1000 + GRACE);
  });
}

async function send(interaction) {
  const { interaction_id: id } = await postInteraction(interaction);
  return outcome(id);
}

const here = () => ({ user_id: store.personId, channel_id: store.channelId });

/** Run a command; a row stands for it until the bot's answer arrives. `shown` is how it reads: "/compare models". */
export async function runCommand(data, shown) {
  const { channel_id: channelId } = here();
  const key = freshId("command");
  store.putLocal(channelId, { key, command: shown, author: store.person, sending: true });
  try {
    const failure = await send({ ...here(), type: InteractionType.COMMAND, data });
    if (failure === null) store.dropLocal(channelId, key);
    else store.putLocal(channelId, { key, sending: false, failure });
  } catch (cause) {
    store.dropLocal(channelId, key);
    if (!(cause instanceof Refused)) throw cause;
    toast(cause.message);
  }
}

/** Press a button or choose in a select; its message shows that it is busy, and a failure below it. */
export async function useComponent(message, data) {
  if (store.busy.has(message.id)) return;
  store.busy.set(message.id, data.custom_id);
  store.failures.delete(message.id);
  const chosen = store.chosenIn(message.id);
  if (data.values) chosen.set(data.custom_id, data.values);
  store.changed("messages");
  let failure = null;
  try {
    failure = await send({ ...here(), type: InteractionType.COMPONENT, message_id: message.id, data });
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    failure = cause.message;
  } finally {
    store.busy.delete(message.id);
    if (failure !== null) {
      store.failures.set(message.id, failure);
      // The menu falls back, so that the same choice can be tried again.
      chosen.delete(data.custom_id);
    }
    store.changed("messages");
  }
}

/** Hand in a modal; resolves to null, or to what went wrong. */
export async function submitModal(interactionId, channelId, data) {
  const body = { ...here(), channel_id: channelId, type: InteractionType.MODAL, interaction_id: interactionId, data };
  try {
    return await send(body);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    return cause.message;
  }
}
