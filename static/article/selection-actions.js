// Makes the selected words a claim, or changes the active claim by them. The words are sent along with their spans, so that
// the server can compare.

import { targetOf } from "../shared/elements.js";
import { tell } from "../shared/http.js";
import { focusActive } from "./claims.js";
import { enqueue, waitingDecisions } from "./decision-queue.js";
import { emit, listen } from "./events.js";
import { shownSelection } from "./selection-bar.js";
import { addSpans, cutSpans, replaceSpans } from "./span-editor.js";
import { formatSpans, parseSpans, rangeOf, textOf } from "./text-positions.js";
import { clearSelection, isTouchUsed } from "./text-selection.js";

/**
 * Does with the selected words what a button of the bar says.
 * @param {string} action
 */
export function applyToSelection(action) {
  const spans = shownSelection();
  if (!spans.length) tell("Select words first: hold Shift and press an arrow key.");
  else if (action === "add") leaveIf(addSpans(spans));
  else if (action === "replace") leaveIf(replaceSpans(spans));
  else if (action === "cut") leaveIf(cutSpans(spans));
  else drawClaim(action);
}

/** @param {boolean} isChanged */
function leaveIf(isChanged) {
  if (!isChanged) return;
  clearSelection();
  emit("selection-used");
  focusActive();
}

/** @param {string} kind */
function drawClaim(kind) {
  const spans = formatSpans(shownSelection());
  /** @type {[string, string][]} */
  const words = shownSelection().map((span) => ["words", textOf(span)]);
  const url = `${document.getElementById("text")?.dataset.url}claims/`;
  leaveIf(true);
  enqueue({
    url,
    fields: [["action", "tag"], ["kind", kind], ["not_named", "1"], ["spans", spans], ...words],
    draws: spans,
  });
}

// A press on the bar must not end the selection.
document.addEventListener("mousedown", (event) => {
  if (targetOf(event).closest("#drawing")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const action = targetOf(event).closest("[data-draw]")?.dataset.draw;
  if (action) applyToSelection(action);
});

// The new claim still lacks its actor. An editor who has gone on meanwhile is not called back.
listen("claim-drawn", () => {
  if (!document.activeElement?.matches("body, .card, a.claim")) return;
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("actor_name"));
  if (field && !isTouchUsed()) field.select();
  else document.getElementById("card")?.focus({ preventScroll: true });
});

/** Shows in the text the words that become claims, until the server has stored them. */
function paintDrawn() {
  const spans = waitingDecisions().flatMap(({ draws }) => parseSpans(draws));
  CSS.highlights?.set("drawn", new Highlight(...spans.map(rangeOf)));
}
listen("queue-changed", paintDrawn);
listen("paragraphs-replaced", paintDrawn);
paintDrawn();
