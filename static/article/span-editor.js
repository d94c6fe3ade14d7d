// Changes the active claim's words: longer, shorter, split, added to. The changes wait in the card, with the kind and the
// actor chosen there, and are sent with them. Until then the text shows them, and the editor can undo them.

import { targetOf } from "../shared/elements.js";
import { tell } from "../shared/http.js";
import { activeClaim } from "./claims.js";
import { emit, listen } from "./events.js";
import { cutAtParagraphs, formatSpans, paragraphAt, parseSpans, rangeOf, textOf } from "./text-positions.js";
import { nextBoundary, snapAll } from "./word-boundaries.js";

/** @typedef {import("./text-positions.js").Span} Span */

/**
 * By claim, so that nothing is lost when the editor goes to another claim and back. `steps` are the spans after each
 * change, the stored ones first; `undone` are those that can be redone.
 * @type {Map<string, { steps: Span[][], undone: Span[][] }>}
 */
const changes = new Map();
const card = () => document.getElementById("card");

/**
 * @param {Span[]} first
 * @param {Span[]} second
 */
const areEqual = (first, second) => formatSpans(first) === formatSpans(second);

const storedSpans = () => parseSpans(card()?.dataset.spans ?? "");

/** The active claim's spans, with the changes that are not saved yet. */
export const currentSpans = () =>
  card()?.dataset.claim === activeClaim() ? (changes.get(activeClaim())?.steps.at(-1) ?? storedSpans()) : [];

/**
 * Spans in reading order. Those that overlap, or are parted only by white space within a paragraph, are joined.
 * @param {Span[]} spans
 */
export function joinSpans(spans) {
  /** @type {Span[]} */
  const result = [];
  for (const [start, end] of spans.toSorted((first, second) => first[0] - second[0] || first[1] - second[1])) {
    const last = result.at(-1);
    if (last && isNear(last, start)) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/**
 * @param {Span} span
 * @param {number} start
 */
const isNear = (span, start) =>
  start < span[1] || (paragraphAt(span[0]) === paragraphAt(start) && !textOf([span[1], start]).trim());

/**
 * Spans without a part of them. An empty part splits the span around it.
 * @param {Span[]} spans
 * @param {Span} part
 */
export function removePart(spans, [from, to]) {
  /** @type {Span[]} */
  const result = [];
  for (const [start, end] of spans) {
    if (to <= start || from >= end) result.push([start, end]);
    else result.push(...trimSpan([start, Math.max(start, from)]), ...trimSpan([Math.min(end, to), end]));
  }
  return result;
}

/**
 * The span without white space at its ends; no span if it has no words.
 * @param {Span} span
 * @returns {Span[]}
 */
function trimSpan(span) {
  const pieces = snapAll(cutAtParagraphs(span), true);
  return pieces.length ? [[pieces[0][0], pieces[pieces.length - 1][1]]] : [];
}

/**
 * Shows other words as the active claim's; false if nothing changed.
 * @param {Span[]} spans
 */
function changeSpans(spans) {
  if (!card()?.dataset.spans || card()?.dataset.claim !== activeClaim()) return false;
  if (!spans.length) {
    tell("A claim needs at least one word. If this isn’t a claim, press x.");
    return false;
  }
  if (areEqual(spans, currentSpans())) return false;
  const steps = changes.get(activeClaim())?.steps ?? [storedSpans()];
  changes.set(activeClaim(), { steps: [...steps, spans], undone: [] });
  showChanges();
  return true;
}

/** @param {Span[]} spans */
export const addSpans = (spans) => changeSpans(joinSpans([...currentSpans(), ...spans]));
/** @param {Span[]} spans */
export const replaceSpans = (spans) => changeSpans(spans);
/** @param {Span[]} spans */
export const cutSpans = (spans) => changeSpans(spans.reduce(removePart, currentSpans()));
/** @param {number} index */
export const removeSpan = (index) => changeSpans(currentSpans().toSpliced(index, 1));

/**
 * Moves the claim's "start" or "end" by one word, or one character. In a claim of several parts, moves the edge of the part
 * at a code point, if that is given.
 * @param {string} edge
 * @param {number} by
 * @param {{ byCharacter?: boolean, at?: number | null }} options
 */
export function moveEdge(edge, by, { byCharacter = false, at = null } = {}) {
  const spans = currentSpans().map(([start, end]) => /** @type {Span} */ ([start, end]));
  const isAt = (/** @type {Span} */ [start, end]) => at !== null && start <= at && at <= end;
  const span = spans.find(isAt) ?? spans.at(edge === "start" ? 0 : -1);
  if (!span) return false;
  const side = edge === "start" ? 0 : 1;
  span[side] = nextBoundary(span[side], by, { byCharacter, atEnds: edge === "end", isWithin: true });
  return span[0] < span[1] && textOf(span).trim() ? changeSpans(joinSpans(spans)) : false;
}

/**
 * Shows words that were chosen earlier and have not been saved.
 * @param {Span[]} spans
 */
export function restoreSpans(spans) {
  if (!changes.has(activeClaim())) changeSpans(spans);
}

/** Undoes the last change that is not saved; false if there is none. */
export function undoChange() {
  const change = changes.get(activeClaim());
  if (!change || change.steps.length < 2) return false;
  change.undone.push(...change.steps.splice(-1));
  showChanges();
  return true;
}

/** Redoes the change that was undone last; false if there is none. */
export function redoChange() {
  const change = changes.get(activeClaim());
  if (!change?.undone.length) return false;
  change.steps.push(...change.undone.splice(-1));
  showChanges();
  return true;
}

/**
 * @param {string} name
 * @param {Span[]} spans
 */
const paint = (name, spans) => CSS.highlights?.set(name, new Highlight(...spans.map(rangeOf)));

function showChanges() {
  const holder = document.getElementById("parts");
  if (!holder) return;
  const [spans, before] = [currentSpans(), storedSpans()];
  const isChanged = !areEqual(spans, before);
  paint("kept", isChanged ? spans : []);
  paint("taken", isChanged ? spans.reduce(removePart, before) : []);
  fillFields(isChanged ? spans : []);
  card()?.toggleAttribute("data-mended", isChanged);
  const items = isChanged || spans.length > 1 ? spans.map((span, index) => partItem(span, index, spans.length)) : [];
  holder.querySelector(".parts")?.replaceChildren(...items);
  const status = holder.querySelector("[role=status]");
  if (status) status.textContent = isChanged ? "The words are changed; save to keep them." : "";
  holder.querySelector("[data-mend=back]")?.toggleAttribute("hidden", !isChanged);
}

/**
 * Puts the words into the fields that are sent with the decision.
 * @param {Span[]} spans
 */
function fillFields(spans) {
  const form = document.getElementById("decision");
  if (!form) return;
  for (const field of form.querySelectorAll("[name=spans], [name=words]")) field.remove();
  const field = (/** @type {string} */ name, /** @type {string} */ value) =>
    Object.assign(document.createElement("input"), { type: "hidden", name, value });
  if (spans.length)
    form.append(field("spans", formatSpans(spans)), ...spans.map((span) => field("words", textOf(span))));
  emit("choice-changed");
}

/**
 * @param {Span} span
 * @param {number} index
 * @param {number} count
 */
function partItem(span, index, count) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("q"), { textContent: textOf(span) }));
  if (count > 1) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "plain",
      textContent: "Remove",
    });
    button.dataset.takeOff = String(index);
    button.setAttribute("aria-label", `Remove part ${index + 1}`);
    item.append(button);
  }
  return item;
}

document.addEventListener("click", (event) => {
  const target = targetOf(event);
  const { mend, takeOff: index } = target.closest("[data-mend], [data-take-off]")?.dataset ?? {};
  if (index) {
    removeSpan(Number(index));
    // The focus must not go to the next part's button: Enter should save.
    card()?.focus({ preventScroll: true });
  } else if (mend === "back") {
    changes.delete(activeClaim());
    showChanges();
    card()?.focus({ preventScroll: true });
  } else if (mend) {
    const [edge, by] = mend.split(" ");
    moveEdge(edge, Number(by), { byCharacter: event.altKey });
  } else if (target.closest("[data-theirs]")) changes.delete(activeClaim());
});

// A change that has been stored no longer waits. What another editor stores does not touch one's own changes.
listen("claims-changed", ({ claims, isOwn }) => {
  if (isOwn) for (const { id } of claims) changes.delete(String(id));
});
listen("card-replaced", showChanges);
listen("paragraphs-replaced", showChanges);
showChanges();
