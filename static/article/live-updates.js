// Asks every two seconds, while somebody looks, what others have done in this article and who else has it open.

import { headers } from "../shared/http.js";
import { applyLive } from "./apply-changes.js";

const EVERY = 2_000; // ms
const SLOWEST = 30_000; // ms between two tries while the server does not answer
const PATIENCE = 10_000; // ms for one answer

const text = () => document.getElementById("text");

let since = "";
let wait = EVERY;
/** @type {number | undefined} */
let timer;

async function poll() {
  clearTimeout(timer);
  const address = text()?.dataset.url;
  if (document.hidden || !address) return;
  try {
    const response = await fetch(`${address}live/`, {
      method: "POST",
      headers: headers(),
      body: new URLSearchParams({ since }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) throw new Error(response.statusText);
    /** @type {import("./apply-changes.js").ChangeDocument & { now: string, others: string[] }} */
    const report = await response.json();
    showOthers(report.others);
    applyLive(report);
    since = report.now;
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, SLOWEST);
    showOthers([]);
  }
  timer = setTimeout(poll, wait);
}

/** @param {string[]} names */
function showOthers(names) {
  const line = document.getElementById("present");
  if (!line) return;
  const sentence = names.length
    ? `${new Intl.ListFormat("en").format(names)} ${names.length > 1 ? "are" : "is"} here too`
    : "";
  line.hidden = !sentence;
  if (line.textContent !== sentence) line.textContent = sentence;
}

document.addEventListener("visibilitychange", poll);
addEventListener("online", poll);
poll();
