// On every page: decisions of an article that was closed before they were saved are not forgotten there.

import { editor } from "./http.js";
import { storedDecisions } from "./queue-storage.js";

const here = document.getElementById("text")?.dataset.url ?? "";
const articles = new Map(storedDecisions().map(({ article, title }) => [article, title]));
articles.delete(here);

if (editor && articles.size) {
  const notice = Object.assign(document.createElement("p"), {
    className: "notice note",
    textContent: "Not saved yet, because the connection or the server was down: decisions in ",
  });
  for (const [href, title] of articles)
    notice.append(Object.assign(document.createElement("a"), { href, textContent: title }), " ");
  notice.append("Open it to save them.");
  document.getElementById("notice")?.append(notice);
}
