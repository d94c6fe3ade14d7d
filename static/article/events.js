// The events that the article page's scripts send each other, on the document, and what each carries.

/**
 * A claim's current state. `editor` and `actor` are those of its tag; both "" if the viewer made the change.
 * @typedef {{ id: number, status: string, kind: string, version: number, is_own: boolean, editor: string, actor: string }} ClaimState
 */

/**
 * claims-changed: claims have another state; `isOwn` if this page's decision changed them, else what is chosen on the
 * page stays.
 * card-replaced, paragraphs-replaced: the card, or paragraphs of the text, are new elements, whoever replaced them.
 * choice-changed: a script has changed the choice in the card's form.
 * queue-changed: a decision has joined or left the queue.
 * claim-drawn: the card of the claim that the editor drew is open.
 * selection-used: the selected words have become a claim, or part of one.
 * @typedef {{
 *   "claims-changed": { claims: ClaimState[], isOwn: boolean },
 *   "card-replaced": undefined,
 *   "paragraphs-replaced": undefined,
 *   "choice-changed": undefined,
 *   "queue-changed": undefined,
 *   "claim-drawn": undefined,
 *   "selection-used": undefined,
 * }} PageEvents
 */

/**
 * @template {keyof PageEvents} Name
 * @param {Name} name
 * @param {PageEvents[Name]} [detail]
 */
export function emit(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/**
 * @template {keyof PageEvents} Name
 * @param {Name} name
 * @param {(detail: PageEvents[Name]) => void} handler
 */
export function listen(name, handler) {
  document.addEventListener(name, (event) => handler(/** @type {CustomEvent} */ (event).detail));
}
