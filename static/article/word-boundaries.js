// Where words and characters begin and end, so that selections and claims cover whole ones.

import {
  countPoints,
  cutAtParagraphs,
  paragraphAt,
  paragraphSpan,
  paragraphs,
  pointOf,
  siblingOf,
  startOf,
  unitIndex,
} from "./text-positions.js";

/** @typedef {import("./text-positions.js").Span} Span */

const RIGHT_TO_LEFT = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const words = new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "word" });
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A span within one paragraph, trimmed of white space and grown to whole words, or with `byCharacter` to whole characters
 * (an emoji, or a letter with its accents, is one character); null if it covers no words.
 * @param {Span} span
 * @param {boolean} byCharacter
 * @returns {Span | null}
 */
export function snapToWords([start, end], byCharacter = false) {
  const paragraph = paragraphAt(start) ?? paragraphs()[0];
  const text = paragraph.textContent;
  const first = startOf(paragraph);
  const chosen = text.slice(unitIndex(text, start - first), unitIndex(text, end - first));
  if (!chosen.trim()) return null;
  const from = unitIndex(text, start - first) + chosen.length - chosen.trimStart().length;
  const segments = (byCharacter ? characters : words).segment(text);
  const opening = segmentAt(segments, from);
  const closing = segmentAt(segments, from + chosen.trim().length - 1);
  return [
    first + countPoints(text.slice(0, opening.index)),
    first + countPoints(text.slice(0, closing.index + closing.segment.length)),
  ];
}

/**
 * The whole words in each of the spans; spans without words are left out.
 * @param {Span[]} spans
 * @param {boolean} byCharacter
 */
export const snapAll = (spans, byCharacter = false) =>
  spans.map((span) => snapToWords(span, byCharacter)).filter((span) => span !== null);

/**
 * The words that a DOM range covers: one span for each paragraph.
 * @param {Range} range
 * @param {boolean} byCharacter
 */
export function spansOf(range, byCharacter = false) {
  const text = document.getElementById("text");
  if (!text || !range.intersectsNode(text)) return [];
  const start = pointOf(range.startContainer, range.startOffset) ?? firstPoint(range);
  const end = pointOf(range.endContainer, range.endOffset) ?? lastPoint(range);
  return snapAll(cutAtParagraphs([start, end]), byCharacter);
}

/**
 * Where the text in a range starts, if the range starts outside the paragraphs.
 * @param {Range} range
 */
function firstPoint(range) {
  const first = [...paragraphs()].find((paragraph) => range.comparePoint(paragraph, 0) >= 0);
  return first ? startOf(first) : 0;
}

/**
 * Where the text in a range ends, if the range ends outside the paragraphs.
 * @param {Range} range
 */
function lastPoint(range) {
  const last = [...paragraphs()].findLast(
    (paragraph) => range.comparePoint(paragraph, paragraph.childNodes.length) <= 0,
  );
  return last ? paragraphSpan(last)[1] : 0;
}

/**
 * The next point, forward (`by` 1) or backward (-1), where a word begins, or with `atEnds` where one ends; with
 * `byCharacter`, the next character. At the edge of a paragraph this is the neighbour's edge, unless `isWithin`.
 * @param {number} point
 * @param {number} by
 * @param {{ byCharacter?: boolean, atEnds?: boolean, isWithin?: boolean }} options
 */
export function nextBoundary(point, by, { byCharacter = false, atEnds = false, isWithin = false } = {}) {
  const paragraph = paragraphAt(point) ?? paragraphs()[0];
  const text = paragraph.textContent;
  const at = unitIndex(text, point - startOf(paragraph));
  if (by > 0 ? at >= text.length : at <= 0) return isWithin ? point : neighbouringEdge(paragraph, by, point);
  const segments = (byCharacter ? characters : words).segment(text);
  const unit = by > 0 ? unitAfter(segments, at, atEnds, byCharacter) : unitBefore(segments, at, atEnds, byCharacter);
  return startOf(paragraph) + countPoints(text.slice(0, unit));
}

/** @typedef {ReturnType<Intl.Segmenter["segment"]>} Segments */

/**
 * @param {Segments} segments
 * @param {number} at an index inside the text
 */
const segmentAt = (segments, at) => /** @type {Intl.SegmentData} */ (segments.containing(at));

/**
 * @param {Intl.SegmentData | undefined} segment
 * @param {boolean} byCharacter
 */
const isSpace = (segment, byCharacter) => segment !== undefined && !byCharacter && !segment.segment.trim();

/**
 * @param {Segments} segments
 * @param {number} at
 * @param {boolean} atEnds
 * @param {boolean} byCharacter
 */
function unitAfter(segments, at, atEnds, byCharacter) {
  /** @type {Intl.SegmentData | undefined} */
  let segment = segments.containing(at);
  let end = at;
  const pass = () => {
    end += segment?.segment.length ?? 0;
    segment = segments.containing(end);
  };
  end = segment?.index ?? at;
  if (atEnds) while (isSpace(segment, byCharacter)) pass();
  pass();
  if (!atEnds) while (isSpace(segment, byCharacter)) pass();
  return end;
}

/**
 * @param {Segments} segments
 * @param {number} at
 * @param {boolean} atEnds
 * @param {boolean} byCharacter
 */
function unitBefore(segments, at, atEnds, byCharacter) {
  let segment = segmentAt(segments, at - 1);
  if (!atEnds) {
    while (segment.index > 0 && isSpace(segment, byCharacter)) segment = segmentAt(segments, segment.index - 1);
    return segment.index;
  }
  while (segment.index > 0) {
    const earlier = segmentAt(segments, segment.index - 1);
    if (!isSpace(earlier, byCharacter)) break;
    segment = earlier;
  }
  return segment.index;
}

/**
 * @param {HTMLElement} paragraph
 * @param {number} by
 * @param {number} point
 */
function neighbouringEdge(paragraph, by, point) {
  const neighbour = siblingOf(paragraph, by);
  return neighbour ? paragraphSpan(neighbour)[by > 0 ? 0 : 1] : point;
}

/**
 * Whether the text around a point runs from right to left, so that the arrow keys change sides.
 * @param {number} point
 */
export function isRightToLeft(point) {
  const [letter] = paragraphAt(point)?.textContent.match(/\p{Letter}/u) ?? [""];
  return RIGHT_TO_LEFT.test(letter);
}
