// Who the visitor is: the panel below the channels, and the list to become somebody else.

import { avatar } from "./avatar.js";
import { byId, fill, h, pointAt } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { displayName } from "./discord.js";
import { bePerson } from "./session.js";
import { store } from "./store.js";

export function mountPeople() {
  const list = new Listbox({ label: "Be another person", onPick: (option) => choose(option.value) });
  const heading = h("p", { "aria-hidden": "true" }, "Be another person");
  const popover = h("div.people-popover", { hidden: true }, heading, list.element);
  const button = h("button.person-button", {
    type: "button",
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-controls": list.id,
    on: { click: () => toggle(), keydown: onKey, blur: () => close() },
  });
  popover.addEventListener("pointerdown", (event) => event.preventDefault());
  fill(byId("person"), popover, button);
  list.onActive = (id) => pointAt(button, id);
  store.on("places", draw);

  function draw() {
    const { person } = store;
    if (!person) return;
    const words = h("span.person-words", {}, h("small", {}, "You are"), h("span.person-name", {}, displayName(person)));
    fill(button, avatar(person), words, icon("chevron"));
    button.setAttribute("aria-label", `You are: ${displayName(person)}. Be another person`);
  }

  function toggle() {
    if (popover.hidden) open();
    else close();
  }

  function open() {
    popover.hidden = false;
    button.focus();
    button.setAttribute("aria-expanded", "true");
    const options = store.people.map((person) => ({
      value: person.id,
      label: displayName(person),
      description: rolesOf(person) || person.username,
      selected: person.id === store.personId,
      lead: avatar(person),
    }));
    list.show(options, options.findIndex((option) => option.selected));
  }

  function close() {
    popover.hidden = true;
    button.setAttribute("aria-expanded", "false");
    pointAt(button, null);
  }

  function choose(personId) {
    close();
    if (personId !== store.personId) bePerson(personId);
  }

  function onKey(event) {
    if (popover.hidden) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      open();
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter" || event.key === " ") choose(list.activeOption?.value ?? store.personId);
    else if (!list.steer(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The names of a person's roles in the open server; everyone's own role says nothing. */
function rolesOf(person) {
  const { guild } = store;
  const held = store.membership(guild, person.id)?.roles ?? [];
  const named = (guild?.roles ?? []).filter((role) => held.includes(role.id) && role.id !== guild.id);
  return named.map((role) => role.name).join(", ");
}
