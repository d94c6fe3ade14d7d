// What every htmx request needs: a CSRF token that is never older than the cookie, and a sentence when nothing comes back.

export const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

export function tell(sentence) {
  const told = document.createElement("p");
  told.className = "notice error";
  told.textContent = sentence;
  document.getElementById("notice").replaceChildren(told);
}

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters, verb } = event.detail;
  if (verb === "get") return;
  // The page may be older than the last login, which made a new token.
  headers["X-CSRFToken"] = cookie("csrftoken") ?? "";
  parameters.delete("csrfmiddlewaretoken");
});

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (event.detail.requestConfig?.verb === "post")
      tell("Not saved: the server cannot be reached. Your choice is still on the card; try it again.");
  });
}
