// A modal that the bot opened: drawn as a dialog, checked before it is sent, open until the bot took it.

import { Refused } from "./api.js";
import { openDialog } from "./dialog.js";
import { submitModal } from "./interactions.js";
import { modalFields } from "./modal-fields.js";

/** Show a modal; it is handed in under the interaction that opened it, in the channel where that was. */
export function openModal(interactionId, modal, channelId) {
  const fields = modalFields(modal.components);
  openDialog({ title: modal.title, fields, act: () => handIn(interactionId, channelId, modal, fields) });
}

async function handIn(interactionId, channelId, modal, fields) {
  try {
    const components = (await Promise.all(fields.map((field) => field.read()))).filter(Boolean);
    return await submitModal(interactionId, channelId, { custom_id: modal.custom_id, components });
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    return cause.message;
  }
}
