// What is over the limit is told before it is sent: nothing is uploaded in vain, and nothing is lost.

import { tell } from "../shared/http.js";

const MANY = /\.(csv|tsv|tab|jsonl|ndjson|json|zip|html?|xhtml|docx|pdf)$/i;
const count = (number) => number.toLocaleString("en-GB");

function trouble(form) {
  const files = [...form.elements.file.files];
  if (files.length > Number(form.dataset.mostFiles)) {
    return `You can upload up to ${count(Number(form.dataset.mostFiles))} files at once; you chose ${count(files.length)}. Pack them into one .zip file.`;
  }
  const isLarge = files.length > 1 || (files.length && MANY.test(files[0].name));
  const most = Number(isLarge ? form.dataset.mostOfMany : form.dataset.most);
  const size = files.length ? files.reduce((sum, file) => sum + file.size, 0) : new Blob([form.elements.text.value]).size;
  if (size <= most) return "";
  const what = files.length > 1 ? "Files together" : isLarge ? "A file" : "An article";
  return `${what} can be up to ${count(most)} bytes; this is ${count(size)}. Import it in parts.`;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".import")) return;
  const sentence = trouble(form);
  if (!sentence) return;
  event.preventDefault();
  tell(sentence);
  scrollTo({ top: 0 });
});
