// What an editor has chosen on a card and not saved yet. The browser stores it for each claim, so that going to another
// claim, a reload or a closed tab loses nothing; the card shows it again.

import { targetOf } from "../shared/elements.js";
import { editor } from "../shared/http.js";
import { showAllegation } from "./allegation-picker.js";
import { decisionForm, fieldOf } from "./decision-form.js";
import { listen } from "./events.js";
import { restoreSpans } from "./span-editor.js";
import { parseSpans } from "./text-positions.js";

const FIELDS = ["kind", "actor", "actor_shown", "actor_name", "not_named", "answers", "with_repeats", "note"];
const card = () => document.getElementById("card");
const claimOfCard = () => card()?.dataset.claim ?? "";
/** @param {string} claim */
const keyOf = (claim) => `draft ${editor} ${document.getElementById("text")?.dataset.url} ${claim}`;

let choiceFromServer = "";
/** @type {HTMLElement | null} the card that came with that choice */
let shownCard = null;

/** @param {HTMLFormElement} form */
function choiceOf(form) {
  const fields = new FormData(form);
  return JSON.stringify(FIELDS.map((name) => fields.get(name) ?? ""));
}

/**
 * Stores a choice: the fields of the card's form.
 * @param {string} claim
 * @param {[string, FormDataEntryValue][]} fields
 */
export function storeDraft(claim, fields) {
  try {
    localStorage.setItem(keyOf(claim), JSON.stringify(Object.fromEntries(fields)));
  } catch {
    // Full or forbidden: the choice then lasts as long as the card is open.
  }
}

/** @param {string} claim */
export function removeDraft(claim) {
  try {
    localStorage.removeItem(keyOf(claim));
  } catch {
    // As above.
  }
}

/**
 * @param {string} claim
 * @returns {Record<string, string> | null}
 */
function draftOf(claim) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(claim)) ?? "null");
  } catch {
    return null;
  }
}

/** Stores the choice on the card, or removes the draft if the choice is the server's. */
function storeChoice() {
  const form = decisionForm();
  if (!form || card() !== shownCard) return;
  const isDraft = choiceOf(form) !== choiceFromServer || Boolean(form.querySelector("[name=spans]"));
  card()?.toggleAttribute("data-draft", isDraft);
  if (!isDraft) {
    removeDraft(claimOfCard());
    return;
  }
  const allegation = form.querySelector(".answers label span")?.textContent.trim() ?? "";
  const fields = [...new FormData(form)].filter(([name]) => FIELDS.includes(name) || name === "spans");
  storeDraft(claimOfCard(), [...fields, ["allegation", allegation]]);
}

function showDraft() {
  const form = decisionForm();
  choiceFromServer = form ? choiceOf(form) : "";
  shownCard = card();
  // The card of a refused decision has the editor's choice in it.
  if (!form || card()?.querySelector(".conflict, [role=alert]")) return;
  const draft = draftOf(claimOfCard());
  if (!draft) return;
  if (draft.answers && draft.allegation) showAllegation(draft.answers, draft.allegation);
  for (const name of FIELDS) fillField(form, name, draft[name] ?? "");
  if (draft.spans) restoreSpans(parseSpans(draft.spans));
  if (choiceOf(form) === choiceFromServer && !draft.spans) removeDraft(claimOfCard());
  else card()?.toggleAttribute("data-draft", true);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function fillField(form, name, value) {
  const field = fieldOf(form, name);
  if (field?.type === "checkbox") field.checked = Boolean(value);
  else if (field && (name !== "kind" || value)) field.value = value;
  if (name === "note" && value) field?.closest("details")?.setAttribute("open", "");
}

/** @param {Event} event */
function storeIfInForm(event) {
  const target = targetOf(event);
  if ("form" in target && target.form === decisionForm()) storeChoice();
}

document.addEventListener("input", storeIfInForm);
document.addEventListener("change", storeIfInForm);
listen("choice-changed", storeChoice);
listen("card-replaced", showDraft);
document.addEventListener("click", (event) => {
  if (targetOf(event).closest("[data-theirs]")) removeDraft(claimOfCard());
});
// One's own decision that has been stored since, for example by an undo, replaces the draft.
listen("claims-changed", ({ claims, isOwn }) => {
  if (isOwn) for (const { id } of claims) removeDraft(String(id));
});
showDraft();
