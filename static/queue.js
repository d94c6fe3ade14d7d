// Decisions go into a queue and are sent one after the other; the next card is there at once. While the line is down they
// wait, here and in the browser's storage, and are sent again: the server stores each decision's id but once.

import { ahead, cardsWanted, forget, showNext } from "./ahead.js";
import { active } from "./claims.js";
import { cookie } from "./sending.js";

const PATIENCE = 20_000; // ms for one answer
const WAITS = [1, 2, 4, 8, 15]; // seconds between tries; the last goes on for ever
const UNSURE_AFTER = 800; // ms until a decision that is being saved is called not saved yet

const text = () => document.getElementById("text");
const line = () => document.getElementById("line");
const key = () => `unsaved ${text().dataset.editor} ${text().dataset.url}`;

const refused = new Map(); // cards that came back, by claim
let queue = [];
let sending = false;
let tries = 0;
let timer;
let since = 0;
let session = true;
let fromBefore = 0;

/** Whether decisions wait to be saved. */
export const isWaiting = () => queue.length > 0;

// Before htmx hears of it: what the page can judge by itself goes into the queue, the rest to the server as it is.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-queued]") || event.submitter?.hasAttribute("formaction")) return;
    const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrfmiddlewaretoken");
    if (form.id === "decision" && !isClear(new Map(fields))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    take(form.getAttribute("action"), fields, form); // `form.action` would be its button of that name
  },
  { capture: true },
);

/** Whether a decision says all that the server would ask for. */
function isClear(fields) {
  if (fields.get("action") === "dismiss") return true;
  if (!fields.get("kind")) return false;
  return Boolean(fields.get("not_named")) || Boolean(fields.get("actor") && fields.get("actor_name") === fields.get("actor_shown"));
}

function take(url, fields, form) {
  const decides = form.id === "decision";
  if (!decides) fields.push(["decision_id", uuid()]);
  const claim = decides ? form.closest("#card").dataset.claim : "";
  queue.push({ url, fields, claim });
  since ||= Date.now();
  keep();
  if (decides) {
    const sent = new Map(fields);
    forget([claim, ...fields.filter(([name]) => name === "repeat").map(([, value]) => value.split(":")[0])]);
    draw(claim, sent.get("action") === "dismiss" ? "dismissed" : "tagged", sent.get("kind") ?? "");
    showNext();
  }
  send();
}

/** Shows a decision at once, marked as not saved. */
function draw(claim, status, kind) {
  for (const run of text().querySelectorAll(`[data-claim="${claim}"]`)) {
    run.className = `claim ${status} ${kind} unsaved${run.classList.contains("first") ? " first" : ""}`;
  }
}

function keep() {
  try {
    if (queue.length) localStorage.setItem(key(), JSON.stringify(queue));
    else localStorage.removeItem(key());
  } catch {
    // Full or forbidden: then they wait on this page alone, and leaving it warns.
  }
}

async function send() {
  if (sending || !queue.length) return say();
  clearTimeout(timer);
  sending = true;
  setTimeout(say, UNSURE_AFTER);
  const [item] = queue;
  const answer = await post(item);
  sending = false;
  if (!answer || answer.status >= 500 || answer.status === 403 || answer.status === 401) return again(answer);
  tries = 0;
  session = true;
  queue.shift();
  if (!queue.length) since = 0;
  await hear(item, answer);
  keep();
  if (!queue.length && fromBefore) {
    told(fromBefore === 1 ? "1 decision from before is saved now." : `${fromBefore} decisions from before are saved now.`, "success");
    fromBefore = 0;
  }
  send();
}

/** The answer; nothing if none came. A token that is too old is taken anew, once. */
async function post(item, fresh = false) {
  try {
    const answer = await fetch(item.url, {
      method: "POST",
      headers: { "HX-Request": "true", "HX-Target": "card", "HX-Current-URL": location.href, "X-CSRFToken": cookie("csrftoken") ?? "" },
      body: new URLSearchParams(item.fields),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status !== 403 || fresh) return answer;
    await fetch(text().dataset.url, { headers: { "HX-Request": "true" } }); // brings the cookie that belongs to the session
    return post(item, true);
  } catch {
    return null;
  }
}

function again(answer) {
  session = answer?.status !== 401;
  timer = setTimeout(send, 1000 * WAITS[Math.min(tries++, WAITS.length - 1)]);
  say();
}

async function hear(item, answer) {
  const page = document.createElement("template");
  page.innerHTML = await answer.text();
  const card = page.content.getElementById("card");
  const changed = JSON.parse(answer.headers.get("HX-Trigger-After-Swap") ?? "{}")["claims-changed"]?.claims ?? [];
  for (const part of page.content.querySelectorAll("[hx-swap-oob]")) {
    const there = document.getElementById(part.id);
    if (part.id === "notice") there.replaceChildren(...part.childNodes);
    else if (there) there.replaceWith(part);
    part.removeAttribute("hx-swap-oob");
  }
  for (const { id, version } of changed) follow(String(id), version);
  forget(changed.map(({ id }) => String(id)));
  if (changed.length) document.dispatchEvent(new CustomEvent("claims-changed", { detail: { claims: changed } }));
  if (answer.status === 409 || answer.status === 422) return bringBack(item, card, page.content.textContent.trim());
  if (!answer.ok) return told(`One decision could not be saved: ${page.content.textContent.trim().slice(0, 200)}`);
  const isStep = !item.claim;
  if (card && !queue.length && (isStep || ahead.isEmpty())) showNext(card.outerHTML);
  cardsWanted();
}

/** What waits for the same claim was decided on top of what has just been saved. */
function follow(id, version) {
  for (const item of queue.filter(({ claim }) => claim === id)) {
    for (const field of item.fields) if (field[0] === "version") field[1] = String(version);
  }
}

/** A decision that was not stored: its card, with the choice as it was made, is one click away. */
function bringBack(item, card, sentence) {
  if (!item.claim || !card) return told(sentence.slice(0, 300));
  refused.set(item.claim, card.outerHTML);
  draw(item.claim, card.dataset.status, card.querySelector(".badge")?.classList[1] ?? "");
  for (const run of text().querySelectorAll(`[data-claim="${item.claim}"]`)) run.classList.remove("unsaved");
  if (active() === item.claim || ahead.isEmpty()) open(item.claim);
}

function open(claim) {
  showNext(refused.get(claim));
  refused.delete(claim);
  say();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-refused]");
  if (!link) return;
  event.preventDefault();
  open(link.dataset.refused);
});

function told(sentence, look = "error") {
  const notice = Object.assign(document.createElement("p"), { className: `notice ${look}`, textContent: sentence });
  document.getElementById("notice").replaceChildren(notice);
}

/** Says in the side whether all is saved. */
function say() {
  const late = queue.length > 0 && (tries > 0 || Date.now() - since >= UNSURE_AFTER);
  document.documentElement.toggleAttribute("data-line-down", late);
  const words = [...(late ? notSaved() : []), ...notStored()];
  line().hidden = !words.length;
  const said = words.map((word) => word.textContent ?? word).join("");
  if (line().textContent !== said) line().replaceChildren(...words);
}

function notSaved() {
  const number = queue.length === 1 ? "1 decision is" : `${queue.length} decisions are`;
  const words = [`Not saved yet: ${number} waiting on this page. `];
  if (session) return [...words, tries ? "Sent again when the server answers. " : "Being sent. "];
  const login = `/login/?${new URLSearchParams({ next: location.pathname + location.search })}`;
  return [...words, "Your session has ended. ", link(login, "Log in"), " to save. "];
}

function notStored() {
  return [...refused.keys()].flatMap((claim) => {
    const open = link(`?claim=${claim}`, "Open it");
    open.dataset.refused = claim;
    return ["One decision was not stored; your choice is kept. ", open, " "];
  });
}

const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });

addEventListener("beforeunload", (event) => {
  // A login leads back to this page, where what waits is sent.
  if (queue.length && session) event.preventDefault();
});
addEventListener("online", () => send());
document.addEventListener("visibilitychange", () => document.hidden || send());

const uuid = () =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

/** What a page that was closed, or left for the login, had not saved. */
function takeUp() {
  try {
    queue = JSON.parse(localStorage.getItem(key()) ?? "[]");
  } catch {
    queue = [];
  }
  if (!queue.length) return;
  fromBefore = queue.length;
  since = Date.now();
  send();
}

if (text()) takeUp();
