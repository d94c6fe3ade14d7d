// Decisions that the server has not stored yet, each under its own key in the browser's storage, so that two tabs do not
// overwrite each other's. A page that is closed leaves them there; the next one sends them.

import { editor } from "./http.js";

/**
 * A request that waits to be sent: to `url`, with `fields`. `claim` is the id of the claim that it decides, or "";
 * `draws` are the spans that it makes a claim, or ""; `article` is the address of the article, `title` its title.
 * @typedef {{ id: string, at: number, article: string, title: string, url: string, fields: [string, string][], claim: string, draws: string }} QueuedDecision
 */

const PREFIX = `unsaved ${editor} `;

/** @param {QueuedDecision} decision */
const keyOf = ({ article, id }) => `${PREFIX}${article} ${id}`;

/** @param {QueuedDecision} decision */
export function storeDecision(decision) {
  try {
    localStorage.setItem(keyOf(decision), JSON.stringify(decision));
  } catch {
    // Full or forbidden: it then waits on this page only, and leaving the page warns.
  }
}

/** @param {QueuedDecision} decision */
export function removeDecision(decision) {
  try {
    localStorage.removeItem(keyOf(decision));
  } catch {
    // As above.
  }
}

/**
 * Returns the stored decisions in the order in which they were made; with `article`, an address, only that article's.
 * @returns {QueuedDecision[]}
 */
export function storedDecisions(article = "") {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + (article && `${article} `)));
    return keys.map((key) => JSON.parse(localStorage.getItem(key) ?? "")).sort((first, second) => first.at - second.at);
  } catch {
    return [];
  }
}
