// What other editors do in this article, and who they are: asked for every two seconds while somebody looks.

import { active, busy } from "./claims.js";
import { cutAtParagraphs, paragraphAt, shownSpans, written } from "./text-positions.js";
import { headers } from "../shared/http.js";

const EVERY = 2_000; // ms
const SLOWEST = 30_000; // between two tries while the line is down
const PATIENCE = 10_000;
const AT_ONCE = 50; // paragraphs
const A_MOMENT = 300; // in which the answer to one's own decision comes, if that is what has changed

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");

let since = "";
let wait = EVERY;
let timer;
const versions = new Map(); // of each claim, as the page shows it

async function ask() {
  clearTimeout(timer);
  if (document.hidden || !text()) return;
  try {
    const response = await fetch(`${text().dataset.url}live/`, {
      method: "POST",
      headers: headers(),
      body: new URLSearchParams({ since }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) throw new Error(response.statusText);
    const told = await response.json();
    await take(told);
    since = told.now;
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, SLOWEST);
    present([]);
  }
  timer = setTimeout(ask, wait);
}

async function take({ others, claims, progress }) {
  present(others);
  const news = claims.filter(({ id, version }) => version > (versions.get(id) ?? -1));
  if (!news.length) return;
  await fetchParagraphs(news.flatMap(elsewhere));
  document.dispatchEvent(new CustomEvent("claims-changed", { detail: { claims: news, live: true } }));
  show(progress);
  const change = news.find(({ id }) => String(id) === active());
  if (change) setTimeout(tellInCard, A_MOMENT, change);
}

function present(names) {
  const line = document.getElementById("present");
  if (!line) return;
  const said = names.length ? `${new Intl.ListFormat("en").format(names)} ${names.length > 1 ? "are" : "is"} here too` : "";
  line.hidden = !said;
  if (line.textContent !== said) line.textContent = said;
}

/** The paragraphs where a claim stands now or stood before, by where they begin, if it does not stand there as shown. */
function elsewhere({ id, spans, visible }) {
  const shown = shownSpans(id);
  const now = visible ? touching(spans.flatMap(cutAtParagraphs)) : [];
  if (written(now) === written(shown)) return [];
  return [...now, ...shown].map(([start]) => paragraphAt(start)?.dataset.start).filter(Boolean);
}

/** Spans with those that touch as one: so the page shows them. */
function touching(spans) {
  const result = [];
  for (const span of spans) {
    if (result.at(-1)?.[1] === span[0]) result.at(-1)[1] = span[1];
    else result.push([...span]);
  }
  return result;
}

async function fetchParagraphs(starts) {
  const wanted = [...new Set(starts)];
  for (let first = 0; first < wanted.length; first += AT_ONCE) {
    const asked = wanted.slice(first, first + AT_ONCE).join(",");
    const response = await fetch(`${text().dataset.url}paragraphs/?at=${asked}`, { headers: headers(), signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(response.statusText);
    put(await response.text());
  }
}

function put(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const focused = text().contains(document.activeElement) ? document.activeElement.id : "";
  for (const paragraph of holder.content.querySelectorAll("p[data-start]")) {
    paragraph.removeAttribute("hx-swap-oob");
    document.getElementById(paragraph.id)?.replaceWith(paragraph);
  }
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
}

function show({ settled, total }) {
  const [bar, words] = document.querySelectorAll("#progress progress, #progress strong");
  if (!bar) return;
  bar.max = total;
  bar.value = settled;
  words.textContent = `${settled} of ${total}`;
}

/** The open card is of a claim that somebody else has decided: said there, and what is chosen stays. */
function tellInCard({ id, version, status, kind, by, mine, actor }) {
  const shown = card();
  const seen = document.querySelector("#decision [name=version]");
  if (shown?.dataset.claim !== String(id) || busy() || mine || !seen || Number(seen.value) >= version) return;
  const notice = document.createElement("div");
  notice.className = "notice note meanwhile";
  notice.setAttribute("role", "alert");
  const what = { tagged: `${kind}, ${actor ? `by ${actor}` : "source not named"}`, dismissed: "no claim" }[status];
  const said = what ? `${by} has just decided this claim: ${what}.` : "The decision on this claim has just been undone.";
  notice.append(`${said} Your choice below is not saved.`);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Show theirs" });
  button.dataset.theirs = "";
  button.addEventListener("click", () =>
    htmx.ajax("GET", `${text().dataset.url}claims/${id}/`, { target: "#card", swap: "outerHTML", source: text() }),
  );
  notice.append(button);
  shown.querySelector(".meanwhile")?.remove();
  shown.prepend(notice);
}

document.addEventListener("claims-changed", ({ detail }) => {
  for (const { id, version } of detail.claims) versions.set(id, Math.max(version, versions.get(id) ?? 0));
});
document.addEventListener("visibilitychange", ask);
addEventListener("online", ask);
ask();
