// Says beside the text whether all decisions are saved, and where to find a choice that was refused.

const UNSURE_AFTER = 800; // ms until a decision that is being sent is called not saved yet

/**
 * waiting: the number of decisions in the queue; since: when the first of them joined it, in ms; tries: how many failed;
 * problem: why the server refuses them all, or ""; refused: ids of claims whose decision was refused.
 * @typedef {{ waiting: number, since: number, tries: number, problem: string, refused: string[] }} QueueState
 */

/** Shows the queue's state, and again once a decision takes long. @param {() => QueueState} read */
export function showSaveStatus(read) {
  const { waiting, since, tries, problem, refused } = read();
  const isLate = waiting > 0 && (tries > 0 || Date.now() - since >= UNSURE_AFTER);
  document.documentElement.toggleAttribute("data-unsaved", isLate);
  const status = document.getElementById("save-status");
  if (!status) return;
  const parts = [...(isLate ? notSaved(waiting, tries, problem) : []), ...refused.flatMap(notStored)];
  status.hidden = !parts.length;
  const sentence = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  if (status.textContent !== sentence) status.replaceChildren(...parts);
  if (waiting && !isLate) setTimeout(showSaveStatus, UNSURE_AFTER, read);
}

/**
 * @param {number} waiting
 * @param {number} tries
 * @param {string} problem
 * @returns {(string | HTMLAnchorElement)[]}
 */
function notSaved(waiting, tries, problem) {
  const parts = [
    `Not saved yet: ${waiting === 1 ? "1 decision is" : `${waiting} decisions are`} waiting on this page. `,
  ];
  if (!problem) return [...parts, tries ? "Sent again when the server answers. " : "Being sent. "];
  const login = `/login/?${new URLSearchParams({ next: location.pathname + location.search })}`;
  return [...parts, `${problem} `, link(login, "Log in"), " to save. "];
}

/**
 * @param {string} claim
 * @returns {(string | HTMLAnchorElement)[]}
 */
function notStored(claim) {
  const open = link(`?claim=${claim}`, "Open it");
  open.dataset.refused = claim;
  return ["One decision was not stored; your choice is kept. ", open, " "];
}

/**
 * @param {string} href
 * @param {string} textContent
 */
const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });
