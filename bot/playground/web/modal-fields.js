// The fields of a modal: what each looks like, whether it is filled in rightly, and what it hands in.

import { postAttachment } from "./api.js";
import { unknown } from "./components.js";
import { Component } from "./discord.js";
import { freshId, h } from "./dom.js";
import { prose } from "./prose.js";
import { SelectMenu, initialValues } from "./select.js";

const PARAGRAPH = 2;
const LONGEST_TEXT = 4000;

/** Fields of a modal's components, each `{element, read(), problem()}`; `read` may be a promise. */
export function modalFields(components) {
  return (components ?? []).map((component) => modalField(component));
}

function modalField(component) {
  if (component.type === Component.ACTION_ROW) return row(component);
  if (component.type === Component.LABEL) return labelled(component);
  if (component.type === Component.TEXT) return text(component);
  return { element: unknown(component), read: () => null, problem: () => "" };
}

function row({ type, id, components }) {
  const inner = components.map((component) => dressed(component, component.label, ""));
  return {
    element: h("div.modal-row", {}, inner.map(({ element }) => element)),
    read: async () => ({ type, id, components: await Promise.all(inner.map((field) => field.read())) }),
    problem: () => inner.map((field) => field.problem()).find(Boolean) ?? "",
  };
}

function labelled({ type, id, label, description, component }) {
  const inner = dressed(component, label, description);
  return { ...inner, read: async () => ({ type, id, component: await inner.read() }) };
}

/** A field for text in one of the page's own dialogs. */
export function textField({ label, style, max_length: most }) {
  const component = { type: Component.TEXT_INPUT, style, max_length: most };
  const field = dressed(component, label, "");
  return { ...field, value: () => field.read().value.trim() };
}

const text = ({ type, id, content }) => ({
  element: prose(content ?? ""),
  read: () => ({ type, id }),
  problem: () => "",
});

/** A control with its label, its description and room for what is wrong with it. */
function dressed(component, label, description) {
  const make = CONTROLS[component.type];
  if (!make) return { element: unknown(component), read: () => null, problem: () => "" };
  const inputId = freshId("field");
  const complaint = h("p.field-problem", { id: `${inputId}-problem`, role: "alert" });
  const control = make(component, { inputId, label });
  const star = isRequired(component) ? h("span.required", { "aria-hidden": "true" }, " *") : null;
  const title = h("label.field-label", { for: inputId }, label ?? "", star);
  const more = description ? h("p.field-description", {}, description) : null;
  const input = control.input ?? control.element;
  return {
    element: h("div.field", {}, title, more, control.element, complaint),
    read: control.read,
    problem: () => {
      const problem = control.problem();
      complaint.textContent = problem;
      input.setAttribute("aria-invalid", String(Boolean(problem)));
      return problem;
    },
  };
}

const isRequired = (component) => component.type !== Component.CHECKBOX && component.required !== false;

const CONTROLS = {
  [Component.TEXT_INPUT]: textInput,
  [Component.STRING_SELECT]: selectMenu,
  [Component.USER_SELECT]: selectMenu,
  [Component.ROLE_SELECT]: selectMenu,
  [Component.MENTIONABLE_SELECT]: selectMenu,
  [Component.CHANNEL_SELECT]: selectMenu,
  [Component.FILE_UPLOAD]: fileUpload,
  [Component.RADIO_GROUP]: radioGroup,
  [Component.CHECKBOX_GROUP]: checkboxGroup,
  [Component.CHECKBOX]: checkbox,
};

function textInput(component, { inputId }) {
  const { type, id, custom_id, style, value, placeholder, min_length: least, max_length: most } = component;
  const long = style === PARAGRAPH;
  const element = h(long ? "textarea.text-input" : "input.text-input", {
    id: inputId,
    type: long ? null : "text",
    rows: long ? "5" : null,
    placeholder,
    autocomplete: "off",
    "aria-required": String(isRequired(component)),
    "aria-describedby": `${inputId}-problem`,
    data: { customId: custom_id },
    prop: { value: value ?? "" },
  });
  return {
    element,
    read: () => ({ type, id, custom_id, value: element.value }),
    problem: () => textProblem(element.value, isRequired(component), least ?? 0, most ?? LONGEST_TEXT),
  };
}

function textProblem(value, required, least, most) {
  const { length } = [...value];
  if (!length) return required ? "This field is required." : "";
  if (length < least) return `Type at least ${least} characters; these are ${length}.`;
  return length > most ? `Type at most ${most} characters; these are ${length}.` : "";
}

function selectMenu(component, { inputId, label }) {
  const { type, id, custom_id } = component;
  let values = initialValues(component);
  const menu = new SelectMenu(component, { values, label, onCommit: (picked) => (values = picked) });
  menu.button.id = inputId;
  return {
    element: menu.element,
    input: menu.button,
    read: () => ({ type, id, custom_id, values }),
    problem: () => countProblem(values.length, component),
  };
}

function countProblem(chosen, component) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? Infinity;
  if (chosen === 0) return isRequired(component) && least > 0 ? "Choose something here." : "";
  if (chosen < least) return `Choose at least ${least}.`;
  return chosen > most ? `Choose at most ${most}.` : "";
}

function fileUpload(component, { inputId }) {
  const { type, id, custom_id, max_values: most } = component;
  const multiple = (most ?? 1) > 1;
  const element = h("input.file-input", { id: inputId, type: "file", multiple, data: { customId: custom_id } });
  const limits = { ...component, max_values: most ?? 1 };
  return {
    element,
    async read() {
      const sent = await Promise.all([...element.files].map(postAttachment));
      return { type, id, custom_id, values: sent.map((attachment) => attachment.id) };
    },
    problem: () => countProblem(element.files.length, limits),
  };
}

/** Options as radio buttons or checkboxes; `chosen()` are the values that are ticked. */
function choices(component, inputId, kind) {
  const boxes = (component.options ?? []).map((option) => ({
    option,
    box: h("input", { type: kind, name: inputId, value: option.value, prop: { checked: Boolean(option.default) } }),
  }));
  const line = ({ option, box }) => {
    const small = option.description ? h("small", {}, option.description) : null;
    return h("label.choice", {}, box, h("span", {}, option.label, small));
  };
  const role = kind === "radio" ? "radiogroup" : "group";
  const properties = { role, id: inputId, tabindex: "-1", data: { customId: component.custom_id } };
  const element = h("div.choices", properties, boxes.map(line));
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ option }) => option.value);
  return { element, chosen };
}

function radioGroup(component, { inputId }) {
  const { type, id, custom_id } = component;
  const { element, chosen } = choices(component, inputId, "radio");
  return {
    element,
    read: () => ({ type, id, custom_id, value: chosen()[0] ?? null }),
    problem: () => (isRequired(component) && !chosen().length ? "Choose one of these." : ""),
  };
}

function checkboxGroup(component, { inputId }) {
  const { type, id, custom_id } = component;
  const { element, chosen } = choices(component, inputId, "checkbox");
  return {
    element,
    read: () => ({ type, id, custom_id, values: chosen() }),
    problem: () => countProblem(chosen().length, component),
  };
}

function checkbox(component, { inputId }) {
  const { type, id, custom_id } = component;
  const element = h("input.single-checkbox", {
    id: inputId,
    type: "checkbox",
    prop: { checked: Boolean(component.default) },
    data: { customId: custom_id },
  });
  return { element, read: () => ({ type, id, custom_id, value: element.checked }), problem: () => "" };
}
