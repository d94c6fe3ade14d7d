// The next cards are fetched before they are needed, so that neither a slow line nor one that is down for a while keeps an
// editor waiting.

import { active } from "./claims.js";

const FEW = 8; // cards below which more are fetched

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");

let cards = []; // of undecided claims, in the order of the queue: { id, html }
const gone = new Set(); // claims decided on this page
let fetching = false;

export const ahead = { isEmpty: () => !cards.length };

/** Cards of these claims are not shown ahead any more. */
export function forget(ids) {
  for (const id of ids) gone.add(id);
  cards = cards.filter(({ id }) => !gone.has(id));
}

/** Shows this card, else the next one that is here, else that the next one is awaited. */
export function showNext(html = cards.shift()?.html) {
  if (html) htmx.swap("#card", html, { swapStyle: "outerHTML" });
  else card()?.classList.add("awaited");
  for (const button of card().querySelectorAll(".awaited #decision button")) button.disabled = true;
  cardsWanted();
}

/** Fetches more cards if few are left. */
export async function cardsWanted() {
  if (fetching || cards.length >= FEW || !text() || !card()) return;
  fetching = true;
  try {
    const without = [...gone, active(), ...cards.map(({ id }) => id)].slice(-200).join(",");
    const asked = new URLSearchParams({ after: card().dataset.start ?? 0, without });
    const answer = await fetch(`${text().dataset.url}cards/?${asked}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = document.createElement("template");
    page.innerHTML = await answer.text();
    const there = new Set([...cards.map(({ id }) => id), ...gone, active()]);
    for (const each of page.content.querySelectorAll("section")) {
      if (!there.has(each.dataset.claim)) cards.push({ id: each.dataset.claim, html: each.outerHTML });
    }
  } catch {
    // They are asked for again with the next decision.
  }
  fetching = false;
  if (cards.length && card()?.classList.contains("awaited")) showNext();
}

// What another editor has decided is not shown as if it were open.
document.addEventListener("claims-changed", (event) => {
  const changed = new Set(event.detail.claims.map(({ id }) => String(id)));
  cards = cards.filter(({ id }) => !changed.has(id));
  for (const { id, status } of event.detail.claims) if (status === "undecided") gone.delete(String(id));
});

// An article whose claims have just been found has a card now.
document.addEventListener("card-replaced", cardsWanted);
cardsWanted();
