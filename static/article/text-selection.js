// Selecting words in the text and making them a claim, or part of the active one. The bar tells what is selected, grown to
// whole words, and what can be done with it. The words go along with their places, so that the server can compare.

import { focusActive } from "./claims.js";
import { emit, listen } from "./events.js";
import { add, cut, replace, spansNow } from "./span-editor.js";
import { rangeOf, read, spansOf, textOf, written } from "./text-positions.js";
import { enqueue, waitingDecisions } from "./decision-queue.js";
import { tell } from "../shared/http.js";

const AFTER_TOUCH = 250; // ms in which a selection may still move before the bar appears
const text = () => document.getElementById("text");
const bar = () => document.getElementById("drawing");

let chosen = [];
let isDocked = false; // while the keyboard selects, the bar stands still at the foot of the window
let isFree = false;
let isHeld = false;
let isTouch = false;

/** The selected words' spans; also those selected so shortly before that the bar does not tell them yet. */
export function selection() {
  look();
  return chosen;
}

/** Shows what is selected; no spans: nothing. `docked` is the keyboard's hint, and keeps the bar open without words. */
export function choose(spans, { docked = "" } = {}) {
  chosen = spans;
  isDocked = Boolean(docked);
  bar().hidden = !spans.length && !docked;
  if (bar().hidden) return;
  const said = spans.map(textOf).join(" … ");
  bar().querySelector("[role=status]").textContent = spans.length ? short(said) : docked;
  bar().dataset.docked = docked ? "on" : "";
  // The mouse's own selection shows what it is, once it is grown to whole words.
  bar().dataset.said = docked || isTouch || spans.length > 1 ? "on" : "off";
  const now = spansNow();
  const inside = ([start, end]) => now.some(([from, to]) => from <= start && end <= to);
  const touches = ([start, end]) => now.some(([from, to]) => from < end && start < to);
  const can = { allegation: true, denial: true, quote: true, add: now.length && !spans.every(inside), replace: now.length, cut: spans.some(touches) };
  for (const button of bar().querySelectorAll("[data-draw]")) button.hidden = !spans.length || !can[button.dataset.draw];
  place();
}

const short = (words) => (words.length > 90 ? `${words.slice(0, 44)} … ${words.slice(-40)}` : words);

function place() {
  bar().style.cssText = "";
  const column = text().getBoundingClientRect();
  const { width, height } = bar().getBoundingClientRect();
  if (isDocked) {
    bar().style.left = `${column.left}px`;
    return;
  }
  const lines = [...rangeOf(chosen.at(-1)).getClientRects()];
  const [first, last] = [lines[0] ?? column, lines.at(-1) ?? column];
  const isRoomBelow = last.bottom + height + 10 < innerHeight || first.top < height + 70;
  const top = isRoomBelow ? Math.min(last.bottom + 10, innerHeight - height - 6) : first.top - height - 10;
  const left = Math.max(8, Math.min(last.left, column.right - width));
  bar().style.cssText = `top: ${top + scrollY}px; left: ${left + scrollX}px`;
}

function look() {
  if (isDocked || isHeld) return;
  const picked = getSelection();
  const isPicked = !picked.isCollapsed && picked.rangeCount && text()?.contains(picked.getRangeAt(0).commonAncestorContainer);
  const spans = isPicked ? spansOf(picked.getRangeAt(0), isFree) : [];
  if (written(spans) !== written(chosen) || bar().hidden === Boolean(spans.length)) choose(spans);
  if (!isPicked || spans.length !== 1) return;
  const range = rangeOf(spans[0]);
  if (isTouch || picked.toString() === range.toString()) return;
  picked.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

let later;
document.addEventListener("selectionchange", () => {
  clearTimeout(later);
  later = setTimeout(look, isTouch ? AFTER_TOUCH : 30);
});
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("#drawing")) return;
  isTouch = event.pointerType === "touch";
  isHeld = !isTouch && Boolean(event.target.closest("#text"));
  if (isHeld) isFree = false;
});
document.addEventListener("pointerup", (event) => {
  isFree = event.altKey;
  isHeld = false;
  clearTimeout(later);
  later = setTimeout(look, isTouch ? AFTER_TOUCH : 0);
});
document.addEventListener("pointercancel", () => (isHeld = false));
addEventListener("resize", () => bar() && !bar().hidden && place());

// Browsers start no selection inside a link. So a claim is none while the mouse is held down on it.
let pressed;
document.addEventListener("mousedown", (event) => {
  pressed = event.button || event.ctrlKey || event.metaKey || event.shiftKey ? null : event.target.closest("#text a[href]");
  if (!pressed) return;
  pressed.dataset.href = pressed.getAttribute("href");
  pressed.removeAttribute("href");
});
for (const released of ["mouseup", "dragend", "blur"]) {
  window.addEventListener(
    released,
    () => {
      pressed?.setAttribute("href", pressed.dataset.href);
      pressed = null;
    },
    true,
  );
}
// The end of a selection inside a claim is no click on the claim.
document.addEventListener(
  "click",
  (event) => {
    if (!event.detail || !event.target.closest("#text a") || getSelection().isCollapsed) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// A press on the bar must not take the selection away.
document.addEventListener("mousedown", (event) => event.target.closest("#drawing") && event.preventDefault());
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-draw]");
  if (button) act(button.dataset.draw);
});

/** Does what a button of the bar says with the selected words. */
export function act(what) {
  if (!chosen.length) return tell("Select words first: hold Shift and press an arrow key.");
  if (["allegation", "denial", "quote"].includes(what)) return draw(what);
  const changed = { add, replace, cut }[what](chosen);
  if (changed) leave();
  return undefined;
}

function leave() {
  getSelection().removeAllRanges();
  choose([]);
  emit("selection-used");
  focusActive();
}

function draw(kind) {
  const spans = written(chosen);
  const words = chosen.map((span) => ["words", textOf(span)]);
  const fields = [["action", "tag"], ["kind", kind], ["not_named", "1"], ["spans", spans], ...words];
  leave();
  enqueue({ url: `${text().dataset.url}claims/`, fields, draws: spans });
}

// What is missing is who said it; but whoever has gone on meanwhile is not called back.
listen("claim-drawn", () => {
  if (!document.activeElement.matches("body, .card, a.claim")) return;
  const field = !isTouch && document.getElementById("actor_name");
  if (field) field.select();
  else document.getElementById("card").focus({ preventScroll: true });
});

/** Words that are being made claims are shown in the text until the server has stored them. */
function paint() {
  const spans = waitingDecisions().flatMap(({ draws }) => read(draws));
  CSS.highlights?.set("drawn", new Highlight(...spans.map(rangeOf)));
}
listen("queue-changed", paint);
paint();

// The words are where they were; what showed them has been replaced.
listen("paragraphs-replaced", () => {
  paint();
  if (!chosen.length || isDocked) return;
  const [start, end] = [rangeOf(chosen[0]), rangeOf(chosen.at(-1))];
  getSelection().setBaseAndExtent(start.startContainer, start.startOffset, end.endContainer, end.endOffset);
  choose(chosen);
});
// What can be done with the words depends on the active claim.
listen("card-replaced", () => chosen.length && !isDocked && choose(chosen));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen.length && !isDocked) {
    getSelection().removeAllRanges();
    choose([]);
  }
});
