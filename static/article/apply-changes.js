// Applies a change document to the page, whoever made the change: this page, the editor's second tab, or somebody else.

import { showNotice } from "../shared/http.js";
import { noteInCard } from "./card-note.js";
import { emit } from "./events.js";

/**
 * What annotate/web/change_document.py sends. `paragraphs` and `card` are HTML; "" and null leave the page as it is.
 * @typedef {object} ChangeDocument
 * @property {import("./events.js").ClaimState[]} claims
 * @property {string} paragraphs
 * @property {{ total: number, settled: number } | null} progress
 * @property {import("../shared/http.js").Notice | null} notice
 * @property {string} card
 */

/** The version of each changed claim that the page shows. @type {Map<number, number>} */
const versions = new Map();

/**
 * Applies the answer to a decision, stored or refused. `showCard` receives its card, if there is one.
 * @param {ChangeDocument} changes
 * @param {{ isStored: boolean, showCard?: (html: string) => void }} options
 */
export function applyAnswer(changes, { isStored, showCard }) {
  const current = changes.claims.filter(({ id, version }) => version >= knownVersion(id));
  apply({ ...changes, claims: current }, isStored);
  if (changes.notice) showNotice(changes.notice);
  if (changes.card && showCard) showCard(changes.card);
}

/**
 * Applies what the live poll reports, if it is news. A report from before what the page shows is left out as a whole:
 * the next one has the rest of it again.
 * @param {ChangeDocument} changes
 */
export function applyLive(changes) {
  if (changes.claims.some(({ id, version }) => version < knownVersion(id))) return;
  const news = changes.claims.filter(({ id, version }) => version > knownVersion(id));
  if (!news.length) return;
  apply({ ...changes, claims: news }, false);
  if (changes.notice) showNotice(changes.notice);
  news.forEach(noteInCard);
}

/** @param {number} id */
const knownVersion = (id) => versions.get(id) ?? -1;

/**
 * @param {ChangeDocument} changes
 * @param {boolean} isOwn
 */
function apply({ claims, paragraphs, progress }, isOwn) {
  for (const { id, version } of claims) versions.set(id, version);
  replaceParagraphs(paragraphs);
  if (claims.length) emit("claims-changed", { claims, isOwn });
  if (progress) showProgress(progress);
}

/** @param {string} html */
function replaceParagraphs(html) {
  if (!html) return;
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const focused = document.getElementById("text")?.contains(document.activeElement) ? document.activeElement?.id : "";
  for (const paragraph of holder.content.querySelectorAll("p[data-start]"))
    document.getElementById(paragraph.id)?.replaceWith(paragraph);
  if (focused && document.activeElement === document.body)
    document.getElementById(focused)?.focus({ preventScroll: true });
}

/** @param {{ total: number, settled: number }} progress */
function showProgress({ total, settled }) {
  const shown = document.getElementById("progress");
  /** @type {HTMLProgressElement | null | undefined} */
  const bar = shown?.querySelector("progress");
  const words = shown?.querySelector("strong");
  if (!shown || !bar || !words) return;
  shown.hidden = !total;
  bar.max = total || 1;
  bar.value = settled;
  words.textContent = `${settled} of ${total}`;
}
