// Choosing the allegation that a denial answers: a link of the list puts it into the card.

import { emit } from "./events.js";

/** Shows an allegation, by its id and the words that name it, as the one that the claim answers. */
export function showAllegation(id, said) {
  const box = document.querySelector("#decision [name=answers]");
  box.value = id;
  box.closest("label").hidden = false;
  box.closest("label").querySelector("span").textContent = said;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-answers]");
  const box = document.querySelector("#decision [name=answers]");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showAllegation(link.dataset.answers, `answers the allegation “${link.textContent}”`);
  box.checked = true;
  link.closest("details").open = false;
  emit("choice-changed");
  document.querySelector('[data-key="Enter"]').focus();
});

// The list has come: its search field is where one goes on.
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.closest?.(".choose") && target.id !== "allegations") document.getElementById("allegation_words")?.focus();
});
