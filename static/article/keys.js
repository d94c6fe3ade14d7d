// The keys of the article page, which do the whole job. Fields take no keys but Esc, which leads back to the text.

import { targetOf } from "../shared/elements.js";
import { activeClaim, focusActive, goToNeighbour, isReady } from "./claims.js";
import { listen } from "./events.js";
import { applyBracket, bracketOf, startSelecting } from "./keyboard-selection.js";
import { applyToSelection } from "./selection-actions.js";
import { redoChange, undoChange } from "./span-editor.js";
import { selectedSpans } from "./text-selection.js";

/**
 * An editor's own keys: whether single keys are on, and the editor's key for each usual one.
 * @type {{ on?: boolean, keys?: Record<string, string> }}
 */
const { on: areOn = true, keys: own = {} } = JSON.parse(document.getElementById("own-keys")?.textContent ?? "{}");
/** @type {Record<string, string | undefined>} */
const usualOf = Object.fromEntries(Object.entries(own).map(([usual, key]) => [key, usual]));

/**
 * The usual key for one that the editor pressed; undefined if it has no meaning.
 * @param {string} key
 */
function usualKey(key) {
  if (key.length > 1) return key;
  return areOn ? (usualOf[key] ?? (key in own ? undefined : key)) : undefined;
}

/** Shows the editor's own keys instead of the usual ones, and hides those that are off. */
function labelKeys() {
  for (const label of document.querySelectorAll("kbd:not([data-usual])")) {
    label.dataset.usual = label.textContent;
    if (label.textContent.length > 1 || label.closest(".kinds")) continue;
    label.textContent = own[label.textContent] ?? label.textContent;
    label.hidden = !areOn;
  }
}
listen("card-replaced", labelKeys);
labelKeys();

const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
/** @param {string} key */
const pressButton = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
/** @param {string} key */
const pressIfReady = (key) => isReady() && pressButton(key);

/**
 * Opens a part of the page and goes to its first field, or closes it.
 * @param {string} selector
 * @param {string} field
 */
function toggleDetails(selector, field) {
  const details = document.querySelector(selector);
  const summary = details?.querySelector("summary");
  if (details?.toggleAttribute("open")) (details.querySelector(field) ?? summary)?.focus();
  else summary?.focus();
}

/**
 * Does with words that the mouse has selected what the bar beside them says; false if no words are selected.
 * @param {string} action
 */
function applyToWords(action) {
  const canApply = selectedSpans().length && document.querySelector(`[data-draw="${action}"]:not([hidden])`);
  if (canApply) applyToSelection(action);
  return Boolean(canApply);
}

/** @param {string} kind */
const chooseKind = (kind) => () => applyToWords(kind) || pressIfReady(kind[0]);

function chooseAllegation() {
  const isDenial = document.querySelector(".card [value=denial]:checked");
  if (isReady() && isDenial) toggleDetails(".choose", "#allegation_words");
}

const focusActor = () => /** @type {HTMLInputElement | null} */ (document.getElementById("actor_name"))?.select();

/** @type {Record<string, (() => void) | undefined>} */
const actions = {
  j: () => goToNeighbour(1),
  k: () => goToNeighbour(-1),
  s: startSelecting,
  u: () => undoChange() || pressButton("u"),
  U: () => redoChange() || pressButton("U"),
  f: () => toggleDetails("#filter", "select"),
  w: chooseAllegation,
  N: () => pressButton("N"),
  P: () => pressButton("P"),
  "?": () => document.getElementById("keys")?.toggleAttribute("open"),
  "/": focusActor,
  a: chooseKind("allegation"),
  d: chooseKind("denial"),
  q: chooseKind("quote"),
  x: () => applyToWords("cut") || pressIfReady("x"),
  "+": () => applyToWords("add"),
  r: () => applyToWords("replace"),
  Enter: () => pressIfReady("Enter"),
};

/** @param {KeyboardEvent} event */
function actionOf(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const isControl = ctrlKey || metaKey;
  if (isControl && !altKey && key.toLowerCase() === "z") return actions[shiftKey ? "U" : "u"];
  if (isBracket(event)) return () => applyBracket(event);
  const usual = usualKey(key);
  return isControl || altKey || usual === undefined ? undefined : actions[usual];
}

/**
 * Whether a key moves an edge of the claim. A keyboard that makes brackets with Alt Gr reports Ctrl and Alt as well.
 * @param {KeyboardEvent} event
 */
function isBracket(event) {
  const isPlain = areOn && !event.metaKey && (!event.ctrlKey || event.getModifierState("AltGraph"));
  return Boolean(isPlain && isReady() && bracketOf(event));
}

document.addEventListener("keydown", (event) => {
  const { key } = event;
  const target = targetOf(event);
  if (event.isComposing || (event.repeat && key === "Enter")) return;
  if (target.matches(FIELDS)) {
    if (key === "Escape") leaveField(target);
    return;
  }
  const action = actionOf(event);
  // Enter on a button or a link does what that says, except on the active claim, where it accepts.
  const isControl = target.closest("a, button, summary, .keys") && target.dataset.claim !== activeClaim();
  if (!action || (key === "Enter" && isControl)) return;
  event.preventDefault();
  action();
});

/** @param {HTMLElement} field */
function leaveField(field) {
  field.blur();
  focusActive();
}

// The page shows keys only now that they work.
document.documentElement.dataset.keys = "on";
