// The form in the active claim's card.

export const decisionForm = () => /** @type {HTMLFormElement | null} */ (document.getElementById("decision"));

/**
 * The field of this name in a form. Radio buttons of one name act as one field.
 * @param {HTMLFormElement | null | undefined} form
 * @param {string} name
 */
export const fieldOf = (form, name) => /** @type {HTMLInputElement | null} */ (form?.elements.namedItem(name) ?? null);

/** Puts the focus on the button that stores the decision. */
export const focusAccept = () => document.querySelector('[data-key="Enter"]')?.focus();

/**
 * Whether a click asks for a new tab or window, which a script must leave to the browser.
 * @param {MouseEvent} event
 */
export const opensElsewhere = (event) => event.ctrlKey || event.metaKey || event.shiftKey;
