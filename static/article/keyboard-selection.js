// Selects words with the keyboard: `s` shows a caret in the text, the arrow keys move it, Shift selects, Esc leaves.

import { targetOf } from "../shared/elements.js";
import { activeClaim, focusActive } from "./claims.js";
import { listen } from "./events.js";
import { applyToSelection } from "./selection-actions.js";
import { barTop, focusBar, focusFirstButton, hasBar, showSelection } from "./selection-bar.js";
import { currentSpans, cutSpans, moveEdge, removeSpan } from "./span-editor.js";
import {
  cutAtParagraphs,
  paragraphAt,
  paragraphSpan,
  paragraphs,
  pointOf,
  rangeOf,
  shownSpans,
} from "./text-positions.js";
import { selectedSpans } from "./text-selection.js";
import { isRightToLeft, nextBoundary, snapAll } from "./word-boundaries.js";

const HINT = "Move with the arrow keys, select with Shift, by characters with Alt. Esc leaves.";
/** @type {Record<string, string>} */
const ACTIONS = { a: "allegation", d: "denial", q: "quote", "+": "add", r: "replace" };
const ROOM = 90; // px between the window's top and the caret

/** @type {number | null} the caret, a code point; null outside this mode */
let caret = null;
let anchor = 0; // where the selection began

/** Shows the caret at the active claim. */
export function startSelecting() {
  if (!hasBar() || caret !== null) return;
  const [first] = [...currentSpans(), ...shownSpans(activeClaim())];
  caret = anchor = Math.max(first?.[0] ?? 0, paragraphSpan(paragraphs()[0])[0]);
  document.documentElement.dataset.selecting = "on";
  focusBar();
  showCaret(caret);
}

function stopSelecting() {
  if (caret === null) return;
  caret = null;
  delete document.documentElement.dataset.selecting;
  getSelection()?.removeAllRanges();
  showSelection([]);
  caretElement().hidden = true;
  focusActive();
}

const caretElement = () => /** @type {HTMLElement} */ (document.getElementById("caret"));

/** @param {number} point */
const paragraphOf = (point) => paragraphAt(point) ?? paragraphs()[0];

/** @param {number} point */
function showCaret(point) {
  const spans = snapAll(cutAtParagraphs([Math.min(point, anchor), Math.max(point, anchor)]), true);
  const selection = getSelection();
  selection?.removeAllRanges();
  if (spans.length) selection?.addRange(rangeOf([spans[0][0], spans[spans.length - 1][1]]));
  showSelection(spans, { hint: HINT });
  drawCaret(point);
}

/**
 * Draws the caret in front of its character, or after the last one of the paragraph.
 * @param {number} point
 */
function drawCaret(point) {
  const [first, last] = paragraphSpan(paragraphOf(point));
  const isAtEnd = point >= last;
  const start = isAtEnd ? nextBoundary(point, -1, { byCharacter: true }) : point;
  const end = isAtEnd ? last : nextBoundary(point, 1, { byCharacter: true });
  const box = [...rangeOf([Math.max(first, start), end]).getClientRects()].at(isAtEnd ? -1 : 0);
  if (!box) return;
  const x = isRightToLeft(point) !== isAtEnd ? box.right : box.left;
  caretElement().hidden = false;
  caretElement().style.cssText = `top: ${box.top + scrollY}px; left: ${x + scrollX - 1}px; height: ${box.height}px`;
  scrollToCaret(box);
}

/** @param {DOMRect} box */
function scrollToCaret(box) {
  const side = document.querySelector(".side")?.getBoundingClientRect();
  const isSideBelow = side && side.left < box.left;
  const floor = Math.min(innerHeight, barTop(), isSideBelow ? side.top : innerHeight) - 30;
  if (box.top < ROOM || box.bottom > floor) scrollBy({ top: box.top - Math.max(ROOM, innerHeight * 0.35) });
}

/**
 * @param {number} point
 * @param {boolean} isExtending
 */
function moveCaret(point, isExtending) {
  caret = point;
  if (!isExtending) anchor = point;
  showCaret(point);
}

/**
 * The point one line down (1) or up (-1), as the browser breaks the lines: the start of the word there.
 * @param {number} at
 * @param {number} by
 */
function nextLine(at, by) {
  const selection = getSelection();
  const { startContainer, startOffset } = rangeOf([at, at]);
  selection?.collapse(startContainer, startOffset);
  selection?.modify("move", by > 0 ? "forward" : "backward", "line");
  const point = selection?.focusNode ? pointOf(selection.focusNode, selection.focusOffset) : null;
  if (point === null || point === at) return paragraphSpan(paragraphOf(at))[by > 0 ? 1 : 0];
  if (point >= paragraphSpan(paragraphOf(point))[1]) return point;
  return nextBoundary(nextBoundary(point, 1, { byCharacter: true }), -1);
}

/** @typedef {(at: number, event: KeyboardEvent) => number} Move */

/** @type {(by: number) => Move} */
const byWord = (by) => (at, event) => nextBoundary(at, by, { byCharacter: event.altKey });
/** @type {(by: number) => Move} */
const sideways = (by) => (at, event) => byWord(isRightToLeft(at) ? -by : by)(at, event);
/** @type {Record<string, Move>} */
const moves = {
  arrowright: sideways(1),
  arrowleft: sideways(-1),
  w: byWord(1),
  b: byWord(-1),
  arrowdown: (at) => nextLine(at, 1),
  arrowup: (at) => nextLine(at, -1),
  home: (at) => paragraphSpan(paragraphOf(at))[0],
  end: (at) => paragraphSpan(paragraphOf(at))[1],
};

/** @type {Record<string, (at: number) => void>} */
const commands = {
  Escape: stopSelecting,
  x: (at) => {
    const spans = selectedSpans();
    if (cutSpans(spans.length ? spans : [[at, at]])) stopSelecting();
  },
  t: (at) => {
    const index = currentSpans().findIndex(([start, end]) => start <= at && at <= end);
    if (index >= 0 && currentSpans().length > 1 && removeSpan(index)) stopSelecting();
  },
  Enter: () => {
    if (selectedSpans().length) focusFirstButton();
    else applyToSelection("allegation");
  },
};

/** @type {Record<string, [edge: string, by: number] | undefined>} */
const BRACKETS = { "[": ["start", -1], "{": ["start", 1], "]": ["end", 1], "}": ["end", -1] };
/** @param {KeyboardEvent} event */
const isByCharacter = (event) => event.altKey && !event.getModifierState("AltGraph");

/**
 * Which edge of the claim a bracket moves, and in which direction. With Alt, which may turn the key into another sign, the
 * key's position on the keyboard counts.
 * @param {KeyboardEvent} event
 */
export function bracketOf(event) {
  /** @type {Record<string, string | undefined>} */
  const brackets = { BracketLeft: event.shiftKey ? "{" : "[", BracketRight: event.shiftKey ? "}" : "]" };
  return BRACKETS[(isByCharacter(event) && brackets[event.code]) || event.key];
}

/**
 * Moves an edge of the claim if the key is a bracket; false if it is not.
 * @param {KeyboardEvent} event
 */
export function applyBracket(event) {
  const bracket = bracketOf(event);
  if (!bracket) return false;
  const [edge, by] = bracket;
  moveEdge(edge, by, { byCharacter: isByCharacter(event), at: caret });
  if (caret !== null) showCaret(caret);
  return true;
}

/**
 * Does what a key means while the caret is shown; false if it means nothing.
 * @param {KeyboardEvent} event
 * @param {number} at
 */
function applyKey(event, at) {
  const { key } = event;
  const name = key.toLowerCase();
  if (moves[name] && !(event.ctrlKey && !name.startsWith("arrow"))) moveCaret(moves[name](at, event), event.shiftKey);
  else if (event.ctrlKey && !event.altKey) return false;
  else if (commands[key]) commands[key](at);
  else if (ACTIONS[key]) applyToSelection(ACTIONS[key]);
  else return applyBracket(event);
  return true;
}

document.addEventListener(
  "keydown",
  (event) => {
    const target = targetOf(event);
    if (caret === null || event.isComposing || event.metaKey || target.matches("input, textarea, select")) return;
    // The bar's own buttons keep Enter and the space bar.
    const isForButton = target.closest("#drawing [data-draw]") && [" ", "Enter"].includes(event.key);
    if (!isForButton) {
      if (!applyKey(event, caret)) return;
      event.preventDefault();
    }
    event.stopPropagation();
  },
  true,
);

document.addEventListener("pointerdown", (event) => {
  if (!targetOf(event).closest("#drawing")) stopSelecting();
});
listen("selection-used", stopSelecting);
listen("paragraphs-replaced", () => {
  if (caret !== null) showCaret(caret);
});
listen("card-replaced", () => {
  if (caret === null) return;
  if (selectedSpans().length) showCaret(caret);
  else moveCaret(currentSpans()[0]?.[0] ?? caret, false);
});
