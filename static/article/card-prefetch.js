// The next cards are fetched before they are needed, so that neither a slow line nor one that is down for a while keeps an
// editor waiting.

import { active } from "./claims.js";
import { headers } from "../shared/http.js";

const FEW = 8; // cards after the claim that is open, below which more are fetched
const MOST = 100; // that are kept
const AT_ONCE = 12; // that the server sends

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");
const here = () => Number(card()?.dataset.start ?? 0);

let cards = []; // of undecided claims, in reading order: { id, start, html }
const gone = new Set(); // claims decided on this page
let fetching = false;
let complete = false; // whether there are no other undecided claims

const following = () => cards.filter(({ start }) => start >= here());

/** Whether no card waits behind the open one; whether that of the claim that comes next is not there yet. */
export const ahead = { isEmpty: () => !cards.length, isAwaited: () => Boolean(card()?.classList.contains("awaited")) };

/** Cards of these claims are not shown ahead any more. */
export function forget(ids) {
  for (const id of ids) gone.add(id);
  cards = cards.filter(({ id }) => !gone.has(id));
}

/** Shows this card, else that of the next undecided claim, else that it is awaited. */
export function showNext(html = takeNext()) {
  if (html) htmx.swap("#card", html, { swapStyle: "outerHTML" });
  else card()?.classList.add("awaited");
  if (html && card().dataset.claim) name(card().dataset.claim);
  for (const button of card().querySelectorAll(".awaited #decision button")) button.disabled = true;
  cardsWanted();
}

/** The card of the next undecided claim after the open one, or from the beginning again. */
function takeNext() {
  const next = following()[0] ?? (fetching ? undefined : cards[0]);
  cards = cards.filter((each) => each !== next);
  return next?.html;
}

/** Names the claim in the address, so that a reload opens it again. */
function name(claim) {
  const asked = new URLSearchParams(location.search);
  for (const choice of ["kind", "actor", "not_named", "answers", "after"]) asked.delete(choice);
  asked.set("claim", claim);
  history.replaceState(history.state, "", `?${asked}`);
}

/** Fetches more cards if few are left. */
export async function cardsWanted() {
  if (fetching || complete || !text() || !card() || following().length >= FEW) return;
  fetching = true;
  const from = active();
  try {
    const without = [...gone, active(), ...cards.map(({ id }) => id)].slice(-200).join(",");
    const asked = new URLSearchParams({ after: here(), without });
    const answer = await fetch(`${text().dataset.url}cards/?${asked}`, { headers: headers() });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = document.createElement("template");
    page.innerHTML = await answer.text();
    const sent = [...page.content.querySelectorAll("section")];
    complete = sent.length < AT_ONCE;
    const there = new Set([...cards.map(({ id }) => id), ...gone, active()]);
    const fresh = sent.filter(({ dataset }) => !there.has(dataset.claim));
    cards.push(...fresh.map((each) => ({ id: each.dataset.claim, start: Number(each.dataset.start), html: each.outerHTML })));
    cards.sort((one, other) => one.start - other.start);
    if (cards.length > MOST) [cards, complete] = [following(), false];
  } catch {
    // They are asked for again with the next decision.
  }
  fetching = false;
  if (cards.length && ahead.isAwaited()) showNext();
  else if (from !== active()) cardsWanted();
}

// What another editor has decided is not shown as if it were open.
document.addEventListener("claims-changed", (event) => {
  const changed = new Set(event.detail.claims.map(({ id }) => String(id)));
  cards = cards.filter(({ id }) => !changed.has(id));
  for (const { id, status } of event.detail.claims) {
    if (status !== "undecided") continue;
    gone.delete(String(id));
    complete = false;
  }
});

// Elsewhere in the article others come next; and one whose claims have just been found has a card now.
document.addEventListener("card-replaced", cardsWanted);
cardsWanted();
