// The active claim: its highlight, its source and cue, its card. Other modules ask here which claim that is.

import { targetOf } from "../shared/elements.js";
import { opensElsewhere } from "./decision-form.js";
import { listen } from "./events.js";
import { parseSpans, rangeOf, runsOf } from "./text-positions.js";

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");
/** The claims' ids in the order in which they begin in the text. */
const claimIds = () =>
  [...document.querySelectorAll("#text [id^='claim-']:not(.aside)")].map(({ id }) => id.slice("claim-".length));

/** The id of the active claim, or "". */
export const activeClaim = () => text()?.dataset.active ?? "";
export const isBusy = () => Boolean(document.querySelector("#decision button:disabled"));
/** Whether the card on the page belongs to the active claim: only then may a key decide. */
export const isReady = () => card()?.dataset.claim === activeClaim() && !isBusy();

/** @param {string} id */
function markActive(id) {
  const article = text();
  if (!article) return;
  article.dataset.active = id;
  for (const marked of article.querySelectorAll("[aria-current]")) marked.removeAttribute("aria-current");
  for (const run of runsOf(id)) run.setAttribute("aria-current", "true");
  if (card()?.dataset.claim !== id) markParts({});
}

/**
 * Marks the active claim's source and cue. The server has marked those of the claim that the page opened with.
 * @param {DOMStringMap} spans
 */
function markParts({ source = "", cue = "" }) {
  for (const part of document.querySelectorAll("#text [data-part]")) part.removeAttribute("data-part");
  CSS.highlights?.set("source", new Highlight(...parseSpans(source).map(rangeOf)));
  CSS.highlights?.set("cue", new Highlight(...parseSpans(cue).map(rangeOf)));
}

/**
 * @param {string} id
 * @param {{ hasFocus?: boolean }} options
 */
function scrollToClaim(id, { hasFocus = true } = {}) {
  const highlight = document.getElementById(`claim-${id}`) ?? runsOf(id)[0];
  if (!highlight) return;
  const { top, bottom } = highlight.getBoundingClientRect();
  const floor = floorOfText();
  if (top < 80 || bottom > floor - 40) scrollBy({ top: top - Math.max(Math.min(100, floor / 2), floor * 0.3) });
  if (hasFocus) highlight.focus({ preventScroll: true });
}

/** Where the window's view of the text ends: on a phone, at the card below it. */
function floorOfText() {
  const side = document.querySelector(".side");
  const isNarrow = window.matchMedia("(max-width: 62rem)").matches;
  const isBelow = side && isNarrow && getComputedStyle(side).position === "sticky";
  return isBelow ? side.getBoundingClientRect().top : innerHeight;
}

/** Puts the focus on the active claim's highlight, or on its card if its words are not shown. */
export const focusActive = () =>
  (document.getElementById(`claim-${activeClaim()}`) ?? card())?.focus({ preventScroll: true });

/**
 * Makes a claim the active one and fetches its card.
 * @param {string} id
 */
export function activate(id) {
  const article = text();
  if (!article || !id || id === activeClaim()) return;
  markActive(id);
  scrollToClaim(id);
  htmx.trigger(article, "htmx:abort"); // a card requested before would replace this one
  fetchCard(id);
}

/**
 * Fetches a claim's card and shows it.
 * @param {string} id
 */
export function fetchCard(id) {
  const options = { target: "#card", swap: "outerHTML", source: text() };
  htmx.ajax("GET", `${text()?.dataset.url}claims/${id}/`, options).catch(() => {}); // an aborted request rejects
}

/**
 * Goes to the next (1) or previous (-1) claim, in reading order.
 * @param {number} by
 */
export function goToNeighbour(by) {
  const ids = claimIds();
  const next = ids[ids.indexOf(activeClaim()) + by];
  if (next) activate(next);
}

document.addEventListener("click", (event) => {
  const link = targetOf(event).closest("a.claim, a[data-go]");
  if (!link || opensElsewhere(event) || event.button) return;
  event.preventDefault();
  activate(link.dataset.go ?? link.dataset.claim ?? "");
});

// Tab goes from claim to claim, as j and k do.
document.addEventListener("focusin", (event) => {
  const target = targetOf(event);
  if (target.matches("a.claim:focus-visible")) activate(target.dataset.claim ?? "");
});

/**
 * Shows a claim's state in its highlight. `state` is "unsaved" until the server has stored it.
 * @param {string | number} id
 * @param {string} status
 * @param {string} kind
 * @param {string} state
 */
export function showHighlight(id, status, kind, state = "") {
  for (const run of document.querySelectorAll(`#text [data-claim="${id}"]`)) {
    const unchanged = ["first", "aside"].filter((name) => run.classList.contains(name));
    run.className = ["claim", status, kind, state, ...unchanged].filter(Boolean).join(" ");
  }
}

listen("claims-changed", ({ claims }) => {
  for (const { id, status, kind } of claims) showHighlight(id, status, kind);
});
// The server sends paragraphs without the marks of the claim that is active here.
listen("paragraphs-replaced", () => {
  markActive(activeClaim());
  markParts(card()?.dataset ?? {});
});
listen("card-replaced", () => markParts(card()?.dataset ?? {}));

// A half-done article opens at its next claim, and so does one whose claims have just been found.
if (activeClaim()) scrollToClaim(activeClaim(), { hasFocus: false });

document.addEventListener("htmx:afterSwap", (event) => {
  if (targetOf(event).id === "article" && activeClaim()) scrollToClaim(activeClaim(), { hasFocus: false });
  const shown = card()?.dataset.claim;
  if (!shown || shown === activeClaim()) return;
  // Two responses may arrive in the wrong order; the card must be the one that was requested last.
  markActive(shown);
  scrollToClaim(shown);
});
