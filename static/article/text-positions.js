// Positions in the article's text: where a code point of `Article.text` is on the page, and back. Each paragraph says where
// it starts, so that a position needs a walk over its own paragraph only. No position here counts UTF-16 units.

/** @typedef {[start: number, end: number]} Span half-open, in code points of the article's text */

const SURROGATE_PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/**
 * The number of code points in a string.
 * @param {string} string
 */
export const countPoints = (string) => string.length - (string.match(SURROGATE_PAIR)?.length ?? 0);

/**
 * The UTF-16 index of a string's nth code point.
 * @param {string} string
 * @param {number} points
 */
export function unitIndex(string, points) {
  let index = 0;
  for (let count = points; count > 0 && index < string.length; count--) {
    index += Number(string.codePointAt(index)) > 0xffff ? 2 : 1;
  }
  return index;
}

/** All paragraphs of the article. */
export const paragraphs = () => document.querySelectorAll("#text > p[data-start]");

/**
 * The first code point of a paragraph.
 * @param {HTMLElement} paragraph
 */
export const startOf = (paragraph) => Number(paragraph.dataset.start);

/**
 * The paragraph that contains a code point or ends before it; null before the first.
 * @param {number} point
 */
export function paragraphAt(point) {
  const all = paragraphs();
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(all[middle]) <= point) low = middle + 1;
    else high = middle;
  }
  return low ? all[low - 1] : null;
}

/**
 * The paragraph after (1) or before (-1) another.
 * @param {HTMLElement} paragraph
 * @param {number} by
 */
export const siblingOf = (paragraph, by) =>
  /** @type {HTMLElement | null} */ (by > 0 ? paragraph.nextElementSibling : paragraph.previousElementSibling);

/**
 * The span of a paragraph.
 * @param {HTMLElement} paragraph
 * @returns {Span}
 */
export const paragraphSpan = (paragraph) => [
  startOf(paragraph),
  startOf(paragraph) + countPoints(paragraph.textContent),
];

/** @param {Node} node */
const paragraphOf = (node) =>
  (node instanceof Element ? node : node.parentElement)?.closest("#text > p[data-start]") ?? null;

/**
 * The code point at a DOM position; null outside the paragraphs.
 * @param {Node} node
 * @param {number} offset
 */
export function pointOf(node, offset) {
  const paragraph = paragraphOf(node);
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return startOf(paragraph) + countPoints(before.toString());
}

/**
 * The DOM position of a code point. Between two text nodes, the start of the later one, or with `atEnd` the end of the
 * earlier one.
 * @param {number} point
 * @param {boolean} atEnd
 * @returns {[node: Node, offset: number]}
 */
function positionOf(point, atEnd) {
  const paragraph = paragraphAt(point) ?? paragraphs()[0];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let points = point - startOf(paragraph);
  for (let node = nextText(walker); node; ) {
    const size = countPoints(node.data);
    if (points < size || (atEnd && points === size)) return [node, unitIndex(node.data, points)];
    const later = nextText(walker);
    if (!later) return [node, node.data.length];
    points -= size;
    node = later;
  }
  return [paragraph, 0];
}

/** @param {TreeWalker} walker */
const nextText = (walker) => /** @type {Text | null} */ (walker.nextNode());

/**
 * The DOM range of a span.
 * @param {Span} span
 */
export function rangeOf([start, end]) {
  const range = document.createRange();
  range.setStart(...positionOf(start, false));
  range.setEnd(...positionOf(end, start < end));
  return range;
}

/**
 * The article's text in a span. Line ends between paragraphs are part of the text but not of the page.
 * @param {Span} span
 */
export function textOf([start, end]) {
  let text = "";
  let at = start;
  for (let paragraph = paragraphAt(start); paragraph && at < end; paragraph = siblingOf(paragraph, 1)) {
    const from = startOf(paragraph);
    if (from >= end) break;
    text += "\n".repeat(Math.max(0, from - at));
    at = Math.max(at, from);
    const shown = paragraph.textContent;
    const piece = shown.slice(
      unitIndex(shown, at - from),
      unitIndex(shown, Math.min(end, from + countPoints(shown)) - from),
    );
    text += piece;
    at += countPoints(piece);
  }
  return text + "\n".repeat(Math.max(0, end - at));
}

/**
 * A span cut at paragraphs: one span for each paragraph that it touches.
 * @param {Span} span
 */
export function cutAtParagraphs([start, end]) {
  /** @type {Span[]} */
  const pieces = [];
  /** @type {HTMLElement | null} */
  let paragraph = paragraphAt(start) ?? paragraphs()[0];
  for (; paragraph && startOf(paragraph) < end; paragraph = siblingOf(paragraph, 1)) {
    const [from, to] = paragraphSpan(paragraph);
    if (Math.max(start, from) < Math.min(end, to)) pieces.push([Math.max(start, from), Math.min(end, to)]);
  }
  return pieces;
}

/**
 * The elements that show a claim's words. Only where several claims share words does an element name all of them.
 * @param {string} id
 */
export const runsOf = (id) => document.querySelectorAll(`#text [data-claim="${id}"], #text [data-in~="${id}"]`);

/**
 * The spans of a claim's words as the page shows them now. They neither touch nor cross paragraphs.
 * @param {string} id
 */
export function shownSpans(id) {
  /** @type {Span[]} */
  const spans = [];
  for (const run of runsOf(id)) {
    const start = pointOf(run, 0) ?? 0;
    const end = start + countPoints(run.textContent);
    const last = spans.at(-1);
    if (last?.[1] === start) last[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}

/**
 * Spans as forms and exports write them: "12-40;52-80".
 * @param {Span[]} spans
 */
export const formatSpans = (spans) => spans.map((span) => span.join("-")).join(";");

/**
 * The spans that `formatSpans` wrote.
 * @param {string} spans
 */
export const parseSpans = (spans) =>
  spans
    .split(";")
    .filter(Boolean)
    .map((span) => /** @type {Span} */ (span.split("-").map(Number)));
