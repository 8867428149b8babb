// Makes DOM nodes. Text only ever becomes text nodes: nothing in the page parses a string as HTML.

let lastId = 0;

/** An id no other element of the page has, for aria-labelledby and its like. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/**
 * `h("button.primary", {type: "button", on: {click}}, "Save")`.
 * Of the properties, `on` holds listeners, `vars` CSS custom properties, `data` data attributes and `prop` JavaScript
 * properties; all others are attributes, left out when null or false.
 */
export function h(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties ?? {})) assign(element, name, value);
  element.append(...present(children));
  return element;
}

function assign(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (name === "vars") {
    for (const [key, setting] of Object.entries(value)) element.style.setProperty(`--${key}`, setting);
  } else if (name === "data") {
    Object.assign(element.dataset, value);
  } else if (name === "prop") {
    Object.assign(element, value);
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Replace what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/** Say which option of its list a field points at, by id; null for none. */
export function pointAt(field, optionId) {
  if (optionId) field.setAttribute("aria-activedescendant", optionId);
  else field.removeAttribute("aria-activedescendant");
}

export const byId = (id) => document.getElementById(id);

/** Ask another part of the page for something that this one cannot import; it listens on the document. */
export const announce = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
