// Decisions that the server has not taken yet, each under a key of its own in the browser's storage, so that two tabs do
// not overwrite each other's. A page that is closed leaves them there; the next one takes them up.

import { editor } from "./http.js";

const PREFIX = `unsaved ${editor} `;
const key = ({ article, id }) => `${PREFIX}${article} ${id}`;

export function keep(item) {
  try {
    localStorage.setItem(key(item), JSON.stringify(item));
  } catch {
    // Full or forbidden: then it waits on this page alone, and leaving it warns.
  }
}

export function drop(item) {
  try {
    localStorage.removeItem(key(item));
  } catch {
    // As above.
  }
}

/** All that wait, in the order in which they were decided; with `article`, its address, of that article alone. */
export function kept(article = "") {
  try {
    const keys = Object.keys(localStorage).filter((each) => each.startsWith(PREFIX + (article && `${article} `)));
    return keys.map((each) => JSON.parse(localStorage.getItem(each))).sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}
