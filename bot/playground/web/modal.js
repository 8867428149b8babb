// A modal that the bot opened: drawn as a dialog, checked before it is sent, open until the bot took it.

import { Refused } from "./api.js";
import { freshId, h } from "./dom.js";
import { iconButton } from "./icons.js";
import { submitModal } from "./interactions.js";
import { modalFields } from "./modal-fields.js";

/** Show a modal; it is handed in under the interaction that opened it, in the channel where that was. */
export function openModal(interactionId, modal, channelId) {
  const before = document.activeElement;
  const fields = modalFields(modal.components);
  const titleId = freshId("modal");
  const problem = h("p.field-problem", { role: "alert" });
  const cancel = h("button.button.button-secondary", { type: "button", on: { click: () => dialog.close() } }, "Cancel");
  const submit = h("button.button.button-primary", { type: "submit" }, "Submit");
  const close = iconButton("close", "Close", () => dialog.close());
  const form = h(
    "form.modal-form",
    { novalidate: true },
    h("header.modal-head", {}, h("h2", { id: titleId }, modal.title), close),
    h("div.modal-body", {}, fields.map(({ element }) => element), problem),
    h("footer.modal-foot", {}, cancel, submit),
  );
  const dialog = h("dialog.modal", { "aria-labelledby": titleId }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.disabled || !check(fields, form)) return;
    submit.disabled = true;
    problem.textContent = (await handIn(interactionId, channelId, modal, fields)) ?? "";
    submit.disabled = false;
    if (!problem.textContent) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector(".modal-body :is(input, textarea, button)")?.focus();
}

/** Whether every field is right; each that is not says so, and the first gets the focus. */
function check(fields, form) {
  const problems = fields.map((field) => field.problem());
  form.querySelector('[aria-invalid="true"]')?.focus();
  return !problems.some(Boolean);
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
