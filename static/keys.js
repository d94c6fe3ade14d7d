// The whole job from the keyboard. Keys are dead inside fields, where Esc leads back to the text.

import { active, ready, step } from "./claims.js";

const inField = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();

const actions = {
  j: () => step(1),
  k: () => step(-1),
  u: () => press("u"),
  "?": () => document.getElementById("keys")?.toggleAttribute("open"),
  "/": () => document.getElementById("actor_name")?.select(),
  a: () => ready() && press("a"),
  d: () => ready() && press("d"),
  q: () => ready() && press("q"),
  x: () => ready() && press("x"),
  Enter: () => ready() && press("Enter"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key === "Enter") return;
  const { target, key } = event;
  if (key === "Escape" && inField(target)) return backToText(target);
  if (inField(target) || !(key in actions)) return;
  // Enter on a button or a link does what that says, except on the active claim, where it accepts.
  if (key === "Enter" && target.closest("a, button, summary, .keys") && target.dataset.claim !== active()) return;
  event.preventDefault();
  actions[key]();
});

function backToText(field) {
  field.blur();
  document.getElementById(`claim-${active()}`)?.focus({ preventScroll: true });
}

// Only now are the keys shown on the page.
document.documentElement.dataset.keys = "on";
