// Says in the side whether all is saved, and where a choice waits that is not.

const UNSURE_AFTER = 800; // ms until a decision that is being saved is called not saved yet
const line = () => document.getElementById("line");
const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });

/** waiting: how many decisions; since: the time from which on; tries: that failed; problem: why the server refuses them
 * all, "" if it does not; open: ids of claims whose choice came back. */
export function say({ waiting, since, tries, problem, open }) {
  const late = waiting > 0 && (tries > 0 || Date.now() - since >= UNSURE_AFTER);
  document.documentElement.toggleAttribute("data-line-down", late);
  const words = [...(late ? notSaved(waiting, tries, problem) : []), ...open.flatMap(notStored)];
  line().hidden = !words.length;
  const said = words.map((word) => word.textContent ?? word).join("");
  if (line().textContent !== said) line().replaceChildren(...words);
  if (waiting && !late) setTimeout(() => document.dispatchEvent(new CustomEvent("say-again")), UNSURE_AFTER);
}

function notSaved(waiting, tries, problem) {
  const words = [`Not saved yet: ${waiting === 1 ? "1 decision is" : `${waiting} decisions are`} waiting on this page. `];
  if (!problem) return [...words, tries ? "Sent again when the server answers. " : "Being sent. "];
  const login = `/login/?${new URLSearchParams({ next: location.pathname + location.search })}`;
  return [...words, `${problem} `, link(login, "Log in"), " to save. "];
}

function notStored(claim) {
  const open = link(`?claim=${claim}`, "Open it");
  open.dataset.refused = claim;
  return ["One decision was not stored; your choice is kept. ", open, " "];
}
