// A strip at the window's edge that shows where in a long article its claims are: open ones strong, decided ones faint. A
// click goes there.

import { targetOf } from "../shared/elements.js";
import { listen } from "./events.js";

const LONG = 1.6; // window heights above which an article is long
const strip = () => document.getElementById("margin");

let frame = 0;

function drawSoon() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(draw);
}

function draw() {
  const shown = strip();
  const whole = document.documentElement.scrollHeight;
  if (!shown) return;
  shown.hidden = whole < innerHeight * LONG;
  /** @type {HTMLCanvasElement | null} */
  const canvas = shown.querySelector("canvas");
  const brush = canvas?.getContext("2d");
  if (shown.hidden || !canvas || !brush) return;
  const { clientWidth: width, clientHeight: height } = shown;
  [canvas.width, canvas.height] = [width * devicePixelRatio, height * devicePixelRatio];
  brush.scale(devicePixelRatio, devicePixelRatio);
  const colours = getComputedStyle(document.documentElement);
  for (const claim of document.querySelectorAll("#text a.first:not(.aside)")) {
    const isOpen = claim.classList.contains("undecided");
    const kind = ["allegation", "denial", "quote"].find((name) => claim.classList.contains(name));
    const y = ((claim.getBoundingClientRect().top + scrollY) / whole) * height;
    brush.fillStyle = colours.getPropertyValue(isOpen && kind ? `--${kind}` : "--line");
    brush.fillRect(isOpen ? 4 : width - 8, y, isOpen ? width - 8 : 4, 2);
  }
  markWindow();
}

/** Marks the part of the article that is in the window. */
function markWindow() {
  const whole = document.documentElement.scrollHeight;
  const mark = strip()?.querySelector("i");
  if (!mark || strip()?.hidden) return;
  mark.style.top = `${(scrollY / whole) * 100}%`;
  mark.style.height = `${(innerHeight / whole) * 100}%`;
}

// The listener is on the document because the strip is replaced once an article's claims have been found.
document.addEventListener("click", (event) => {
  const clicked = targetOf(event).closest("#margin");
  if (!clicked) return;
  const { top, height } = clicked.getBoundingClientRect();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const y = ((event.clientY - top) / height) * document.documentElement.scrollHeight - innerHeight / 2;
  scrollTo({ top: y, behavior: isStill ? "instant" : "smooth" });
});
addEventListener("scroll", markWindow, { passive: true });
addEventListener("resize", drawSoon);
listen("claims-changed", drawSoon);
listen("paragraphs-replaced", drawSoon);
listen("card-replaced", drawSoon);
drawSoon();
