// Buttons and select menus of a message: what they look like and what pressing them sends.

import { Component } from "./discord.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { useComponent } from "./interactions.js";
import { outsideLink } from "./prose.js";
import { SelectMenu, initialValues } from "./select.js";
import { store } from "./store.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const LINK = 5;
const PREMIUM = 6;

/** A standard emoji as its character, a custom one as its name. */
export function emoji(data) {
  if (!data) return null;
  return h("span.emoji", {}, data.id ? `:${data.name}:` : (data.name ?? ""));
}

export function button(component, message) {
  const look = `.button.button-${STYLES[component.style] ?? "secondary"}`;
  const label = component.label ?? (component.style === PREMIUM ? "Premium" : null);
  const words = [emoji(component.emoji), label && h("span", {}, label)];
  if (component.style === LINK && !component.disabled) {
    const link = outsideLink(component.url, words, icon("external"));
    link.className = look.replaceAll(".", " ").trim();
    return link;
  }
  const waiting = store.busy.get(message.id) === component.custom_id;
  const press = () => useComponent(message, { custom_id: component.custom_id, component_type: Component.BUTTON });
  return h(
    `button${look}${waiting ? ".waiting" : ""}`,
    {
      type: "button",
      disabled: component.disabled || component.style === PREMIUM || component.style === LINK,
      "aria-busy": waiting && "true",
      data: component.custom_id ? { customId: component.custom_id } : {},
      on: { click: press },
    },
    words,
    component.style === LINK && icon("external"),
  );
}

export function select(component, message) {
  const values = store.chosenIn(message.id).get(component.custom_id) ?? initialValues(component);
  const menu = new SelectMenu(component, {
    values,
    waiting: store.busy.get(message.id) === component.custom_id,
    onCommit: (picked) =>
      useComponent(message, { custom_id: component.custom_id, component_type: component.type, values: picked }),
  });
  return menu.element;
}
