// The left side: servers, and the channels of the open one.

import { ChannelType, displayName, isThread } from "./discord.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { recall, remember } from "./prefs.js";
import { openChannel } from "./session.js";
import { DIRECT, store } from "./store.js";

const CHANNEL_ICONS = {
  [ChannelType.DIRECT]: "direct",
  [ChannelType.VOICE]: "voice",
  [ChannelType.ANNOUNCEMENT]: "announcement",
  [ChannelType.FORUM]: "forum",
  [ChannelType.MEDIA]: "forum",
};

export const channelIcon = (channel) => icon(isThread(channel) ? "thread" : (CHANNEL_ICONS[channel.type] ?? "text"));

export function mountRail() {
  store.on("places", draw);
}

function draw() {
  // A redraw must not lose the keyboard's place.
  const place = document.activeElement?.dataset?.place;
  const { guild } = store;
  if (guild) remember(`guild.${store.personId}.${guild.id}`, store.channelId);
  const inDirect = store.channelId !== null && store.channelId === store.direct?.id;
  const home = store.direct && directItem(inDirect);
  fill(byId("guilds"), h("ul", {}, home, store.visibleGuilds().map(guildItem)));
  fill(byId("guild-name"), h("h2", {}, guild?.name ?? (inDirect ? "Direct messages" : "No server")));
  fill(byId("channels"), guild ? channelGroups(guild) : inDirect && h("ul", {}, channelItem(null, store.direct)));
  if (place) document.querySelector(`[data-place="${CSS.escape(place)}"]`)?.focus();
}

function guildItem(guild) {
  const enter = () => openChannel(recall(`guild.${store.personId}.${guild.id}`) ?? store.orderedChannels(guild)[0]?.id);
  const { name, id, channels } = guild;
  return railItem({ id, name, channels, open: guild === store.guild, face: initials(name), enter });
}

function directItem(open) {
  const { direct } = store;
  const name = `Direct messages with ${displayName(store.bot)}`;
  const enter = () => openChannel(direct.id);
  return railItem({ id: DIRECT, name, channels: [direct], open, face: icon("direct"), enter });
}

/** A round button of the rail, with what is unread behind it. */
function railItem({ id, name, channels, open, face, enter }) {
  const unread = channels.filter((channel) => store.unread.has(channel.id));
  const named = unread.reduce((sum, channel) => sum + store.unread.get(channel.id), 0);
  const button = h(
    "button.guild",
    {
      type: "button",
      title: name,
      "aria-label": unread.length ? `${name}, unread` : name,
      "aria-current": open && "true",
      data: { place: `guild-${id}` },
      on: { click: enter },
    },
    face,
  );
  const state = open ? ".open" : unread.length ? ".unread" : "";
  return h(`li.guild-item${state}`, {}, button, named ? h("span.count", {}, String(named)) : null);
}

const initials = (name) =>
  name.split(/[\s\-–]+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");

/** Channels under their categories' headings, those without one first. */
function channelGroups(guild) {
  const channels = store.orderedChannels(guild);
  const categories = guild.channels.filter((channel) => channel.type === ChannelType.CATEGORY);
  categories.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const homeOf = (channel) => {
    const parent = isThread(channel) ? channels.find(({ id }) => id === channel.parent_id) : channel;
    return categories.find(({ id }) => id === parent?.parent_id) ?? null;
  };
  const group = (category) => {
    const inside = channels.filter((channel) => homeOf(channel) === category);
    if (!inside.length) return null;
    const list = h("ul", {}, inside.map((channel) => channelItem(guild, channel)));
    return [category ? h("h3", {}, category.name) : null, list];
  };
  return [null, ...categories].map(group);
}

function channelItem(guild, channel) {
  const open = channel.id === store.channelId;
  const named = store.unread.get(channel.id);
  const classes = [isThread(channel) && "nested", open && "open", named !== undefined && "unread"].filter(Boolean);
  const link = h(
    "a.channel",
    {
      href: `#/${guild?.id ?? DIRECT}/${channel.id}`,
      "aria-current": open && "page",
      data: { place: `channel-${channel.id}` },
    },
    channelIcon(channel),
    h("span.channel-name", {}, channel.name),
    named !== undefined ? h("span.hidden-words", {}, ", unread") : null,
    named ? h("span.count", {}, String(named)) : null,
  );
  return h(["li", ...classes].join("."), {}, link);
}
