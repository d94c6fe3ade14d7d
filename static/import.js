// A text over the limit is told before it is sent: nothing is uploaded in vain, and nothing is lost.

import { tell } from "./sending.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".import")) return;
  const most = Number(form.dataset.most);
  const size = form.elements.file.files[0]?.size ?? new Blob([form.elements.text.value]).size;
  if (size <= most) return;
  event.preventDefault();
  const count = (number) => number.toLocaleString("en-GB");
  tell(`An article may have ${count(most)} bytes; this has ${count(size)}. Import it in parts.`);
  scrollTo({ top: 0 });
});
