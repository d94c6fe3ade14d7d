// Lets a selection start inside a claim. Browsers start none inside a link, so a claim is no link while the mouse is held
// down on it.

import { targetOf } from "../shared/elements.js";

/** @type {HTMLElement | null} */
let pressed = null;

document.addEventListener("mousedown", (event) => {
  const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  pressed = isPlain ? targetOf(event).closest("#text a[href]") : null;
  if (!pressed) return;
  pressed.dataset.href = pressed.getAttribute("href") ?? "";
  pressed.removeAttribute("href");
});

for (const release of ["mouseup", "dragend", "blur"]) {
  window.addEventListener(
    release,
    () => {
      pressed?.setAttribute("href", pressed.dataset.href ?? "");
      pressed = null;
    },
    true,
  );
}

// A selection that ends inside a claim is not a click on the claim.
document.addEventListener(
  "click",
  (event) => {
    if (!event.detail || !targetOf(event).closest("#text a") || getSelection()?.isCollapsed) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
