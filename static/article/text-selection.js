// Reads what the mouse or a finger selects in the text, and grows it to whole words.

import { targetOf } from "../shared/elements.js";
import { listen } from "./events.js";
import { hasBar, isBarDocked, isBarHidden, shownSelection, showSelection } from "./selection-bar.js";
import { formatSpans, rangeOf } from "./text-positions.js";
import { spansOf } from "./word-boundaries.js";

const AFTER_TOUCH = 250; // ms in which a selection may still move before the bar appears
const AFTER_MOVE = 30; // ms

let isByCharacter = false;
let isHeld = false; // whether the mouse button is down
let isTouch = false;

/** Whether the last pointer was a finger. */
export const isTouchUsed = () => isTouch;

/** The selected words' spans, also those selected so recently that the bar does not show them yet. */
export function selectedSpans() {
  readSelection();
  return shownSelection();
}

/** Ends the selection and hides the bar. */
export function clearSelection() {
  getSelection()?.removeAllRanges();
  showSelection([]);
}

function readSelection() {
  if (isBarDocked() || isHeld || !hasBar()) return;
  const selection = getSelection();
  const range = selection && !selection.isCollapsed && selection.rangeCount ? selection.getRangeAt(0) : null;
  const isInText = range && document.getElementById("text")?.contains(range.commonAncestorContainer);
  const spans = isInText ? spansOf(range, isByCharacter) : [];
  if (formatSpans(spans) !== formatSpans(shownSelection()) || isBarHidden() === Boolean(spans.length)) {
    showSelection(spans, { showsWords: isTouch });
  }
  if (spans.length !== 1 || isTouch) return;
  const words = rangeOf(spans[0]);
  if (selection?.toString() !== words.toString()) selectRange(words, words);
}

/**
 * @param {Range} first
 * @param {Range} last
 */
const selectRange = (first, last) =>
  getSelection()?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {number} delay milliseconds */
function readLater(delay) {
  clearTimeout(timer);
  timer = setTimeout(readSelection, delay);
}

document.addEventListener("selectionchange", () => readLater(isTouch ? AFTER_TOUCH : AFTER_MOVE));
document.addEventListener("pointerdown", (event) => {
  const target = targetOf(event);
  if (target.closest("#drawing")) return;
  isTouch = event.pointerType === "touch";
  isHeld = !isTouch && Boolean(target.closest("#text"));
  if (isHeld) isByCharacter = false;
});
document.addEventListener("pointerup", (event) => {
  isByCharacter = event.altKey;
  isHeld = false;
  readLater(isTouch ? AFTER_TOUCH : 0);
});
document.addEventListener("pointercancel", () => {
  isHeld = false;
});

// The words are still there, but the elements that showed them have been replaced.
listen("paragraphs-replaced", () => {
  const spans = shownSelection();
  if (!spans.length || isBarDocked()) return;
  selectRange(rangeOf(spans[0]), rangeOf(spans[spans.length - 1]));
  showSelection(spans, { showsWords: isTouch });
});
// What can be done with the words depends on the active claim.
listen("card-replaced", () => {
  if (shownSelection().length && !isBarDocked()) showSelection(shownSelection(), { showsWords: isTouch });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shownSelection().length && !isBarDocked()) clearSelection();
});
