// Places in the article's text: where a code point of `Article.text` stands on the page, and back. A paragraph says where
// it begins, so that one position needs a walk over its own paragraph only. Nothing here counts UTF-16 units as places.

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const RIGHT_TO_LEFT = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const words = new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "word" });
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many code points a string has. */
export const length = (string) => string.length - (string.match(PAIR)?.length ?? 0);

/** The UTF-16 index of a string's nth code point. */
function unit(string, points) {
  let at = 0;
  for (let left = points; left > 0 && at < string.length; left--) at += string.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

const all = () => document.querySelectorAll("#text > p[data-start]");
const begin = (paragraph) => Number(paragraph.dataset.start);

/** The paragraph in which a code point stands, or after which it comes; null before the first. */
export function paragraphAt(point) {
  const paragraphs = all();
  let [low, high] = [0, paragraphs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begin(paragraphs[middle]) <= point) low = middle + 1;
    else high = middle;
  }
  return paragraphs[low - 1] ?? null;
}

/** A paragraph as a half-open span. */
export const extent = (paragraph) => [begin(paragraph), begin(paragraph) + length(paragraph.textContent)];

const home = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("#text > p[data-start]");

/** The code point at a DOM position; null if that is in no paragraph. */
export function pointOf(node, offset) {
  const paragraph = home(node);
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return begin(paragraph) + length(before.toString());
}

/** The DOM position of a code point; between two runs that of the later one, or with `atEnd` of the earlier. */
function positionOf(point, atEnd) {
  const paragraph = paragraphAt(point) ?? all()[0];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = point - begin(paragraph);
  let node = walker.nextNode();
  while (node) {
    const size = length(node.data);
    if (left < size || (atEnd && left === size)) break;
    const later = walker.nextNode();
    if (!later) return [node, node.data.length];
    left -= size;
    node = later;
  }
  return node ? [node, unit(node.data, left)] : [paragraph, 0];
}

/** A span as a DOM range. */
export function rangeOf([start, end]) {
  const range = document.createRange();
  range.setStart(...positionOf(start, false));
  range.setEnd(...positionOf(end, start < end));
  return range;
}

/** The article's text in a span, as the page shows it. Between paragraphs stand line ends, which the page does not. */
export function textOf([start, end]) {
  let text = "";
  let at = start;
  for (let paragraph = paragraphAt(start); paragraph && at < end; paragraph = paragraph.nextElementSibling) {
    const from = begin(paragraph);
    if (from >= end) break;
    text += "\n".repeat(Math.max(0, from - at));
    at = Math.max(at, from);
    const shown = paragraph.textContent;
    const piece = shown.slice(unit(shown, at - from), unit(shown, Math.min(end, from + length(shown)) - from));
    text += piece;
    at += length(piece);
  }
  return text + "\n".repeat(Math.max(0, end - at));
}

/** A span cut at paragraphs: one span for each that it touches. */
export function cutAtParagraphs([start, end]) {
  const pieces = [];
  for (let paragraph = paragraphAt(start) ?? all()[0]; paragraph; paragraph = paragraph.nextElementSibling) {
    if (begin(paragraph) >= end) break;
    const [from, to] = extent(paragraph);
    const piece = [Math.max(start, from), Math.min(end, to)];
    if (piece[0] < piece[1]) pieces.push(piece);
  }
  return pieces;
}

/** A span within one paragraph without white space at its ends and grown to whole words, or with `freely` to whole
 * characters (an emoji or a letter with its accents is one); null if it covers no words. */
export function snapped([start, end], freely = false) {
  const paragraph = paragraphAt(start);
  const text = paragraph.textContent;
  const chosen = text.slice(unit(text, start - begin(paragraph)), unit(text, end - begin(paragraph)));
  if (!chosen.trim()) return null;
  let from = unit(text, start - begin(paragraph)) + chosen.length - chosen.trimStart().length;
  let to = from + chosen.trim().length;
  const segments = (freely ? characters : words).segment(text);
  from = segments.containing(from).index;
  const last = segments.containing(to - 1);
  to = last.index + last.segment.length;
  return [begin(paragraph) + length(text.slice(0, from)), begin(paragraph) + length(text.slice(0, to))];
}

/** What a DOM range covers, as spans: one for each paragraph. */
export function spansOf(range, freely = false) {
  if (!range.intersectsNode(document.getElementById("text"))) return [];
  const start = pointOf(range.startContainer, range.startOffset) ?? edge(range, true);
  const end = pointOf(range.endContainer, range.endOffset) ?? edge(range, false);
  return cutAtParagraphs([start, end])
    .map((span) => snapped(span, freely))
    .filter(Boolean);
}

/** Where the part of a range that lies in the text begins, or ends, if it reaches beyond any paragraph. */
function edge(range, first) {
  const paragraphs = [...all()];
  if (first) {
    const next = paragraphs.find((each) => range.comparePoint(each, 0) >= 0);
    return next ? begin(next) : 0;
  }
  const last = paragraphs.findLast((each) => range.comparePoint(each, each.childNodes.length) <= 0);
  return last ? extent(last)[1] : 0;
}

/** The next place, `by` 1 or -1, where a word (with `freely` a character) begins, or with `ends` where one ends; at a
 * paragraph's edge the neighbour's, unless `within`. */
export function next(point, by, { freely = false, ends = false, within = false } = {}) {
  const paragraph = paragraphAt(point) ?? all()[0];
  const text = paragraph.textContent;
  const segments = (freely ? characters : words).segment(text);
  const skip = (segment) => !freely && !segment.segment.trim();
  let at = unit(text, point - begin(paragraph));
  const done = () => begin(paragraph) + length(text.slice(0, at));
  if (by > 0) {
    if (at >= text.length) return neighbour(paragraph, 1, point, within);
    let segment = segments.containing(at);
    if (ends) while (segment && skip(segment)) segment = segments.containing(segment.index + segment.segment.length);
    at = segment ? segment.index + segment.segment.length : text.length;
    if (!ends) for (let later = segments.containing(at); later && skip(later); later = segments.containing(at)) at += later.segment.length;
    return done();
  }
  if (at <= 0) return neighbour(paragraph, -1, point, within);
  let segment = segments.containing(at - 1);
  if (ends) {
    at = segment.index;
    for (segment = segments.containing(at - 1); at > 0 && skip(segment); segment = segments.containing(at - 1)) at = segment.index;
    return done();
  }
  while (segment.index > 0 && skip(segment)) segment = segments.containing(segment.index - 1);
  at = segment.index;
  return done();
}

function neighbour(paragraph, by, point, within) {
  const other = by > 0 ? paragraph.nextElementSibling : paragraph.previousElementSibling;
  if (within || !other) return point;
  return extent(other)[by > 0 ? 0 : 1];
}

/** Whether the text around a place runs from right to left, so that the arrow keys change sides. */
export function isRightToLeft(point) {
  const [first] = paragraphAt(point)?.textContent.match(/\p{Letter}/u) ?? [""];
  return RIGHT_TO_LEFT.test(first);
}

/** The runs of text that lie in a claim. Only where several claims share one does it name them all. */
export const runsOf = (id) => document.querySelectorAll(`#text [data-claim="${id}"], #text [data-in~="${id}"]`);

/** Where a claim's words stand on the page now, as spans that neither touch nor cross paragraphs. */
export function shownSpans(id) {
  const spans = [];
  for (const run of runsOf(id)) {
    const start = pointOf(run, 0);
    const end = start + length(run.textContent);
    if (spans.at(-1)?.[1] === start) spans.at(-1)[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}

/** "12-40;52-80", as forms and exports write spans. */
export const written = (spans) => spans.map((span) => span.join("-")).join(";");
export const read = (spans) => spans.split(";").filter(Boolean).map((span) => span.split("-").map(Number));
