// A strip at the window's edge shows where in the article its claims stand: open ones strong, decided ones faint. A click on
// it goes there. It is there for long articles only; the keys go from claim to claim anyway.

import { listen } from "./events.js";

const LONG = 1.6; // heights of the window from which on an article is long
const strip = () => document.getElementById("margin");
const text = () => document.getElementById("text");

let drawn = 0;

function soon() {
  cancelAnimationFrame(drawn);
  drawn = requestAnimationFrame(draw);
}

function draw() {
  const whole = document.documentElement.scrollHeight;
  strip().hidden = whole < innerHeight * LONG;
  if (strip().hidden) return;
  const { clientWidth: width, clientHeight: height } = strip();
  const canvas = strip().querySelector("canvas");
  [canvas.width, canvas.height] = [width * devicePixelRatio, height * devicePixelRatio];
  const brush = canvas.getContext("2d");
  brush.scale(devicePixelRatio, devicePixelRatio);
  const colours = getComputedStyle(document.documentElement);
  const claims = [...text().querySelectorAll("a.first:not(.aside)")];
  for (const claim of claims) {
    const isOpen = claim.classList.contains("undecided");
    const kind = ["allegation", "denial", "quote"].find((each) => claim.classList.contains(each));
    brush.fillStyle = colours.getPropertyValue(isOpen && kind ? `--${kind}` : "--line");
    brush.fillRect(isOpen ? 4 : width - 8, ((claim.getBoundingClientRect().top + scrollY) / whole) * height, isOpen ? width - 8 : 4, 2);
  }
  look();
}

/** Marks the part of the article that is in the window. */
function look() {
  const whole = document.documentElement.scrollHeight;
  const view = strip().querySelector("i");
  view.style.top = `${(scrollY / whole) * 100}%`;
  view.style.height = `${(innerHeight / whole) * 100}%`;
}

// Heard on the document: the strip is another one once an article's claims have been found.
document.addEventListener("click", ({ target, clientY }) => {
  if (!target.closest("#margin")) return;
  const { top, height } = strip().getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const place = ((clientY - top) / height) * document.documentElement.scrollHeight - innerHeight / 2;
  scrollTo({ top: place, behavior: still ? "instant" : "smooth" });
});
addEventListener("scroll", () => strip().hidden || look(), { passive: true });
addEventListener("resize", soon);
listen("claims-changed", soon);
listen("paragraphs-replaced", soon);
listen("card-replaced", soon);
soon();
