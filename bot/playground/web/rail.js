// The left side: servers, and the channels of the open one.

import { ChannelType, isThread } from "./discord.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { recall, remember } from "./prefs.js";
import { openChannel } from "./session.js";
import { store } from "./store.js";

const CHANNEL_ICONS = {
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
  fill(byId("guilds"), h("ul", {}, store.visibleGuilds().map(guildItem)));
  fill(byId("guild-name"), h("h2", {}, guild?.name ?? "No server"));
  fill(byId("channels"), guild ? channelGroups(guild) : null);
  if (place) document.querySelector(`[data-place="${CSS.escape(place)}"]`)?.focus();
}

function guildItem(guild) {
  const unread = guild.channels.filter((channel) => store.unread.has(channel.id));
  const named = unread.reduce((sum, channel) => sum + store.unread.get(channel.id), 0);
  const open = guild === store.guild;
  const enter = () => openChannel(recall(`guild.${store.personId}.${guild.id}`) ?? store.orderedChannels(guild)[0]?.id);
  const button = h(
    "button.guild",
    {
      type: "button",
      title: guild.name,
      "aria-label": unread.length ? `${guild.name}, unread` : guild.name,
      "aria-current": open && "true",
      data: { place: `guild-${guild.id}` },
      on: { click: enter },
    },
    initials(guild.name),
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
    { href: `#/${guild.id}/${channel.id}`, "aria-current": open && "page", data: { place: `channel-${channel.id}` } },
    channelIcon(channel),
    h("span.channel-name", {}, channel.name),
    named !== undefined ? h("span.hidden-words", {}, ", unread") : null,
    named ? h("span.count", {}, String(named)) : null,
  );
  return h(["li", ...classes].join("."), {}, link);
}
