// Which claim is active: its highlight, its source and cue, its card. Every other module asks here.

import { listen } from "./events.js";
import { rangeOf, read, runsOf } from "./text-positions.js";

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");
/** The claims' ids in the order in which they begin in the text. */
const ids = () => [...text().querySelectorAll("[id^='claim-']:not(.aside)")].map(({ id }) => id.slice("claim-".length));

export const active = () => text()?.dataset.active ?? "";
export const busy = () => Boolean(document.querySelector("#decision button:disabled"));
/** Whether the card on the page is the active claim's: only then may a key decide. */
export const ready = () => Boolean(card()) && card().dataset.claim === active() && !busy();

function mark(id) {
  text().dataset.active = id;
  for (const marked of text().querySelectorAll("[aria-current]")) marked.removeAttribute("aria-current");
  for (const run of runsOf(id)) run.setAttribute("aria-current", "true");
  if (card()?.dataset.claim !== id) markParts({});
}

/** Marks the active claim's source and cue. The server has marked those of the claim that the page opened with. */
function markParts({ source = "", cue = "" }) {
  for (const part of text().querySelectorAll("[data-part]")) part.removeAttribute("data-part");
  CSS.highlights?.set("source", new Highlight(...read(source).map(rangeOf)));
  CSS.highlights?.set("cue", new Highlight(...read(cue).map(rangeOf)));
}

function bringIntoView(id, { focus = true } = {}) {
  const place = document.getElementById(`claim-${id}`) ?? runsOf(id)[0];
  if (!place) return;
  const { top, bottom } = place.getBoundingClientRect();
  const side = document.querySelector(".side");
  const isBelow = window.matchMedia("(max-width: 62rem)").matches && getComputedStyle(side).position === "sticky";
  const floor = isBelow ? side.getBoundingClientRect().top : innerHeight;
  if (top < 80 || bottom > floor - 40) scrollBy({ top: top - Math.max(Math.min(100, floor / 2), floor * 0.3) });
  if (focus) place.focus({ preventScroll: true });
}

/** Puts the focus on the active claim's highlight, or on its card if its words are not shown. */
export const focusActive = () => (document.getElementById(`claim-${active()}`) ?? card())?.focus({ preventScroll: true });

/** Makes a claim the active one and fetches its card. */
export function activate(id) {
  if (!id || id === active()) return;
  mark(id);
  bringIntoView(id);
  htmx.trigger(text(), "htmx:abort"); // a card requested before would replace this one
  fetchCard(id);
}

/** Fetches a claim's card and shows it. @param {string} id */
export function fetchCard(id) {
  const options = { target: "#card", swap: "outerHTML", source: text() };
  htmx.ajax("GET", `${text().dataset.url}claims/${id}/`, options).catch(() => {}); // an aborted request rejects
}

/** The next (1) or previous (-1) claim, in reading order. */
export function step(by) {
  const all = ids();
  const next = all.indexOf(active()) + by;
  if (all[next]) activate(all[next]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.claim, a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  activate(link.dataset.go ?? link.dataset.claim);
});

// Tab goes from claim to claim, as j and k do.
document.addEventListener("focusin", (event) => {
  if (event.target.matches("a.claim:focus-visible")) activate(event.target.dataset.claim);
});

/** Shows a claim's highlight as it stands. `more`: "unsaved" while that is not stored. */
export function draw(id, status, kind, more = "") {
  for (const run of text().querySelectorAll(`[data-claim="${id}"]`)) {
    const kept = ["first", "aside"].filter((each) => run.classList.contains(each));
    run.className = ["claim", status, kind, more, ...kept].filter(Boolean).join(" ");
  }
}

listen("claims-changed", ({ claims }) => {
  for (const { id, status, kind } of claims) draw(id, status, kind);
});
// The server sends paragraphs without the marks of the claim that is active here.
listen("paragraphs-replaced", () => {
  mark(active());
  markParts(card()?.dataset ?? {});
});
listen("card-replaced", () => markParts(card()?.dataset ?? {}));

// An article that is half done opens where its next claim stands, and so does one whose claims have just been found.
if (active()) bringIntoView(active(), { focus: false });

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "article" && active()) bringIntoView(active(), { focus: false });
  const shown = card()?.dataset.claim;
  if (!shown || shown === active()) return;
  // Two answers may arrive in the wrong order; the card must be the one that was asked for last.
  mark(shown);
  bringIntoView(shown);
});
