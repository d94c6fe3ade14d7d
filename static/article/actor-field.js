// The actor field: search as you type over names and aliases, choose with the arrows, or create an actor in place.

import { emit } from "./events.js";

const field = () => document.getElementById("actor_name");
const list = () => document.getElementById("actor_options");
const options = () => [...list().children];
const chosen = () => list().querySelector("[aria-selected=true]");

let listedFor = null; // what was typed when the list was asked for
let moved = ""; // the option that the arrows went to: a list that comes later leaves it chosen
let isWanted = false; // whether Enter waits for the list of what is typed

function open(isOpen) {
  if (!list()) return;
  list().hidden = !isOpen;
  field().setAttribute("aria-expanded", isOpen);
  if (!isOpen) field().removeAttribute("aria-activedescendant");
}

function select(option) {
  for (const each of options()) each.setAttribute("aria-selected", each === option);
  if (!option) return field().removeAttribute("aria-activedescendant");
  field().setAttribute("aria-activedescendant", option.id);
  return option.scrollIntoView({ block: "nearest" });
}

function choose(option) {
  const form = field().form;
  wait(false);
  if (option.dataset.create) {
    htmx.ajax("POST", field().dataset.create, { values: { actor_name: option.dataset.create }, target: "#actor", swap: "outerHTML", source: form.querySelector(".actor") });
    return;
  }
  form.elements.not_named.checked = "none" in option.dataset;
  form.elements.actor.value = option.dataset.actor ?? "";
  form.elements.actor_shown.value = field().value = option.dataset.name ?? "";
  open(false);
  emit("choice-changed");
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "actor_options") {
    listedFor = event.detail.requestConfig?.parameters.get("actor_name") ?? null;
    open(document.activeElement === field());
    select(options().find(({ id }) => id === moved) ?? (field().value ? options()[0] : null));
    if (isWanted && chosen()) choose(chosen());
  }
  if (event.target.id === "actor" && event.detail.requestConfig?.verb === "post") {
    emit("choice-changed");
    document.querySelector('[data-key="Enter"]').focus();
  }
});

document.addEventListener("input", (event) => {
  if (event.target !== field()) return;
  field().form.elements.not_named.checked = false;
  wait(false);
  select(null); // the list is of what was typed before
});

function wait(wanted) {
  isWanted = wanted;
  moved = "";
}

/** Whether something is typed that no actor has been chosen for, and whose list is still on its way. */
const isOnItsWay = () => field().value && ![listedFor, field().form.elements.actor_shown.value].includes(field().value);

document.addEventListener("keydown", (event) => {
  if (event.target !== field() || event.isComposing) return;
  const all = options();
  const place = all.indexOf(chosen());
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    open(all.length > 0);
    select(all.at(event.key === "ArrowDown" ? (place + 1) % all.length : Math.max(place, 0) - 1)); // -1: the last
    moved = chosen()?.id ?? "";
  } else if (event.key === "Enter" && !list().hidden && chosen()) {
    event.preventDefault();
    choose(chosen());
  } else if (event.key === "Enter" && isOnItsWay()) {
    event.preventDefault();
    isWanted = true;
  } else if (event.key === "Escape") {
    wait(false);
    open(false);
  }
});

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest("#actor_options [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option);
});

document.addEventListener("click", (event) => {
  const other = event.target.closest("a[data-choose]");
  if (!other || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { elements } = field().form;
  elements.not_named.checked = false;
  elements.actor.value = other.dataset.choose;
  elements.actor_shown.value = field().value = other.dataset.name;
  emit("choice-changed");
  document.querySelector('[data-key="Enter"]').focus();
});

document.addEventListener("focusout", (event) => {
  if (event.target !== field()) return;
  wait(false);
  open(false);
});
