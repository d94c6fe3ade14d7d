// Announces that the card, or paragraphs of the text, are new elements, whoever has replaced them: a change document, htmx,
// or a decision that waits to be sent.

import { emit } from "./events.js";

let card = document.getElementById("card");

/** @param {MutationRecord} change */
const isParagraph = ({ target, addedNodes }) =>
  target instanceof Element && target.id === "text" && [...addedNodes].some((node) => node.nodeName === "P");

const article = document.getElementById("article");
if (article) new MutationObserver(announce).observe(article, { childList: true, subtree: true });

/** @param {MutationRecord[]} changes */
function announce(changes) {
  if (changes.some(isParagraph)) emit("paragraphs-replaced");
  const shown = document.getElementById("card");
  if (shown === card) return;
  card = shown;
  emit("card-replaced");
}
