// A dialog of the page: a title, a form's fields, and two buttons. What is done with it is for whoever opens it.

import { freshId, h } from "./dom.js";
import { iconButton } from "./icons.js";

/**
 * Show a dialog. `fields` are `{element, problem()}`; `act` does what was asked for and resolves to what went wrong,
 * or to null, which closes the dialog. Without `act` it only tells something, and has a button to close it.
 */
export function openDialog({ title, fields = [], words = null, submit = "Submit", dangerous = false, act = null }) {
  const before = document.activeElement;
  const titleId = freshId("dialog");
  const problem = h("p.field-problem", { role: "alert" });
  const shut = () => dialog.close();
  const go = h(`button.button.button-${dangerous ? "danger" : "primary"}`, { type: "submit" }, act ? submit : "Close");
  const cancel = act && h("button.button.button-secondary", { type: "button", on: { click: shut } }, "Cancel");
  const form = h(
    "form.modal-form",
    { novalidate: true },
    h("header.modal-head", {}, h("h2", { id: titleId }, title), iconButton("close", "Close", shut)),
    h("div.modal-body", {}, words, fields.map(({ element }) => element), problem),
    h("footer.modal-foot", {}, cancel, go),
  );
  const dialog = h("dialog.modal", { "aria-labelledby": titleId }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (go.disabled || !check(fields, form)) return;
    go.disabled = true;
    problem.textContent = (await act?.()) ?? "";
    go.disabled = false;
    if (!problem.textContent) shut();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector(".modal-body :is(input, textarea, button)") ?? go).focus();
}

/** Whether every field is right; each that is not says so, and the first gets the focus. */
function check(fields, form) {
  const problems = fields.map((field) => field.problem());
  form.querySelector('[aria-invalid="true"]')?.focus();
  return !problems.some(Boolean);
}
