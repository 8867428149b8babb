// A forum in the place of the messages: its posts, the liveliest first, and a way to begin one.

import { Permission, compareIds, isThread, timeOfId } from "./discord.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { beginPost } from "./message-actions.js";
import { store } from "./store.js";
import { fullTime, stamp } from "./time.js";

/** The rows of the pane for a forum, as the timeline draws them. */
export function forumRows(channel) {
  const posts = postsOf(channel);
  const olds = posts.filter(({ archived }) => archived);
  const mayPost = store.may(Permission.SEND, channel);
  const { clock, unread } = store;
  const head = { key: "forum", depends: [channel.name, channel.topic, mayPost], make: () => heading(channel, mayPost) };
  const rowOf = (post) => ({
    key: `post-${post.id}`,
    depends: [post.name, post.last_message_id, clock, unread.get(post.id)],
    make: () => postRow(post),
  });
  const older = olds.length ? [{ key: "older-posts", depends: [], make: olderPosts }, ...olds.map(rowOf)] : [];
  const none = posts.length ? [] : [{ key: "no-posts", depends: [], make: noPosts }];
  return [head, ...posts.filter(({ archived }) => !archived).map(rowOf), ...older, ...none];
}

const latest = (post) => post.last_message_id ?? post.id;

function postsOf(forum) {
  const posts = store.guild.channels.filter((channel) => isThread(channel) && channel.parent_id === forum.id);
  return posts.sort((a, b) => compareIds(latest(b), latest(a)));
}

function heading(channel, mayPost) {
  const button = h(
    "button.button.button-primary",
    { type: "button", data: { customId: "new-post" }, on: { click: () => beginPost(channel) } },
    icon("plus"),
    h("span", {}, "New post"),
  );
  const words = h("div", {}, h("h2", {}, channel.name), channel.topic && h("p", {}, channel.topic));
  return h("li.beginning.forum-head", {}, words, mayPost && button);
}

const olderPosts = () => h("li.day", {}, h("span", {}, "Archived"));

const noPosts = () => h("li.beginning", {}, h("p", {}, "There are no posts yet."));

function postRow(post) {
  const owner = store.users.get(post.owner_id);
  const when = timeOfId(latest(post));
  const moment = { datetime: when.toISOString(), title: fullTime(when), "data-relative": "" };
  const time = h("time", moment, stamp(when, "R"));
  const by = owner ? `${store.nameOf(owner)} · ` : "";
  const unread = store.unread.has(post.id) ? h("span.hidden-words", {}, "unread") : null;
  const link = h(
    `a.post${unread ? ".unread" : ""}`,
    { href: `#/${store.guild.id}/${post.id}` },
    h("strong", {}, post.name),
    h("small", {}, by, "active ", time),
    unread,
  );
  return h("li.post-row", {}, link);
}
