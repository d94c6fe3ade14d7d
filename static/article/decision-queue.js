// Decisions go into a queue and are sent one after the other; the next card is there at once. While the server cannot be
// reached they wait, here and in the browser's storage, and are sent again: the server stores each decision's id only once.

import { headers, newId, showNotice, tell } from "../shared/http.js";
import { removeDecision, storeDecision, storedDecisions } from "../shared/queue-storage.js";
import { applyAnswer } from "./apply-changes.js";
import { fetchCards, forget, hasNoCards, isAwaited, setButtonsDisabled, showNext } from "./card-prefetch.js";
import { activeClaim, focusActive, showHighlight } from "./claims.js";
import { removeDraft, storeDraft } from "./drafts.js";
import { emit } from "./events.js";
import { showSaveStatus } from "./save-status.js";

/** @typedef {import("../shared/queue-storage.js").QueuedDecision} QueuedDecision */
/** @typedef {import("./apply-changes.js").ChangeDocument} ChangeDocument */
/** @typedef {[string, string][]} Fields */

const PATIENCE = 20_000; // ms for one answer
const WAITS = [1, 2, 4, 8, 15]; // seconds between tries; the last repeats for ever

const articleAddress = () => document.getElementById("text")?.dataset.url ?? "";

/** The cards of refused decisions, by claim. @type {Map<string, string>} */
const refused = new Map();
/** @type {QueuedDecision[]} */
let queue = [];
let isSending = false;
let tries = 0;
/** @type {number | undefined} */
let timer;
let since = 0;
let problem = "";
let fromBefore = 0;

/** The decisions that wait to be saved. */
export const waitingDecisions = () => queue;

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-queued]") || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const sent = /** @type {Fields} */ ([...new FormData(form, event.submitter)]);
  const fields = sent.filter(([name]) => name !== "csrfmiddlewaretoken");
  const url = form.getAttribute("action") ?? ""; // `form.action` would be its button of that name
  if (form.id !== "decision") enqueue({ url, fields });
  else if (isClear(new Map(fields))) decide(url, fields);
  else askServer(url, fields);
});

/** Whether a decision has all that the server needs. @param {Map<string, string>} fields */
function isClear(fields) {
  if (fields.get("action") === "dismiss") return true;
  if (!fields.get("kind")) return false;
  return (
    Boolean(fields.get("not_named")) ||
    Boolean(fields.get("actor") && fields.get("actor_name") === fields.get("actor_shown"))
  );
}

/**
 * Shows the open card's decision at once, marked as not saved, and the next card with it.
 * @param {string} url
 * @param {Fields} fields
 */
function decide(url, fields) {
  const claim = document.getElementById("card")?.dataset.claim ?? "";
  const choice = new Map(fields);
  removeDraft(claim);
  forget([claim, ...fields.filter(([name]) => name === "repeat").map(([, value]) => value.split(":")[0])]);
  showHighlight(
    claim,
    choice.get("action") === "dismiss" ? "dismissed" : "tagged",
    choice.get("kind") ?? "",
    "unsaved",
  );
  showNext();
  enqueue({ url, fields, claim });
}

/**
 * Sends a decision that only the server can judge, such as one with a typed name, and waits for the answer.
 * @param {string} url
 * @param {Fields} fields
 */
async function askServer(url, fields) {
  setButtonsDisabled();
  const answer = await post(url, [...fields, ["with_card", "1"]]);
  setButtonsDisabled(false);
  if (!answer) return tell("The server cannot be reached, and nothing was changed. Try it again.");
  const changes = await readChanges(answer);
  if (answer.ok) forget(changes.claims.map(({ id }) => String(id)));
  applyAnswer(changes, { isStored: answer.ok, showCard: showNext });
}

/**
 * Puts a decision or a step into the queue. `claim` is the claim that it decides, `draws` the spans that it makes a claim.
 * @param {{ url: string, fields: Fields, claim?: string, draws?: string }} decision
 */
export function enqueue({ url, fields, claim = "", draws = "" }) {
  const given = fields.find(([name]) => name === "decision_id")?.[1];
  const id = given || newId();
  if (!given) fields.push(["decision_id", id]);
  const decision = {
    id,
    at: Date.now() + queue.length / 1000,
    article: articleAddress(),
    title: document.title,
    url,
    fields,
    claim,
    draws,
  };
  queue.push(decision);
  since ||= Date.now();
  storeDecision(decision);
  emit("queue-changed");
  send();
}

async function send() {
  if (isSending || !queue.length) return showStatus();
  clearTimeout(timer);
  isSending = true;
  showStatus();
  const [decision] = queue;
  // The next card is here already, unless it is awaited; a step without a claim shows the card that comes with the answer.
  const needsCard = !decision.claim || isAwaited();
  const answer = await post(decision.url, needsCard ? [...decision.fields, ["with_card", "1"]] : decision.fields);
  isSending = false;
  if (!answer || answer.status >= 500 || answer.status === 401) return tryAgain(answer);
  tries = 0;
  problem = "";
  queue.shift();
  if (!queue.length) since = 0;
  receive(decision, answer.ok, await readChanges(answer));
  removeDecision(decision);
  emit("queue-changed");
  if (!queue.length && fromBefore) {
    tell(
      fromBefore === 1 ? "1 decision from before is saved now." : `${fromBefore} decisions from before are saved now.`,
      "success",
    );
    fromBefore = 0;
  }
  send();
}

/**
 * Returns the answer, or null if none came. A CSRF token that is too old is replaced once.
 * @param {string} url
 * @param {Fields} fields
 * @returns {Promise<Response | null>}
 */
async function post(url, fields, isSecond = false) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: headers(),
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status !== 403 || isSecond) return answer;
    await fetch(articleAddress()); // sets the cookie that belongs to the session
    return post(url, fields, true);
  } catch {
    return null;
  }
}

/**
 * Returns the answer's change document; an empty one if it is something else, such as a proxy's error page.
 * @param {Response} answer
 * @returns {Promise<ChangeDocument>}
 */
async function readChanges(answer) {
  try {
    return await answer.json();
  } catch {
    return { claims: [], paragraphs: "", progress: null, notice: null, card: "" };
  }
}

/** @param {Response | null} answer */
async function tryAgain(answer) {
  const title = answer?.status === 401 ? (await readChanges(answer)).notice?.title : "";
  problem = title === undefined ? "Your session has ended." : title && `${title}.`;
  timer = setTimeout(send, 1000 * WAITS[Math.min(tries++, WAITS.length - 1)]);
  showStatus();
}

/**
 * @param {QueuedDecision} decision
 * @param {boolean} isStored
 * @param {ChangeDocument} changes
 */
function receive(decision, isStored, changes) {
  const hadFocus = document.activeElement !== document.body;
  if (!isStored) {
    applyAnswer({ ...changes, notice: null }, { isStored });
    return bringBack(decision, changes);
  }
  for (const { id, version } of changes.claims) passOnVersion(String(id), version);
  forget(changes.claims.map(({ id }) => String(id)));
  const opensCard = !queue.length && (!decision.claim || isAwaited());
  applyAnswer(changes, { isStored, showCard: opensCard ? showNext : undefined });
  if (opensCard && changes.card) {
    if (hadFocus && document.activeElement === document.body) focusActive();
    if (decision.draws) emit("claim-drawn");
  }
  fetchCards();
}

/**
 * Gives the new version to what waits for the same claim: it was decided on top of what has just been saved.
 * @param {string} id
 * @param {number} version
 */
function passOnVersion(id, version) {
  for (const decision of queue.filter(({ claim }) => claim === id)) {
    for (const field of decision.fields) if (field[0] === "version") field[1] = String(version);
    storeDecision(decision);
  }
}

/**
 * Keeps the choice of a refused decision: its card is one click away.
 * @param {QueuedDecision} decision
 * @param {ChangeDocument} changes
 */
function bringBack({ claim, fields }, { card, notice }) {
  if (claim) storeDraft(claim, fields);
  if (!claim || !card) {
    if (notice) showNotice(notice);
    else tell("The server refused this decision, and nothing was changed. Reload the page and try it again.");
    return;
  }
  refused.set(claim, card);
  if (activeClaim() === claim || hasNoCards()) openRefused(claim);
}

/** @param {string} claim */
function openRefused(claim) {
  showNext(refused.get(claim));
  refused.delete(claim);
  showStatus();
}

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("[data-refused]");
  if (!(link instanceof HTMLElement) || !link.dataset.refused) return;
  event.preventDefault();
  openRefused(link.dataset.refused);
});

const readState = () => ({ waiting: queue.length, since, tries, problem, refused: [...refused.keys()] });
const showStatus = () => showSaveStatus(readState);

addEventListener("beforeunload", (event) => {
  // A login leads back to this page, where what waits is sent.
  if (queue.length && !problem) event.preventDefault();
});
addEventListener("online", () => send());
document.addEventListener("visibilitychange", () => document.hidden || send());

/** Sends what a page that was closed, or left for the login, had not saved. */
function resume() {
  queue = storedDecisions(articleAddress());
  if (!queue.length) return;
  fromBefore = queue.length;
  since = Date.now();
  send();
}

if (articleAddress()) resume();
