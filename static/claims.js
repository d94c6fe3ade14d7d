// Which claim is active: its highlight, its source and cue, its card. Every other module asks here.

const text = () => document.getElementById("text");
const card = () => document.getElementById("card");
const ids = () => text()?.dataset.claims.split(" ").filter(Boolean) ?? [];

export const active = () => text()?.dataset.active ?? "";
export const busy = () => Boolean(document.querySelector("#decision button:disabled"));
/** Whether the card on the page is the active claim's: only then may a key decide. */
export const ready = () => Boolean(card()) && card().dataset.claim === active() && !busy();

function mark(id) {
  text().dataset.active = id;
  for (const marked of text().querySelectorAll("[aria-current], [data-marked]")) {
    marked.removeAttribute("aria-current");
    marked.removeAttribute("data-marked");
  }
  for (const run of text().querySelectorAll(`[data-in~="${id}"]`)) run.setAttribute("aria-current", "true");
  for (const part of text().querySelectorAll(`[data-source~="${id}"], [data-cue~="${id}"]`)) part.dataset.marked = "";
}

function bringIntoView(id, { focus = true } = {}) {
  const place = document.getElementById(`claim-${id}`) ?? text().querySelector(`[data-in~="${id}"]`);
  if (!place) return;
  const { top, bottom } = place.getBoundingClientRect();
  const floor = window.matchMedia("(max-width: 62rem)").matches ? document.querySelector(".side").getBoundingClientRect().top : innerHeight;
  if (top < 80 || bottom > floor - 40) scrollBy({ top: top - Math.max(100, floor * 0.3) });
  if (focus) place.focus({ preventScroll: true });
}

/** Makes a claim the active one and fetches its card. */
export function activate(id) {
  if (!id || id === active()) return;
  mark(id);
  bringIntoView(id);
  htmx.ajax("GET", `${text().dataset.url}claims/${id}/`, { target: "#card", swap: "outerHTML", source: text() });
}

/** The next (1) or previous (-1) claim, in reading order. */
export function step(by) {
  const all = ids();
  const next = all.indexOf(active()) + by;
  if (all[next]) activate(all[next]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.claim, a[data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  activate(link.dataset.go ?? link.dataset.claim);
});

// Tab goes from claim to claim, as j and k do.
document.addEventListener("focusin", (event) => {
  if (event.target.matches("a.claim:focus-visible")) activate(event.target.dataset.claim);
});

// A decision has changed claims: their highlights follow.
document.addEventListener("claims-changed", (event) => {
  for (const { id, status, kind } of event.detail.claims) {
    for (const run of text().querySelectorAll(`[data-claim="${id}"]`)) {
      const first = run.classList.contains("first") ? " first" : "";
      run.className = `claim ${status} ${kind}${first}`;
    }
  }
});

// A paragraph comes without the marks of the claim that is active here.
document.addEventListener("paragraphs-replaced", () => mark(active()));

// An article that is half done opens where its next claim stands, and so does one whose claims have just been found.
if (active()) bringIntoView(active(), { focus: false });

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "article" && active()) bringIntoView(active(), { focus: false });
  const shown = card()?.dataset.claim;
  if (!shown || shown === active()) return;
  // Two answers may arrive in the wrong order; the card must be the one that was asked for last.
  mark(shown);
  bringIntoView(shown);
});
