// The actor field: search names and aliases while typing, choose with the arrow keys, or create an actor.

import { targetOf } from "../shared/elements.js";
import { fieldOf, focusAccept, opensElsewhere } from "./decision-form.js";
import { emit } from "./events.js";

const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById("actor_name"));
const list = () => document.getElementById("actor_options");
const options = () => [...(list()?.querySelectorAll("[role=option]") ?? [])];
const selectedOption = () => list()?.querySelector("[aria-selected=true]") ?? null;

/** @type {FormDataEntryValue | null} what was typed when the list was requested */
let listedFor = null;
let movedTo = ""; // the option that the arrow keys selected: it stays selected when the list is replaced
let isEnterPending = false; // whether Enter waits for the list of what is typed

/** @param {boolean} isOpen */
function openList(isOpen) {
  const shown = list();
  if (!shown) return;
  shown.hidden = !isOpen;
  field()?.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) field()?.removeAttribute("aria-activedescendant");
}

/** @param {HTMLElement | null} option */
function selectOption(option) {
  for (const listed of options()) listed.setAttribute("aria-selected", String(listed === option));
  if (!option) {
    field()?.removeAttribute("aria-activedescendant");
    return;
  }
  field()?.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement | null} option */
function chooseOption(option) {
  const input = field();
  if (!option || !input) return;
  waitForList(false);
  const { create, actor = "", name = "" } = option.dataset;
  if (create) createActor(input, create);
  else {
    openList(false);
    fillActor({ actor, name, isNotNamed: "none" in option.dataset });
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {string} name
 */
function createActor(input, name) {
  const source = input.closest(".actor");
  htmx.ajax("POST", input.dataset.create ?? "", {
    values: { actor_name: name },
    target: "#actor",
    swap: "outerHTML",
    source,
  });
}

/** @param {{ actor: string, name: string, isNotNamed: boolean }} choice */
function fillActor({ actor, name, isNotNamed }) {
  const form = field()?.form;
  const values = { actor, actor_shown: name, actor_name: name };
  for (const [key, value] of Object.entries(values)) {
    const input = fieldOf(form, key);
    if (input) input.value = value;
  }
  checkNotNamed(isNotNamed);
  emit("choice-changed");
}

/** @param {boolean} isChecked */
function checkNotNamed(isChecked) {
  const box = fieldOf(field()?.form, "not_named");
  if (box) box.checked = isChecked;
}

document.addEventListener("htmx:afterSwap", (event) => {
  const { id } = targetOf(event);
  const request = event.detail.requestConfig;
  if (id === "actor_options") {
    listedFor = request?.parameters.get("actor_name") ?? null;
    openList(document.activeElement === field());
    selectOption(options().find((option) => option.id === movedTo) ?? (field()?.value ? options()[0] : null));
    if (isEnterPending) chooseOption(selectedOption());
  }
  if (id === "actor" && request?.verb === "post") {
    emit("choice-changed");
    focusAccept();
  }
});

document.addEventListener("input", (event) => {
  if (event.target !== field()) return;
  checkNotNamed(false);
  waitForList(false);
  selectOption(null); // the list belongs to what was typed before
});

/** @param {boolean} isWaiting */
function waitForList(isWaiting) {
  isEnterPending = isWaiting;
  movedTo = "";
}

/** Whether the list for what is typed has not come yet, and no actor has been chosen for it. */
function isListPending() {
  const typed = field()?.value;
  return Boolean(typed) && ![listedFor, fieldOf(field()?.form, "actor_shown")?.value].includes(typed);
}

/** @param {KeyboardEvent} event */
function moveInList(event) {
  const all = options();
  const selected = selectedOption();
  const index = selected ? all.indexOf(selected) : -1;
  event.preventDefault();
  openList(all.length > 0);
  const next = event.key === "ArrowDown" ? (index + 1) % all.length : Math.max(index, 0) - 1; // -1: the last
  selectOption(all.at(next) ?? null);
  movedTo = selectedOption()?.id ?? "";
}

document.addEventListener("keydown", (event) => {
  if (event.target !== field() || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") moveInList(event);
  else if (event.key === "Enter" && !list()?.hidden && selectedOption()) {
    event.preventDefault();
    chooseOption(selectedOption());
  } else if (event.key === "Enter" && isListPending()) {
    event.preventDefault();
    isEnterPending = true;
  } else if (event.key === "Escape") {
    waitForList(false);
    openList(false);
  }
});

document.addEventListener("mousedown", (event) => {
  const option = targetOf(event).closest("#actor_options [role=option]");
  if (!option) return;
  event.preventDefault();
  chooseOption(option);
});

// The links “It could also be …” put another actor into the field.
document.addEventListener("click", (event) => {
  const link = targetOf(event).closest("a[data-choose]");
  if (!link || opensElsewhere(event)) return;
  event.preventDefault();
  fillActor({ actor: link.dataset.choose ?? "", name: link.dataset.name ?? "", isNotNamed: false });
  focusAccept();
});

document.addEventListener("focusout", (event) => {
  if (event.target !== field()) return;
  waitForList(false);
  openList(false);
});
