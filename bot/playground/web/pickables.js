// People, roles and channels as things to pick, for select menus and command options alike.

import { ChannelType, Component, Option, Permission, isThread } from "./discord.js";
import { store } from "./store.js";

/** Members of the open guild, the bot among them; in direct messages the two who talk. */
function pickableUsers() {
  const ids = store.guild ? store.guild.members.map((member) => member.user_id) : [store.bot.id, store.personId];
  const members = ids.map((id) => store.users.get(id)).filter(Boolean);
  return members.map((user) => ({ value: user.id, label: `@${store.nameOf(user)}`, description: user.username }));
}

function pickableRoles() {
  return (store.guild?.roles ?? []).map((role) => ({ value: role.id, label: `@${role.name.replace(/^@/, "")}` }));
}

function pickableChannels(types) {
  const fits = (channel) => !types?.length || types.includes(channel.type);
  const seen = (channel) => store.may(Permission.VIEW, channel);
  const channels = (store.guild?.channels ?? []).filter((channel) => fits(channel) && seen(channel));
  const mark = (channel) => (channel.type === ChannelType.CATEGORY || isThread(channel) ? "" : "#");
  return channels.map((channel) => ({ value: channel.id, label: mark(channel) + channel.name }));
}

const mentionables = () => [...pickableUsers(), ...pickableRoles()];

/** What a select component offers. */
export function optionsOfSelect(component) {
  const offers = {
    [Component.STRING_SELECT]: () => component.options ?? [],
    [Component.USER_SELECT]: pickableUsers,
    [Component.ROLE_SELECT]: pickableRoles,
    [Component.MENTIONABLE_SELECT]: mentionables,
    [Component.CHANNEL_SELECT]: () => pickableChannels(component.channel_types),
  };
  return offers[component.type]();
}

/** What an option of a command offers by its type; null where anything can be typed. */
export function choicesOfOption(option) {
  if (option.choices?.length) return option.choices.map(({ name, value }) => ({ label: name, value }));
  const offers = {
    [Option.BOOLEAN]: () => [{ label: "True", value: true }, { label: "False", value: false }],
    [Option.USER]: pickableUsers,
    [Option.ROLE]: pickableRoles,
    [Option.MENTIONABLE]: mentionables,
    [Option.CHANNEL]: () => pickableChannels(option.channel_types),
  };
  return offers[option.type]?.() ?? null;
}
