// Types that the browser's own declarations leave open.

/**
 * The element that an event came from.
 * @param {Event} event
 */
export const targetOf = (event) => /** @type {HTMLElement} */ (event.target);
