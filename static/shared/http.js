// What every request needs: who sends it, a CSRF token that is never older than the cookie, and a sentence when nothing
// comes back.

/** @param {string} name */
export const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The editor whose page this is. Somebody else may have logged in since, in another tab: the server compares. */
export const editor = document.body.dataset.editor ?? "";

/** The headers of our own requests, which the server answers with JSON. */
export const headers = () => ({
  Accept: "application/json",
  "X-CSRFToken": cookie("csrftoken") ?? "",
  "X-Editor": editor,
});

/**
 * `link` is where to go next, with `link_words`; "" for nowhere.
 * @typedef {{ look: string, title: string, text: string, link: string, link_words: string }} Notice
 */

/** @param {Notice} notice */
export function showNotice({ look, title, text, link, link_words }) {
  const shown = document.createElement("p");
  shown.className = `notice ${look}`;
  if (title) shown.append(Object.assign(document.createElement("strong"), { textContent: `${title}.` }), " ");
  shown.append(text);
  const leadsAway = link && new URL(link, location.href).pathname !== location.pathname;
  if (leadsAway) shown.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: link_words }));
  document.getElementById("notice")?.replaceChildren(shown);
}

/**
 * @param {string} text
 * @param {string} look
 */
export function tell(text, look = "error") {
  showNotice({ look, title: "", text, link: "", link_words: "" });
}

/** A random UUID; `crypto.randomUUID` is missing where a newsroom serves its pages without TLS. */
export const newId = () =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16),
  );

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters, verb } = event.detail;
  if (editor) headers["X-Editor"] = editor;
  if (verb === "get") return;
  // The page may be older than the last login, which made a new token.
  headers["X-CSRFToken"] = cookie("csrftoken") ?? "";
  parameters.delete("csrfmiddlewaretoken");
});

for (const failure of /** @type {const} */ (["htmx:sendError", "htmx:timeout"])) {
  document.addEventListener(failure, (event) => {
    if (event.detail.requestConfig?.verb === "post")
      tell("The server cannot be reached, and nothing was changed. Try it again.");
  });
}
