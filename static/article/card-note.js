// Says in the open card that somebody else has just decided its claim. What the editor chose there stays.

import { activeClaim, fetchCard, isBusy } from "./claims.js";

// In this time the answer to one's own decision comes, if that is what has changed.
const A_MOMENT = 300; // ms

/** @param {import("./events.js").ClaimState} change */
export function noteInCard(change) {
  if (String(change.id) === activeClaim() && !change.is_own) setTimeout(show, A_MOMENT, change);
}

/** @param {import("./events.js").ClaimState} change */
function show({ id, version, status, kind, editor, actor }) {
  const card = document.getElementById("card");
  const seen = /** @type {HTMLInputElement | null} */ (document.querySelector("#decision [name=version]"));
  if (!card || card.dataset.claim !== String(id) || isBusy() || !seen || Number(seen.value) >= version) return;
  const notice = document.createElement("div");
  notice.className = "notice note decided-elsewhere";
  notice.setAttribute("role", "alert");
  const what = status === "dismissed" ? "not a claim" : `${kind}, ${actor ? `by ${actor}` : "source not named"}`;
  const sentence =
    status === "undecided"
      ? "The decision on this claim has just been undone."
      : `${editor} has just decided this claim: ${what}.`;
  notice.append(`${sentence} Your choice below is not saved.`);
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "plain",
    textContent: "Show theirs",
  });
  button.dataset.theirs = "";
  button.addEventListener("click", () => fetchCard(String(id)));
  notice.append(button);
  card.querySelector(".decided-elsewhere")?.remove();
  card.prepend(notice);
}
