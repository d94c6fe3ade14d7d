// The actor field: search as you type over names and aliases, choose with the arrows, or create an actor in place.

const field = () => document.getElementById("actor_name");
const list = () => document.getElementById("actor_options");
const options = () => [...list().children];
const chosen = () => list().querySelector("[aria-selected=true]");

function open(isOpen) {
  if (!list()) return;
  list().hidden = !isOpen;
  field().setAttribute("aria-expanded", isOpen);
  if (!isOpen) field().removeAttribute("aria-activedescendant");
}

function select(option) {
  for (const each of options()) each.setAttribute("aria-selected", each === option);
  if (!option) return;
  field().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(option) {
  const form = field().form;
  if (option.dataset.create) {
    htmx.ajax("POST", field().dataset.create, { values: { actor_name: option.dataset.create }, target: "#actor", swap: "outerHTML", source: form.querySelector(".actor") });
    return;
  }
  form.elements.not_named.checked = "none" in option.dataset;
  form.elements.actor.value = option.dataset.actor ?? "";
  form.elements.actor_shown.value = field().value = option.dataset.name ?? "";
  open(false);
  document.dispatchEvent(new CustomEvent("choice-changed"));
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "actor_options") {
    open(document.activeElement === field());
    select(field().value ? options()[0] : null);
  }
  if (event.target.id === "actor" && event.detail.requestConfig?.verb === "post") {
    document.dispatchEvent(new CustomEvent("choice-changed"));
    document.querySelector('[data-key="Enter"]').focus();
  }
});

document.addEventListener("input", (event) => {
  if (event.target === field()) field().form.elements.not_named.checked = false;
});

document.addEventListener("keydown", (event) => {
  if (event.target !== field() || event.isComposing) return;
  const all = options();
  const place = all.indexOf(chosen());
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    open(all.length > 0);
    select(all.at((place + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length));
  } else if (event.key === "Enter" && !list().hidden && chosen()) {
    event.preventDefault();
    choose(chosen());
  } else if (event.key === "Escape") open(false);
});

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest("#actor_options [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option);
});

document.addEventListener("click", (event) => {
  const other = event.target.closest("a[data-choose]");
  if (!other || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { elements } = field().form;
  elements.not_named.checked = false;
  elements.actor.value = other.dataset.choose;
  elements.actor_shown.value = field().value = other.dataset.name;
  document.dispatchEvent(new CustomEvent("choice-changed"));
  document.querySelector('[data-key="Enter"]').focus();
});

document.addEventListener("focusout", (event) => {
  if (event.target === field()) open(false);
});
