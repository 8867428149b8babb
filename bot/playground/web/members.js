// The members of the open server who see the open channel, by the roles that are shown apart.

import { avatar } from "./avatar.js";
import { Permission, hexColor } from "./discord.js";
import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { recall, remember } from "./prefs.js";
import { store } from "./store.js";

export function mountMembers() {
  const panel = byId("members");
  const toggle = byId("members-toggle");
  let wanted = recall("members-open", false);
  toggle.append(icon("members"));
  toggle.title = "Member list";
  toggle.setAttribute("aria-label", "Member list");
  toggle.addEventListener("click", () => {
    wanted = panel.hidden;
    remember("members-open", wanted);
    draw();
  });
  store.on("places", draw);
  store.on("status", draw);

  function draw() {
    const { guild } = store;
    toggle.hidden = !guild;
    panel.hidden = !guild || !wanted;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) fill(panel, groups(guild).map(group));
  }
}

/** Each member once: under the highest of their roles that is shown apart, else with all others, or among the absent. */
function groups(guild) {
  const left = new Set(guild.members.filter(({ user_id: id }) => store.may(Permission.VIEW, store.channel, id)));
  const take = (name, fits) => {
    const taken = [...left].filter(fits);
    for (const member of taken) left.delete(member);
    return { name, members: taken };
  };
  const apart = guild.roles.filter(({ hoist }) => hoist).sort((a, b) => b.position - a.position);
  const absent = take("Offline", ({ user_id: id }) => id === store.bot.id && !store.bot.online);
  const byRole = apart.map(({ id, name }) => take(name, ({ roles }) => roles.includes(id)));
  return [...byRole, take("Online", () => true), absent].filter(({ members }) => members.length);
}

function group({ name, members }) {
  const rows = members.map(({ user_id: id }) => store.users.get(id)).filter(Boolean);
  const sorted = rows.sort((a, b) => store.nameOf(a).localeCompare(store.nameOf(b)));
  return h("section", {}, h("h2", {}, `${name} — ${rows.length}`), h("ul", {}, sorted.map(row)));
}

function row(user) {
  const color = hexColor(store.roleColor(user.id));
  const name = h("span.author", color ? { vars: { author: color } } : {}, store.nameOf(user));
  return h("li.member", {}, avatar(user), name, user.bot ? h("span.badge", {}, "APP") : null);
}
