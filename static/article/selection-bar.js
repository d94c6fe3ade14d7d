// The bar beside the selected words: which words they are, and what the editor can do with them.

import { currentSpans } from "./span-editor.js";
import { rangeOf, textOf } from "./text-positions.js";

/** @typedef {import("./text-positions.js").Span} Span */

const LONGEST = 90; // characters of the selected words that the bar shows
const text = () => document.getElementById("text");
/** Whoever may draw claims has the bar on the page. */
const bar = () => /** @type {HTMLElement} */ (document.getElementById("drawing"));

/** @type {Span[]} */
let spans = [];
let isDocked = false; // while the keyboard selects, the bar stays at the foot of the window

/** The spans that the bar shows. */
export const shownSelection = () => spans;
export const isBarDocked = () => isDocked;
export const isBarHidden = () => bar().hidden;
export const focusBar = () => bar().focus({ preventScroll: true });
export const focusFirstButton = () => bar().querySelector("[data-draw]:not([hidden])")?.focus();
/** Where the bar begins, in pixels from the top of the window. */
export const barTop = () => bar().getBoundingClientRect().top;
export const hasBar = () => Boolean(bar());

/**
 * Shows what is selected; without spans, hides the bar. `hint` tells how to select with the keyboard, and keeps the bar open
 * without words. With `showsWords` the bar repeats the words, for a selection that the browser itself does not show exactly.
 * @param {Span[]} selected
 * @param {{ hint?: string, showsWords?: boolean }} options
 */
export function showSelection(selected, { hint = "", showsWords = false } = {}) {
  spans = selected;
  isDocked = Boolean(hint);
  bar().hidden = !spans.length && !hint;
  if (bar().hidden) return;
  const status = bar().querySelector("[role=status]");
  if (status) status.textContent = spans.length ? shorten(spans.map(textOf).join(" … ")) : hint;
  bar().dataset.docked = hint ? "on" : "";
  bar().dataset.said = hint || showsWords || spans.length > 1 ? "on" : "off";
  const possible = possibleActions();
  for (const button of bar().querySelectorAll("[data-draw]")) {
    button.hidden = !possible.includes(button.dataset.draw ?? "");
  }
  placeBar();
}

/** What can be done with the selected words, given the active claim's. */
function possibleActions() {
  if (!spans.length) return [];
  const current = currentSpans();
  const isInside = (/** @type {Span} */ [start, end]) => current.some(([from, to]) => from <= start && end <= to);
  const touches = (/** @type {Span} */ [start, end]) => current.some(([from, to]) => from < end && start < to);
  const actions = ["allegation", "denial", "quote"];
  if (current.length && !spans.every(isInside)) actions.push("add");
  if (current.length) actions.push("replace");
  if (spans.some(touches)) actions.push("cut");
  return actions;
}

/** @param {string} words */
const shorten = (words) => (words.length > LONGEST ? `${words.slice(0, 44)} … ${words.slice(-40)}` : words);

/** Puts the bar below the last selected words, or above the first where there is no room below. */
export function placeBar() {
  bar().style.cssText = "";
  const column = text()?.getBoundingClientRect();
  const last = spans.at(-1);
  if (!column) return;
  if (isDocked || !last) {
    bar().style.left = `${column.left}px`;
    return;
  }
  const { width, height } = bar().getBoundingClientRect();
  const lines = [...rangeOf(last).getClientRects()];
  const [top, bottom] = [lines[0] ?? column, lines.at(-1) ?? column];
  const isRoomBelow = bottom.bottom + height + 10 < innerHeight || top.top < height + 70;
  const y = isRoomBelow ? Math.min(bottom.bottom + 10, innerHeight - height - 6) : top.top - height - 10;
  const x = Math.max(8, Math.min(bottom.left, column.right - width));
  bar().style.cssText = `top: ${y + scrollY}px; left: ${x + scrollX}px`;
}

addEventListener("resize", () => hasBar() && !isBarHidden() && placeBar());
