// What an editor has chosen on a card and not saved yet. It is kept in the browser, claim by claim, so that going to another
// claim, a reload or a closed tab loses none of it; the card shows it again.

import { showAllegation } from "./allegation-picker.js";
import { listen } from "./events.js";
import { restoreWords } from "./span-editor.js";
import { read } from "./text-positions.js";
import { editor } from "../shared/http.js";

const CHOSEN = ["kind", "actor", "actor_shown", "actor_name", "not_named", "answers", "with_repeats", "note"];
const card = () => document.getElementById("card");
const form = () => document.getElementById("decision");
const key = (claim) => `draft ${editor} ${document.getElementById("text").dataset.url} ${claim}`;

let asItCame = "";
let shown = null; // the card that came so

function chosen() {
  const fields = new FormData(form());
  return JSON.stringify(CHOSEN.map((name) => fields.get(name) ?? ""));
}

/** Keeps a choice: the fields of the card's form. */
export function keepDraft(claim, fields) {
  try {
    localStorage.setItem(key(claim), JSON.stringify(Object.fromEntries(fields)));
  } catch {
    // Full or forbidden: then it is kept as long as the card is open.
  }
}

export function dropDraft(claim) {
  try {
    localStorage.removeItem(key(claim));
  } catch {
    // As above.
  }
}

function draftOf(claim) {
  try {
    return JSON.parse(localStorage.getItem(key(claim)) ?? "null");
  } catch {
    return null;
  }
}

/** The choice on the card has changed. */
function note() {
  if (!form() || card() !== shown) return;
  const isDraft = chosen() !== asItCame || Boolean(form().querySelector("[name=spans]"));
  card().toggleAttribute("data-draft", isDraft);
  const fields = [...new FormData(form())].filter(([name]) => CHOSEN.includes(name) || name === "spans");
  if (isDraft) keepDraft(card().dataset.claim, [...fields, ["allegation", form().querySelector(".answers label span").textContent.trim()]]);
  else dropDraft(card().dataset.claim);
}

function show() {
  asItCame = form() ? chosen() : "";
  shown = card();
  // A refused decision's card has the choice in it.
  if (!form() || card().querySelector(".conflict, [role=alert]")) return;
  const draft = draftOf(card().dataset.claim);
  if (!draft) return;
  if (draft.answers && draft.allegation) showAllegation(draft.answers, draft.allegation);
  for (const name of CHOSEN) put(name, draft[name] ?? "");
  if (draft.spans) restoreWords(read(draft.spans));
  if (chosen() === asItCame && !draft.spans) return dropDraft(card().dataset.claim);
  card().toggleAttribute("data-draft", true);
}

function put(name, value) {
  const field = form().elements[name];
  if (field?.type === "checkbox") field.checked = Boolean(value);
  else if (field && (name !== "kind" || value)) field.value = value;
  if (name === "note" && value) field.closest("details").open = true;
}

document.addEventListener("input", ({ target }) => target.form === form() && note());
document.addEventListener("change", ({ target }) => target.form === form() && note());
listen("choice-changed", note);
listen("card-replaced", show);
document.addEventListener("click", ({ target }) => target.closest("[data-theirs]") && dropDraft(card().dataset.claim));
// An own decision that has been stored since, by an undo or several at once, is what counts.
listen("claims-changed", ({ claims, isOwn }) => {
  if (isOwn) for (const { id } of claims) dropDraft(id);
});
show();
