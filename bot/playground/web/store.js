// What the page knows: the state the server told, and the messages of each channel. No network (session), no drawing.

import { ChannelType, Permission, compareIds, displayName, isDirect, isThread, isWritable, mayUse } from "./discord.js";
import { setClock } from "./time.js";

/** Where the state lists the commands of direct messages, beside the guilds by their ids. */
export const DIRECT = "@me";

class Store extends EventTarget {
  bot = null;
  clock = null;
  people = [];
  guilds = [];
  commands = {};
  deadline = 3;
  connecting = null;
  personId = null;
  channelId = null;
  connected = true;
  shutOut = null;
  unread = new Map();
  channels = new Map();
  typing = new Map();
  users = new Map();
  busy = new Map();
  failures = new Map();
  chosen = new Map();

  /** Tell whoever draws that a topic ("places", "messages", "status", "typing", "clock") changed. */
  changed(...topics) {
    for (const topic of topics) this.dispatchEvent(new Event(topic));
  }

  on(topic, listener) {
    this.addEventListener(topic, listener);
  }

  setState(state) {
    this.bot = state.bot;
    this.people = state.people;
    this.guilds = state.guilds;
    this.commands = state.commands ?? {};
    this.deadline = state.deadline_seconds ?? this.deadline;
    this.connecting = state.connecting ?? null;
    this.know({ ...state.bot, bot: true }, ...state.people);
    this.takeClock(state.clock);
    this.changed("places", "status", "messages");
  }

  /** The playground's clock may stand ahead of the real one; every time in the page goes by it. */
  takeClock(clock) {
    this.clock = clock;
    setClock(clock.offset_seconds);
    this.changed("clock", "messages");
  }

  /** Remember users met on the way, so that mentions find their names. */
  know(...users) {
    for (const user of users) if (user?.id) this.users.set(user.id, { ...this.users.get(user.id), ...user });
  }

  get person() {
    return this.people.find((person) => person.id === this.personId) ?? null;
  }

  get guild() {
    return this.guilds.find((guild) => guild.channels.some((channel) => channel.id === this.channelId)) ?? null;
  }

  get channel() {
    return this.findChannel(this.channelId);
  }

  /** The person's conversation with the bot, as a channel of no guild. */
  get direct() {
    const { person, bot } = this;
    if (!person) return null;
    const topic = `Only ${displayName(person)} and ${bot.username} read this`;
    return { id: person.dm_channel_id, name: bot.username, type: ChannelType.DIRECT, topic };
  }

  findChannel(id) {
    if (this.direct?.id === id) return this.direct;
    for (const guild of this.guilds) {
      const channel = guild.channels.find((candidate) => candidate.id === id);
      if (channel) return channel;
    }
    return null;
  }

  /** A channel, if the person sees it. */
  seen(id) {
    const channel = this.findChannel(id);
    if (!channel || isDirect(channel)) return channel;
    const guild = this.visibleGuilds().find(({ channels }) => channels.includes(channel));
    return guild && this.may(Permission.VIEW, channel) ? channel : null;
  }

  /** Where one is who is nowhere else: the first channel, or the conversation with the bot. */
  get home() {
    return this.visibleGuilds().flatMap((guild) => this.orderedChannels(guild))[0] ?? this.direct;
  }

  membership(guild, userId = this.personId) {
    return guild?.members?.find((member) => member.user_id === userId) ?? null;
  }

  /** The guilds that the person is in, as their rail shows them. */
  visibleGuilds() {
    return this.guilds.filter((guild) => this.membership(guild));
  }

  /** Whether somebody may do something in a channel; in direct messages nothing is forbidden. */
  may(permission, channel = this.channel, userId = this.personId) {
    if (!channel) return false;
    if (isDirect(channel)) return true;
    return (BigInt(channel.permissions?.[userId] ?? "0") & permission) === permission;
  }

  /** Whether the person may write in a channel. */
  mayWrite(channel) {
    const sending = isThread(channel) ? Permission.SEND_IN_THREADS : Permission.SEND;
    if (!isWritable(channel) || this.history(channel.id).refused || !this.may(sending, channel)) return false;
    return !channel.locked || this.may(Permission.MANAGE_THREADS, channel);
  }

  /**
   * The channels of a guild that the person sees, in order, threads right after the channel that they belong to. An
   * archived thread is listed only while it is open in the page.
   */
  orderedChannels(guild) {
    const byPlace = (a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id);
    const seen = guild.channels.filter((channel) => this.may(Permission.VIEW, channel));
    const listedThread = (channel) => isThread(channel) && (!channel.archived || channel.id === this.channelId);
    const threads = seen.filter(listedThread).sort(byPlace);
    const listed = seen.filter((channel) => !isThread(channel) && channel.type !== ChannelType.CATEGORY);
    const nested = (channel) => [channel, ...threads.filter((thread) => thread.parent_id === channel.id)];
    return listed.sort(byPlace).flatMap(nested);
  }

  /** The commands of one type that the person may use here. */
  usableCommands(type) {
    const { guild } = this;
    const permissions = this.membership(guild)?.permissions;
    const commands = this.commands[guild?.id ?? DIRECT] ?? [];
    const usable = (command) => !guild || mayUse(command, permissions);
    return commands.filter((command) => (command.type ?? 1) === type && usable(command));
  }

  nameOf(user) {
    return displayName(this.users.get(user.id) ?? user);
  }

  /** The colour that the highest coloured role of a user gives to their name. */
  roleColor(userId) {
    const held = this.membership(this.guild, userId)?.roles ?? [];
    const roles = (this.guild?.roles ?? []).filter((role) => role.color && held.includes(role.id));
    return roles.sort((a, b) => (b.position ?? 0) - (a.position ?? 0))[0]?.color ?? null;
  }

  // Messages

  history(channelId) {
    if (!this.channels.has(channelId)) {
      this.channels.set(channelId, { messages: [], loaded: false, complete: false, touched: new Set() });
    }
    return this.channels.get(channelId);
  }

  get messages() {
    return this.channelId ? this.history(this.channelId).messages : [];
  }

  /** Begin a fetch: what events touch from now on is newer than the answer will be. */
  beginFetch(channelId) {
    this.history(channelId).touched.clear();
  }

  /** Take a page of the newest messages; events that came meanwhile win over it. */
  takeNewest(channelId, fetched, complete) {
    const history = this.history(channelId);
    const kept = history.messages.filter((message) => message.local || history.touched.has(message.id));
    history.messages = kept;
    history.loaded = true;
    history.refused = null;
    history.complete = complete;
    for (const message of fetched) if (!history.touched.has(message.id)) this.insert(history, message);
    this.changed("messages");
  }

  /** The person may not read the channel; why is shown in the place of its messages. */
  refuse(channelId, why) {
    this.history(channelId).refused = why;
    this.changed("messages", "places");
  }

  takeOlder(channelId, fetched, complete) {
    const history = this.history(channelId);
    history.complete = complete;
    for (const message of fetched) this.insert(history, message);
    this.changed("messages");
  }

  insert(history, message) {
    this.know(message.author, ...(message.mentions ?? []));
    const { messages } = history;
    const same = messages.findIndex((other) => other.id === message.id && !other.local);
    if (same >= 0) {
      messages[same] = message;
      return;
    }
    const later = messages.findIndex((other) => compareIds(other.id, message.id) > 0);
    messages.splice(later < 0 ? messages.length : later, 0, message);
  }

  putMessage(channelId, message) {
    const history = this.history(channelId);
    history.touched.add(message.id);
    this.failures.delete(message.id);
    this.chosen.delete(message.id);
    this.insert(history, message);
    this.changed("messages");
  }

  dropMessage(channelId, messageId) {
    const history = this.history(channelId);
    history.touched.add(messageId);
    history.messages = history.messages.filter((message) => message.local || message.id !== messageId);
    this.changed("messages");
  }

  /** A row of the page's own, such as a command on its way. It stays right after what is there now, under its id. */
  putLocal(channelId, row) {
    const { messages } = this.history(channelId);
    const at = messages.findIndex((message) => message.local && message.key === row.key);
    if (at >= 0) messages[at] = { ...messages[at], ...row };
    else messages.push({ ...row, id: messages.at(-1)?.id ?? "0", local: true });
    this.changed("messages");
  }

  dropLocal(channelId, key) {
    const history = this.history(channelId);
    history.messages = history.messages.filter((message) => !(message.local && message.key === key));
    this.changed("messages");
  }

  /** What was chosen in a message's select menus; it stays shown until the bot changes the message, as in Discord. */
  chosenIn(messageId) {
    if (!this.chosen.has(messageId)) this.chosen.set(messageId, new Map());
    return this.chosen.get(messageId);
  }

  /** Forget every message: another person sees others, and a lost connection may have missed some. */
  forgetMessages() {
    this.channels.clear();
    this.typing.clear();
    this.busy.clear();
    this.failures.clear();
    this.chosen.clear();
  }

  markUnread(channelId, mentioned) {
    const before = this.unread.get(channelId) ?? 0;
    this.unread.set(channelId, before + (mentioned ? 1 : 0));
    this.changed("places");
  }
}

export const store = new Store();
