// What is over the limit is told before it is sent: nothing is uploaded in vain, and nothing is lost.

import { tell } from "./sending.js";

const MANY = /\.(csv|tsv|tab|jsonl|ndjson|json|zip|html?|xhtml|docx|pdf)$/i;
const count = (number) => number.toLocaleString("en-GB");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".import")) return;
  const file = form.elements.file.files[0];
  const isLarge = file && MANY.test(file.name);
  const most = Number(isLarge ? form.dataset.mostOfMany : form.dataset.most);
  const size = file?.size ?? new Blob([form.elements.text.value]).size;
  if (size <= most) return;
  event.preventDefault();
  tell(`${isLarge ? "A file" : "An article"} may have ${count(most)} bytes; this has ${count(size)}. Import it in parts.`);
  scrollTo({ top: 0 });
});
