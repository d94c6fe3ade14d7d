// Choosing the allegation that a denial answers: a link of the list puts it into the card.

import { targetOf } from "../shared/elements.js";
import { decisionForm, fieldOf, focusAccept, opensElsewhere } from "./decision-form.js";
import { emit } from "./events.js";

const box = () => fieldOf(decisionForm(), "answers");

/**
 * Shows an allegation in the card as the answered one.
 * @param {string} id
 * @param {string} label
 */
export function showAllegation(id, label) {
  const answers = box();
  const tick = answers?.closest("label");
  const text = tick?.querySelector("span");
  if (!answers || !tick || !text) return;
  answers.value = id;
  tick.hidden = false;
  text.textContent = label;
}

document.addEventListener("click", (event) => {
  const link = targetOf(event).closest("a[data-answers]");
  const answers = box();
  if (!link || !answers || opensElsewhere(event)) return;
  event.preventDefault();
  showAllegation(link.dataset.answers ?? "", `answers the allegation “${link.textContent}”`);
  answers.checked = true;
  link.closest("details")?.removeAttribute("open");
  emit("choice-changed");
  focusAccept();
});

// When the list has come, the editor goes on in its search field.
document.addEventListener("htmx:afterSwap", (event) => {
  const target = targetOf(event);
  if (target.id !== "allegations" && target.closest(".choose")) document.getElementById("allegation_words")?.focus();
});
