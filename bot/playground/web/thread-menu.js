// What may be done with the open thread: archive it, lock it, and take that back.

import { patchThread } from "./api.js";
import { Permission, isThread } from "./discord.js";
import { byId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { tell } from "./session.js";
import { store } from "./store.js";

export function mountThreadMenu() {
  const toggle = byId("thread-toggle");
  toggle.append(icon("more"));
  toggle.title = "Thread";
  toggle.setAttribute("aria-label", "Thread");
  toggle.addEventListener("click", () => openMenu("Thread", [entries(store.channel)], toggle));
  store.on("places", () => (toggle.hidden = !entries(store.channel).some(Boolean)));
}

function entries(thread) {
  if (!thread || !isThread(thread)) return [];
  const { archived, locked } = thread;
  const manages = store.may(Permission.MANAGE_THREADS);
  const owns = !locked && thread.owner_id === store.personId;
  const writes = !locked && store.may(Permission.SEND_IN_THREADS);
  return [
    archived && (manages || writes) && { label: "Open again", run: () => change({ archived: false }) },
    !archived && (manages || owns) && { label: "Archive thread", run: () => change({ archived: true }) },
    manages && { label: locked ? "Unlock thread" : "Lock thread", run: () => change({ locked: !locked }) },
  ];
}

async function change(changes) {
  try {
    await patchThread({ user_id: store.personId, channel_id: store.channelId, ...changes });
  } catch (cause) {
    tell(cause);
  }
}
