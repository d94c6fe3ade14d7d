// Says before sending that an import is too large, so that nothing is uploaded in vain and nothing typed is lost.

import { targetOf } from "../shared/elements.js";
import { tell } from "../shared/http.js";

const MANY_ARTICLES = /\.(csv|tsv|tab|jsonl|ndjson|json|zip|html?|xhtml|docx|pdf)$/i;
/** @param {number} number */
const format = (number) => number.toLocaleString("en-GB");

/**
 * A sentence that says which limit the form is over, or "".
 * @param {HTMLFormElement} form
 */
function limitExceeded(form) {
  const files = [.../** @type {FileList} */ (/** @type {HTMLInputElement} */ (form.elements.namedItem("file")).files)];
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text")).value;
  const mostFiles = Number(form.dataset.mostFiles);
  if (files.length > mostFiles) {
    return `You can upload up to ${format(mostFiles)} files at once; you chose ${format(files.length)}. Pack them into one .zip file.`;
  }
  const isLarge = files.length > 1 || (files.length && MANY_ARTICLES.test(files[0].name));
  const most = Number(isLarge ? form.dataset.mostOfMany : form.dataset.most);
  const size = files.length ? files.reduce((sum, file) => sum + file.size, 0) : new Blob([text]).size;
  if (size <= most) return "";
  const what = files.length > 1 ? "Files together" : isLarge ? "A file" : "An article";
  return `${what} can be up to ${format(most)} bytes; this is ${format(size)}. Import it in parts.`;
}

document.addEventListener("submit", (event) => {
  const form = targetOf(event);
  if (!(form instanceof HTMLFormElement) || !form.matches(".import")) return;
  const sentence = limitExceeded(form);
  if (!sentence) return;
  event.preventDefault();
  tell(sentence);
  scrollTo({ top: 0 });
});
