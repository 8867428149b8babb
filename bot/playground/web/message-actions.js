// What a person may do with a message, and doing it: reply, react, edit, pin, delete, begin a thread.

import { Refused, postPin, postReaction, postThread } from "./api.js";
import { openDialog } from "./dialog.js";
import { ChannelType, MessageFlag, Permission, hasFlag, isDirect } from "./discord.js";
import { textField } from "./modal-fields.js";
import { naming, openNewChannel, takeBack, tell } from "./session.js";
import { store } from "./store.js";

const LONGEST_NAME = 100;

const isPrivate = (message) => hasFlag(message, MessageFlag.EPHEMERAL);
const isOwn = (message) => message.author.id === store.personId;
const manages = () => store.channel && !isDirect(store.channel) && store.may(Permission.MANAGE_MESSAGES);

export const mayReply = (message) => !isPrivate(message) && Boolean(store.channel && store.mayWrite(store.channel));
export const mayReact = (message) => !isPrivate(message) && store.may(Permission.ADD_REACTIONS);
export const mayEdit = (message) => isOwn(message) && store.mayWrite(store.channel);
export const mayDelete = (message) => isPrivate(message) || isOwn(message) || manages();
export const mayPin = (message) => !isPrivate(message) && store.may(Permission.PIN);

export function mayBeginThread(message) {
  const { type } = store.channel;
  const fits = type === ChannelType.TEXT || type === ChannelType.ANNOUNCEMENT;
  return fits && !isPrivate(message) && !store.findChannel(message.id) && store.may(Permission.CREATE_THREADS);
}

export async function react(message, emoji) {
  const adds = !message.reactions?.some((reaction) => reaction.emoji.name === emoji && isMine(reaction));
  await telling(postReaction({ ...naming(message), emoji, adds }));
}

/** Whether the person themselves reacted so. */
export const isMine = (reaction) => reaction.user_ids.includes(store.personId);

export const pin = (message) => telling(postPin({ ...naming(message), pinned: !message.pinned }));

/** Delete a message after asking; a private one is only dismissed, which needs no asking. */
export function remove(message) {
  if (isPrivate(message)) {
    takeBack(message);
    return;
  }
  openDialog({
    title: "Delete message",
    words: "Delete this message for everyone?",
    submit: "Delete",
    dangerous: true,
    act: async () => {
      await takeBack(message);
      return null;
    },
  });
}

/** Ask for a thread's name and begin it, under a message or as a post of a forum. */
export function beginThread(message) {
  const name = nameField("Thread name");
  openDialog({
    title: "Create thread",
    fields: [name],
    submit: "Create thread",
    act: () => begin({ ...naming(message), name: name.value() }),
  });
}

export function beginPost(channel) {
  const name = nameField("Title");
  const content = textField({ label: "Message", style: 2, max_length: 2000 });
  openDialog({
    title: `New post in ${channel.name}`,
    fields: [name, content],
    submit: "Post",
    act: () =>
      begin({ user_id: store.personId, channel_id: channel.id, name: name.value(), content: content.value() }),
  });
}

const nameField = (label) => textField({ label, style: 1, max_length: LONGEST_NAME });

async function begin(thread) {
  try {
    await openNewChannel((await postThread(thread)).id);
    return null;
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    return cause.message;
  }
}

async function telling(request) {
  try {
    await request;
  } catch (cause) {
    tell(cause);
  }
}
