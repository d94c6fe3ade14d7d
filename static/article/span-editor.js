// The active claim's words drawn anew: stretched, shrunk, split, added to. What has changed waits in the card, with the
// kind and the actor chosen there, and is sent with them; until then it is shown in the text and can be taken back.

import { active } from "./claims.js";
import { emit, listen } from "./events.js";
import { cutAtParagraphs, next, paragraphAt, rangeOf, read, snapped, textOf, written } from "./text-positions.js";
import { tell } from "../shared/http.js";

// By claim, so that going to another claim and back loses nothing.
const changes = new Map();
const card = () => document.getElementById("card");
const parts = () => document.getElementById("parts");
const same = (one, other) => written(one) === written(other);

const stored = () => read(card()?.dataset.spans ?? "");
/** The active claim's spans, with the changes that are not saved yet. */
export const spansNow = () => (card()?.dataset.claim === active() ? changes.get(active())?.steps.at(-1) ?? stored() : []);

/** Spans in reading order; those that overlap, or have only white space of one paragraph between them, as one. */
export function joined(spans) {
  const result = [];
  for (const [start, end] of spans.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = result.at(-1);
    const near = last && (start < last[1] || (paragraphAt(last[0]) === paragraphAt(start) && !textOf([last[1], start]).trim()));
    if (near) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** What is left of spans without a part of them; a part of no length splits there. */
export function without(spans, [from, to]) {
  const left = [];
  for (const [start, end] of spans) {
    if (to <= start || from >= end) left.push([start, end]);
    else left.push(...[[start, Math.max(start, from)], [Math.min(end, to), end]].map(trimmed).filter(Boolean));
  }
  return left;
}

function trimmed(span) {
  const pieces = cutAtParagraphs(span).map((piece) => snapped(piece, true)).filter(Boolean);
  return pieces.length ? [pieces[0][0], pieces.at(-1)[1]] : null;
}

function change(spans) {
  if (!card()?.dataset.spans || card().dataset.claim !== active()) return false;
  if (!spans.length) tell("A claim needs at least one word. If it is none, say so with x.");
  else if (!same(spans, spansNow())) {
    const kept = changes.get(active()) ?? { steps: [stored()], undone: [] };
    changes.set(active(), { steps: [...kept.steps, spans], undone: [] });
    show();
    return true;
  }
  return false;
}

export const add = (spans) => change(joined([...spansNow(), ...spans]));
export const replace = (spans) => change(spans);
export const cut = (spans) => change(spans.reduce(without, spansNow()));
export const takeOff = (index) => change(spansNow().toSpliced(index, 1));

/** Moves the claim's "start" or "end" by a word, or `freely` by a character; `at` a code point: of the part there. */
export function move(edge, by, { freely = false, at = null } = {}) {
  const spans = spansNow().map((span) => [...span]);
  const span = spans.find(([start, end]) => at !== null && start <= at && at <= end) ?? spans.at(edge === "start" ? 0 : -1);
  if (!span) return false;
  const place = edge === "start" ? 0 : 1;
  span[place] = next(span[place], by, { freely, ends: edge === "end", within: true });
  return span[0] < span[1] && textOf(span).trim() ? change(joined(spans)) : false;
}

/** Shows words that were drawn before and have not been saved. */
export function restoreWords(spans) {
  if (!changes.has(active())) change(spans);
}

/** Takes the last change of the words back, which is not stored; false if there is none. */
export function stepBack() {
  const kept = changes.get(active());
  if (!kept || kept.steps.length < 2) return false;
  kept.undone.push(kept.steps.pop());
  show();
  return true;
}

export function stepForward() {
  const kept = changes.get(active());
  if (!kept?.undone.length) return false;
  kept.steps.push(kept.undone.pop());
  show();
  return true;
}

function paint(name, spans) {
  // A browser without this still shows the words in the card.
  if (!CSS.highlights) return;
  CSS.highlights.set(name, new Highlight(...spans.map(rangeOf)));
}

function show() {
  const holder = parts();
  if (!holder) return;
  const [spans, before] = [spansNow(), stored()];
  const isChanged = !same(spans, before);
  paint("kept", isChanged ? spans : []);
  paint("taken", isChanged ? spans.reduce(without, before) : []);
  fillIn(isChanged ? spans : []);
  card().toggleAttribute("data-mended", isChanged);
  holder.querySelector(".parts").replaceChildren(...(isChanged || spans.length > 1 ? spans.map(part) : []));
  holder.querySelector("[role=status]").textContent = isChanged ? "The words are changed; save to keep them." : "";
  holder.querySelector("[data-mend=back]").hidden = !isChanged;
}

/** The fields that go along with the decision. */
function fillIn(spans) {
  const form = document.getElementById("decision");
  for (const field of form.querySelectorAll("[name=spans], [name=words]")) field.remove();
  const field = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
  if (spans.length) form.append(field("spans", written(spans)), ...spans.map((span) => field("words", textOf(span))));
  emit("choice-changed");
}

function part(span, index, spans) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("q"), { textContent: textOf(span) }));
  if (spans.length > 1) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Take off" });
    button.dataset.takeOff = index;
    button.setAttribute("aria-label", `Take part ${index + 1} off`);
    item.append(button);
  }
  return item;
}

document.addEventListener("click", (event) => {
  const { mend, takeOff: index } = event.target.closest("[data-mend], [data-take-off]")?.dataset ?? {};
  if (index) {
    takeOff(Number(index));
    // Not on the next part's button: Enter is to save.
    card().focus({ preventScroll: true });
  } else if (mend === "back") {
    changes.delete(active());
    show();
    card().focus({ preventScroll: true });
  } else if (mend) {
    const [edge, by] = mend.split(" ");
    move(edge, Number(by), { freely: event.altKey });
  } else if (event.target.closest("[data-theirs]")) changes.delete(active());
});

// What has been stored waits no longer. What another editor has stored leaves the own changes as they are.
listen("claims-changed", ({ claims, isOwn }) => {
  if (isOwn) for (const { id } of claims) changes.delete(String(id));
});
for (const replaced of ["card-replaced", "paragraphs-replaced"]) document.addEventListener(replaced, show);
show();
