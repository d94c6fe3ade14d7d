// Selecting words with the keyboard alone: `s` puts a caret into the text, Shift makes it select, Esc leaves.

import { active, focusActive } from "./claims.js";
import { listen } from "./events.js";
import { act, choose, selection } from "./text-selection.js";
import { cut, move, spansNow, takeOff } from "./span-editor.js";
import { cutAtParagraphs, extent, isRightToLeft, next, paragraphAt, pointOf, rangeOf, shownSpans, snapped } from "./text-positions.js";

const HINT = "Move with the arrow keys, select with Shift, by characters with Alt. Esc leaves.";
const DRAWS = { a: "allegation", d: "denial", q: "quote", "+": "add", r: "replace" };
const ROOM = 90; // px between the window's top and the caret
const bar = () => document.getElementById("drawing");

let at = null; // the caret, a code point; null outside this mode
let anchor = null; // where the selection began

/** Puts the caret at the active claim. */
export function start() {
  if (!bar() || at !== null) return;
  const [[place] = [0]] = [...spansNow(), ...shownSpans(active())];
  at = anchor = Math.max(place, extent(document.querySelector("#text > p"))[0]);
  document.documentElement.dataset.selecting = "on";
  bar().focus({ preventScroll: true });
  show();
}

export function end() {
  if (at === null) return;
  at = anchor = null;
  delete document.documentElement.dataset.selecting;
  getSelection().removeAllRanges();
  choose([]);
  caret().hidden = true;
  focusActive();
}

const caret = () => document.getElementById("caret");

function show() {
  const ends = [Math.min(at, anchor), Math.max(at, anchor)];
  const spans = cutAtParagraphs(ends).map((span) => snapped(span, true)).filter(Boolean);
  const picked = getSelection();
  picked.removeAllRanges();
  if (spans.length) picked.addRange(rangeOf([spans[0][0], spans.at(-1)[1]]));
  choose(spans, { docked: HINT });
  put();
}

/** Draws the caret beside the character that it stands before, or behind the paragraph's last. */
function put() {
  const paragraph = paragraphAt(at);
  const [first, last] = extent(paragraph);
  const behind = at >= last;
  const from = behind ? next(at, -1, { freely: true }) : at;
  const box = [...rangeOf([Math.max(first, from), behind ? last : next(at, 1, { freely: true })]).getClientRects()].at(behind ? -1 : 0);
  if (!box) return;
  const isAtRight = isRightToLeft(at) !== behind;
  caret().hidden = false;
  caret().style.cssText = `top: ${box.top + scrollY}px; left: ${(isAtRight ? box.right : box.left) + scrollX - 1}px; height: ${box.height}px`;
  const side = document.querySelector(".side").getBoundingClientRect();
  const floor = Math.min(innerHeight, bar().getBoundingClientRect().top, side.left < box.left ? side.top : innerHeight) - 30;
  if (box.top < ROOM || box.bottom > floor) scrollBy({ top: box.top - Math.max(ROOM, innerHeight * 0.35) });
}

function go(point, extending) {
  at = point;
  if (!extending) anchor = at;
  show();
}

/** A line up or down, as the browser breaks them. */
function line(by) {
  const picked = getSelection();
  const { startContainer, startOffset } = rangeOf([at, at]);
  picked.collapse(startContainer, startOffset);
  picked.modify("move", by > 0 ? "forward" : "backward", "line");
  const point = pointOf(picked.focusNode, picked.focusOffset);
  if (point === null || point === at) return by > 0 ? extent(paragraphAt(at))[1] : extent(paragraphAt(at))[0];
  const inside = paragraphAt(point);
  // To the beginning of the word there.
  return point >= extent(inside)[1] ? point : next(next(point, 1, { freely: true }), -1);
}

const words = (by) => (event) => next(at, by, { freely: event.altKey });
const sideways = (by) => (event) => words(isRightToLeft(at) ? -by : by)(event);
const moves = {
  arrowright: sideways(1),
  arrowleft: sideways(-1),
  w: words(1),
  b: words(-1),
  arrowdown: () => line(1),
  arrowup: () => line(-1),
  home: () => extent(paragraphAt(at))[0],
  end: () => extent(paragraphAt(at))[1],
};

const acts = {
  Escape: end,
  x: () => (cut(selection().length ? selection() : [[at, at]]) ? end() : undefined),
  t: () => {
    const index = spansNow().findIndex(([from, to]) => from <= at && at <= to);
    if (index >= 0 && spansNow().length > 1 && takeOff(index)) end();
  },
  Enter: () => (selection().length ? bar().querySelector("[data-draw]:not([hidden])").focus() : act("allegation")),
};

const brackets = { "[": ["start", -1], "{": ["start", 1], "]": ["end", 1], "}": ["end", -1] };
const isFree = (event) => event.altKey && !event.getModifierState("AltGraph");

/** Which edge of the claim a bracket moves, and where to; the key's place counts where Alt makes it another sign. */
export function bracketOf(event) {
  const places = { BracketLeft: event.shiftKey ? "{" : "[", BracketRight: event.shiftKey ? "}" : "]" };
  return brackets[(isFree(event) && places[event.code]) || event.key];
}

export function bracket(event) {
  if (!bracketOf(event)) return false;
  const [edge, by] = bracketOf(event);
  move(edge, by, { freely: isFree(event), at });
  if (at !== null) show();
  return true;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (at === null || event.isComposing || event.metaKey || event.target.matches("input, textarea, select")) return;
    const { key } = event;
    // The bar's own buttons keep Enter and the space bar.
    if (event.target.closest("#drawing [data-draw]") && (key === "Enter" || key === " ")) return event.stopPropagation();
    const name = key.toLowerCase();
    if (moves[name] && !(event.ctrlKey && !name.startsWith("arrow"))) go(moves[name](event), event.shiftKey);
    else if (event.ctrlKey && !event.altKey) return undefined;
    else if (acts[key]) acts[key]();
    else if (DRAWS[key]) act(DRAWS[key]);
    else if (!bracket(event)) return undefined;
    event.preventDefault();
    return event.stopPropagation();
  },
  true,
);

document.addEventListener("pointerdown", (event) => {
  if (at !== null && !event.target.closest("#drawing")) end();
});
listen("selection-used", end);
listen("paragraphs-replaced", () => at !== null && show());
listen("card-replaced", () => {
  if (at === null) return;
  if (selection().length) show();
  else go(spansNow()[0]?.[0] ?? at, false);
});
