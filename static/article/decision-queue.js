// Decisions go into a queue and are sent one after the other; the next card is there at once. While the line is down they
// wait, here and in the browser's storage, and are sent again: the server stores each decision's id but once.

import { ahead, cardsWanted, forget, showNext } from "./card-prefetch.js";
import { active, draw, focusActive } from "./claims.js";
import { dropDraft, keepDraft } from "./drafts.js";
import * as line from "./save-status.js";
import { headers, newId, tell } from "../shared/http.js";
import { drop, keep, kept } from "../shared/queue-storage.js";

const PATIENCE = 20_000; // ms for one answer
const WAITS = [1, 2, 4, 8, 15]; // seconds between tries; the last goes on for ever

const text = () => document.getElementById("text");

const refused = new Map(); // cards that came back, by claim
let queue = [];
let sending = false;
let tries = 0;
let timer;
let since = 0;
let problem = "";
let fromBefore = 0;

/** The decisions that wait to be saved. */
export const waiting = () => queue;

// Before htmx hears of it: what the page can judge by itself goes into the queue, the rest to the server as it is.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-queued]") || event.submitter?.hasAttribute("formaction")) return;
    const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const decides = form.id === "decision";
    if (decides && !isClear(new Map(fields))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const url = form.getAttribute("action"); // `form.action` would be its button of that name
    if (decides) decided(url, fields, form.closest("#card").dataset.claim);
    else take({ url, fields });
  },
  { capture: true },
);

/** Whether a decision says all that the server would ask for. */
function isClear(fields) {
  if (fields.get("action") === "dismiss") return true;
  if (!fields.get("kind")) return false;
  return Boolean(fields.get("not_named")) || Boolean(fields.get("actor") && fields.get("actor_name") === fields.get("actor_shown"));
}

/** Shows a decision at once, marked as not saved, and the next card with it. */
function decided(url, fields, claim) {
  const sent = new Map(fields);
  dropDraft(claim);
  forget([claim, ...fields.filter(([name]) => name === "repeat").map(([, value]) => value.split(":")[0])]);
  draw(claim, sent.get("action") === "dismiss" ? "dismissed" : "tagged", sent.get("kind") ?? "", "unsaved");
  showNext();
  take({ url, fields, claim });
}

/** Takes a decision or a step into the queue. `claim` is whose it is, `draws` the spans that it makes a claim. */
export function take({ url, fields, claim = "", draws = "" }) {
  let id = fields.find(([name]) => name === "decision_id")?.[1];
  if (!id) fields.push(["decision_id", (id = newId())]);
  const item = { id, at: Date.now() + queue.length / 1000, article: text().dataset.url, title: document.title, url, fields, claim, draws };
  queue.push(item);
  since ||= Date.now();
  keep(item);
  document.dispatchEvent(new CustomEvent("queue-changed"));
  send();
}

async function send() {
  if (sending || !queue.length) return say();
  clearTimeout(timer);
  sending = true;
  say();
  const [item] = queue;
  const answer = await post(item);
  sending = false;
  if (!answer || answer.status >= 500 || answer.status === 401) return again(answer);
  tries = 0;
  problem = "";
  queue.shift();
  if (!queue.length) since = 0;
  await hear(item, answer);
  drop(item);
  document.dispatchEvent(new CustomEvent("queue-changed"));
  if (!queue.length && fromBefore) {
    tell(fromBefore === 1 ? "1 decision from before is saved now." : `${fromBefore} decisions from before are saved now.`, "success");
    fromBefore = 0;
  }
  send();
}

/** The answer; nothing if none came. A token that is too old is taken anew, once. */
async function post(item, fresh = false) {
  try {
    const answer = await fetch(item.url, {
      method: "POST",
      // The next card is there already, unless it is awaited; what has no claim of its own shows its card.
      headers: { ...headers(), "HX-Target": item.claim && !ahead.isAwaited() ? "progress" : "card" },
      body: new URLSearchParams(item.fields),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status !== 403 || fresh) return answer;
    await fetch(text().dataset.url, { headers: headers() }); // brings the cookie that belongs to the session
    return post(item, true);
  } catch {
    return null;
  }
}

async function again(answer) {
  problem = answer?.status === 401 ? parsed(await answer.text()).querySelector("strong")?.textContent || "Your session has ended." : "";
  timer = setTimeout(send, 1000 * WAITS[Math.min(tries++, WAITS.length - 1)]);
  say();
}

function parsed(html) {
  const page = document.createElement("template");
  page.innerHTML = html;
  return page.content;
}

async function hear(item, answer) {
  const page = parsed(await answer.text());
  const card = page.getElementById("card");
  const hadFocus = document.activeElement !== document.body;
  const changed = JSON.parse(answer.headers.get("HX-Trigger-After-Swap") ?? "{}")["claims-changed"]?.claims ?? [];
  for (const part of page.querySelectorAll("[hx-swap-oob]")) {
    const there = document.getElementById(part.id);
    if (part.id === "notice") there.replaceChildren(...part.childNodes);
    else if (there) there.replaceWith(part);
    part.removeAttribute("hx-swap-oob");
  }
  for (const { id, version } of changed) follow(String(id), version);
  forget(changed.map(({ id }) => String(id)));
  if (changed.length) document.dispatchEvent(new CustomEvent("claims-changed", { detail: { claims: changed } }));
  if (!answer.ok) return bringBack(item, card, page.textContent.trim().replace(/\s+/g, " "));
  if (card && !queue.length && (!item.claim || ahead.isAwaited())) {
    showNext(card.outerHTML);
    if (hadFocus && document.activeElement === document.body) focusActive();
    if (item.draws) document.dispatchEvent(new CustomEvent("claim-drawn"));
  }
  cardsWanted();
}

/** What waits for the same claim was decided on top of what has just been saved. */
function follow(id, version) {
  for (const item of queue.filter(({ claim }) => claim === id)) {
    for (const field of item.fields) if (field[0] === "version") field[1] = String(version);
    keep(item);
  }
}

/** A decision that was not stored: its card, with the choice as it was made, is one click away. */
function bringBack(item, card, sentence) {
  if (item.claim) keepDraft(item.claim, item.fields);
  if (!item.claim || !card) return tell(sentence.slice(0, 300));
  refused.set(item.claim, card.outerHTML);
  draw(item.claim, card.dataset.status, card.querySelector(".badge")?.classList[1] ?? "");
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

const say = () => text() && line.say({ waiting: queue.length, since, tries, problem, open: [...refused.keys()] });
document.addEventListener("say-again", say);

addEventListener("beforeunload", (event) => {
  // A login leads back to this page, where what waits is sent.
  if (queue.length && !problem) event.preventDefault();
});
addEventListener("online", () => send());
document.addEventListener("visibilitychange", () => document.hidden || send());

/** What a page that was closed, or left for the login, had not saved. */
function takeUp() {
  queue = kept(text().dataset.url);
  if (!queue.length) return;
  fromBefore = queue.length;
  since = Date.now();
  send();
}

if (text()) takeUp();
