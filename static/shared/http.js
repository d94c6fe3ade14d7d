// What every request needs: who sends it, a CSRF token that is never older than the cookie, and a sentence when nothing
// comes back.

export const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

/** The editor whose page this is. Somebody else may have logged in since, in another tab: the server compares. */
export const editor = document.body.dataset.editor ?? "";

/** What a request that htmx does not make sends along. */
export const headers = () => ({
  "HX-Request": "true",
  "HX-Current-URL": location.href,
  "X-CSRFToken": cookie("csrftoken") ?? "",
  "X-Editor": editor,
});

export function tell(sentence, look = "error") {
  const told = document.createElement("p");
  told.className = `notice ${look}`;
  told.textContent = sentence;
  document.getElementById("notice").replaceChildren(told);
}

/** A random UUID; `crypto.randomUUID` is missing where a newsroom serves its pages without TLS. */
export const newId = () =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters, verb } = event.detail;
  if (editor) headers["X-Editor"] = editor;
  if (verb === "get") return;
  // The page may be older than the last login, which made a new token.
  headers["X-CSRFToken"] = cookie("csrftoken") ?? "";
  parameters.delete("csrfmiddlewaretoken");
});

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (event.detail.requestConfig?.verb === "post") tell("The server cannot be reached, and nothing was changed. Try it again.");
  });
}
