// Chooses which card comes next, and fetches cards before they are needed, so that neither a slow connection nor one that
// is down for a while keeps an editor waiting.

import { headers } from "../shared/http.js";
import { activeClaim } from "./claims.js";
import { listen } from "./events.js";

const FEW = 8; // cards after the open claim, below which more are fetched
const MOST = 100; // cards that are stored
const AT_ONCE = 12; // cards that the server sends

/** @typedef {{ id: string, start: number, html: string }} NextCard */

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");
const openStart = () => Number(card()?.dataset.start ?? 0);

/** Cards of undecided claims, in reading order. @type {NextCard[]} */
let cards = [];
/** The ids of claims decided on this page. @type {Set<string>} */
const decided = new Set();
let isFetching = false;
let isComplete = false; // whether there are no other undecided claims

const following = () => cards.filter(({ start }) => start >= openStart());

export const hasNoCards = () => !cards.length;
/** Whether the open claim is decided and the next card has not arrived yet. */
export const isAwaited = () => Boolean(card()?.classList.contains("awaited"));

/** Never shows cards of these claims as the next ones. @param {string[]} ids */
export function forget(ids) {
  for (const id of ids) decided.add(id);
  cards = cards.filter(({ id }) => !decided.has(id));
}

/** Shows this card, else that of the next undecided claim, else that it is awaited. @param {string} [html] */
export function showNext(html = takeNext()) {
  if (html) htmx.swap("#card", html, { swapStyle: "outerHTML" });
  else card()?.classList.add("awaited");
  const claim = card()?.dataset.claim;
  if (html && claim) putInAddress(claim);
  if (isAwaited()) setButtonsDisabled();
  fetchCards();
}

/** Disabled, the open card's buttons keep its decision from being sent a second time. */
export function setButtonsDisabled(isDisabled = true) {
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#decision button"));
  for (const button of buttons) button.disabled = isDisabled;
}

/** Takes the next undecided claim's card: after the open one, else from the beginning. The server's order is the same. */
function takeNext() {
  const next = following()[0] ?? (isFetching ? undefined : cards[0]);
  cards = cards.filter((card) => card !== next);
  return next?.html;
}

/** Names the claim in the address, so that a reload opens it again. @param {string} claim */
function putInAddress(claim) {
  const query = new URLSearchParams(location.search);
  for (const choice of ["kind", "actor", "not_named", "answers", "after"]) query.delete(choice);
  query.set("claim", claim);
  history.replaceState(history.state, "", `?${query}`);
}

/** Fetches more cards if few are left. */
export async function fetchCards() {
  const address = text()?.dataset.url;
  if (isFetching || isComplete || !address || !card() || following().length >= FEW) return;
  isFetching = true;
  const openClaim = activeClaim();
  try {
    const without = [...decided, activeClaim(), ...cards.map(({ id }) => id)].slice(-200).join(",");
    const query = new URLSearchParams({ after: String(openStart()), without });
    const answer = await fetch(`${address}cards/?${query}`, { headers: headers() });
    if (!answer.ok) throw new Error(answer.statusText);
    add((await answer.json()).cards);
  } catch {
    // They are requested again with the next decision.
  }
  isFetching = false;
  if (cards.length && isAwaited()) showNext();
  else if (openClaim !== activeClaim()) fetchCards();
}

/** @param {{ id: number, start: number, html: string }[]} received */
function add(received) {
  isComplete = received.length < AT_ONCE;
  const known = new Set([...cards.map(({ id }) => id), ...decided, activeClaim()]);
  const fresh = received.map((card) => ({ ...card, id: String(card.id) })).filter(({ id }) => !known.has(id));
  cards = [...cards, ...fresh].sort((first, second) => first.start - second.start);
  if (cards.length > MOST) [cards, isComplete] = [following(), false];
}

// What another editor has decided is not shown as if it were undecided.
listen("claims-changed", ({ claims }) => {
  const changed = new Set(claims.map(({ id }) => String(id)));
  cards = cards.filter(({ id }) => !changed.has(id));
  for (const { id, status } of claims) {
    if (status !== "undecided") continue;
    decided.delete(String(id));
    isComplete = false;
  }
});

// From another place in the article, other claims come next; and once an article's claims are found, it has a card.
listen("card-replaced", fetchCards);
fetchCards();
