// What can be made to go wrong: a form for each kind of fault, and those that still wait for something to befall.

import { deleteFaults, getFaults, postFault } from "../api.js";
import { ChannelType } from "../discord.js";
import { fill, freshId, h } from "../dom.js";
import { iconButton } from "../icons.js";
import { tell } from "../session.js";
import { store } from "../store.js";
import { toast } from "../toast.js";

export function faultsTab() {
  const waiting = h("div.faults-waiting", { role: "status" });
  const forms = h("div.faults-forms");
  document.addEventListener("faults-changed", (event) => drawWaiting(event.detail));
  store.on("places", () => forms.isConnected && !forms.closest("[hidden]") && load());

  async function load() {
    try {
      const { kinds, waiting: now } = await getFaults();
      const open = new Set([...forms.querySelectorAll("details[open]")].map((one) => one.dataset.kind));
      fill(forms, kinds.map((kind) => faultForm(kind, open.has(kind.kind), drawWaiting)));
      drawWaiting(now);
    } catch (cause) {
      tell(cause);
    }
  }

  function drawWaiting(faults) {
    const all = faults.length > 1 && button("Take all back", () => takeBack({}));
    const list = h("ul", {}, faults.map(waitingItem));
    const none = h("p.muted", {}, "Nothing is set to go wrong.");
    fill(waiting, faults.length ? [h("h3", {}, "Waiting"), list, all] : none);
  }

  function waitingItem({ id, words }) {
    const back = iconButton("close", `Take back: ${words}`, () => takeBack({ id }));
    return h("li.fault-waiting", {}, h("span", {}, words), back);
  }

  async function takeBack(which) {
    try {
      drawWaiting((await deleteFaults(which)).waiting);
    } catch (cause) {
      tell(cause);
    }
  }

  return { name: "faults", label: "Faults", element: h("div.faults", {}, waiting, forms), open: load, close() {} };
}

/** One kind of fault as a section that opens to its fields. */
function faultForm({ kind, title, about, waits, fields }, open, drawWaiting) {
  const made = fields.map((field) => ({ field, ...control(field) }));
  const line = ({ field, input, id }) => h("div.fault-field", {}, h("label", { for: id }, words(field.name)), input);
  const submit = h("button.button.button-secondary", { type: "submit" }, waits ? "Set" : "Do it now");
  const form = h("form.fault-form", {}, h("p.muted", {}, about), made.map(line), submit);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = made.map(({ field, read }) => [field.name, read()]).filter(([, value]) => value !== null);
    try {
      drawWaiting((await postFault({ kind, ...Object.fromEntries(given) })).waiting);
      if (!waits) toast(`${title}: done.`, { good: true });
    } catch (cause) {
      tell(cause);
    }
  });
  return h("details.fault", { open, data: { kind } }, h("summary", {}, title), form);
}

const words = (name) => name.replace(/_id$/, "").replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());

const button = (label, act) => h("button.button.button-secondary", { type: "button", on: { click: act } }, label);

/** The control for a field: `{input, id, read()}`; `read` is null where the field is left out. */
function control(field) {
  const id = freshId("fault");
  if (field.type === "flag") {
    const input = h("input", { id, type: "checkbox", prop: { checked: Boolean(field.default) } });
    return { id, input, read: () => input.checked };
  }
  if (field.type === "number") {
    const { min, max, default: value } = field;
    const input = h("input.text-input", { id, type: "number", min, max, step: "any", prop: { value: value ?? "" } });
    return { id, input, read: () => (input.value === "" ? null : Number(input.value)) };
  }
  return chooser(id, field);
}

function chooser(id, field) {
  const choices = CHOICES[field.type](field);
  const options = choices.map(({ value, label }, at) =>
    h("option", { value: at, selected: value === field.default }, label),
  );
  const input = h("select.text-input", { id }, options);
  return { id, input, read: () => choices[Number(input.value)]?.value ?? null };
}

const plainChoices = ({ choices }) => choices.map((value) => ({ value, label: String(value) }));

const CHOICES = {
  choice: plainChoices,
  permission: plainChoices,
  guild: () => store.guilds.map(({ id, name }) => ({ value: id, label: name })),
  channel: () =>
    store.guilds.flatMap((guild) =>
      guild.channels
        .filter(({ type }) => type !== ChannelType.CATEGORY)
        .map(({ id, name }) => ({ value: id, label: `${guild.name} / ${name}` })),
    ),
};
