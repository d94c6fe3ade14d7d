// Tells other modules that the card, or paragraphs of the text, have been replaced, whoever has done it: an answer of the
// server's, another editor's decision, or one that waits to be sent.

const tell = (what) => document.dispatchEvent(new CustomEvent(what));
let card = document.getElementById("card");

const replaced = ({ target, addedNodes }) => target.id === "text" && [...addedNodes].some((node) => node.localName === "p");

new MutationObserver((changes) => {
  if (changes.some(replaced)) tell("paragraphs-replaced");
  const shown = document.getElementById("card");
  if (shown === card) return;
  card = shown;
  tell("card-replaced");
}).observe(document.getElementById("article"), { childList: true, subtree: true });
