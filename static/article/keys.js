// The whole job from the keyboard. Keys are dead inside fields, where Esc leads back to the text.

import { listen } from "./events.js";
import { bracket, bracketOf, start } from "./keyboard-selection.js";
import { active, focusActive, ready, step } from "./claims.js";
import { act, selection } from "./text-selection.js";
import { stepBack, stepForward } from "./span-editor.js";

// An editor's own keys, by the keys that they take the place of.
const { on = true, keys: own = {} } = JSON.parse(document.getElementById("own-keys")?.textContent ?? "{}");
const defaultOf = Object.fromEntries(Object.entries(own).map(([standard, key]) => [key, standard]));
const known = (key) => (key.length > 1 ? key : !on ? undefined : (defaultOf[key] ?? (key in own ? undefined : key)));

/** Shows an editor's own keys where the usual ones are written, and none that are off. */
function label() {
  for (const kbd of document.querySelectorAll("kbd:not([data-usual])")) {
    kbd.dataset.usual = kbd.textContent;
    if (kbd.textContent.length > 1 || kbd.closest(".kinds")) continue;
    kbd.textContent = own[kbd.textContent] ?? kbd.textContent;
    kbd.hidden = !on;
  }
}
listen("card-replaced", label);
label();

const inField = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();

/** Opens a part of the page and goes to its first field, or closes it. */
function toggle(details, field) {
  const part = document.querySelector(details);
  if (part.toggleAttribute("open")) (part.querySelector(field) ?? part.querySelector("summary")).focus();
  else part.querySelector("summary").focus();
}

/** Does with words that the mouse has selected what the bar beside them says; false without words. */
function withWords(what) {
  const button = selection().length && document.querySelector(`[data-draw="${what}"]:not([hidden])`);
  if (button) act(what);
  return Boolean(button);
}

const choose = (kind) => () => withWords(kind) || (ready() && press(kind[0]));

const actions = {
  j: () => step(1),
  k: () => step(-1),
  s: start,
  u: () => stepBack() || press("u"),
  U: () => stepForward() || press("U"),
  f: () => toggle("#filter", "select"),
  w: () => ready() && document.querySelector(".card [value=denial]:checked") && toggle(".choose", "#allegation_words"),
  N: () => press("N"),
  P: () => press("P"),
  "?": () => document.getElementById("keys")?.toggleAttribute("open"),
  "/": () => document.getElementById("actor_name")?.select(),
  a: choose("allegation"),
  d: choose("denial"),
  q: choose("quote"),
  x: () => withWords("cut") || (ready() && press("x")),
  "+": () => withWords("add"),
  r: () => withWords("replace"),
  Enter: () => ready() && press("Enter"),
};

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.isComposing || (event.repeat && key === "Enter")) return;
  if (inField(target)) {
    if (key === "Escape") backToText(target);
    return;
  }
  const action = withControl(event) ?? edge(event) ?? (event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[known(key)]);
  // Enter on a button or a link does what that says, except on the active claim, where it accepts.
  if (!action || (key === "Enter" && target.closest("a, button, summary, .keys") && target.dataset.claim !== active())) return;
  event.preventDefault();
  action();
});

function withControl({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const isUndo = (ctrlKey || metaKey) && !altKey && key.toLowerCase() === "z";
  return isUndo ? actions[shiftKey ? "U" : "u"] : undefined;
}

/** The brackets move the claim's edges; a keyboard that makes them with Alt Gr tells of Ctrl and Alt too. */
function edge(event) {
  const isPlain = on && !event.metaKey && (!event.ctrlKey || event.getModifierState("AltGraph"));
  return isPlain && ready() && bracketOf(event) ? () => bracket(event) : undefined;
}

function backToText(field) {
  field.blur();
  focusActive();
}

// Only now are the keys shown on the page.
document.documentElement.dataset.keys = "on";
