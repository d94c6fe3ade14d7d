"""Pairs quotation marks to find the quoted stretches of a text."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from annotate.text.spans import Span

_CLOSERS = {
    '"': '"”',
    "“": '”"“',
    "”": '”"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "''": ("''", '"'),
    "``": ("''", '"', "``"),
}
_SINGLE_CLOSERS = {"‘": "’'", "'": "'’"}
_MARK = re.compile(r"''|``|[\"“”„‟«»]")
_SINGLE_MARK = re.compile(r"[‘’']")
_OPENS_BEFORE = frozenset("([{-–—/…:¿¡'‘")
_FAR = 12  # marks; limits the cost of a text full of apostrophes
_BEFORE_CLOSING = frozenset(".,!?…")
_MOST_PARAGRAPHS = 60  # limits the cost of a text that never closes its quotation marks


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: one span for each paragraph it runs through. `width` is the length of one mark."""

    spans: tuple[Span, ...]
    closed: bool
    width: int = 1

    @property
    def start(self) -> int:
        return self.spans[0][0]


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Return the quotations of a text in order, leaving out those inside another.

    A quotation continues in the next paragraph if it is still open and that paragraph starts with a mark. An unclosed
    mark at the start of a paragraph, or after a comma or colon, opens a quotation to the end of the paragraph. Any
    other unclosed mark is ignored: it is a slip, or means inches. An unclosed single mark may be an apostrophe, so it
    opens a quotation only if the next paragraph starts with one too.
    """
    found: list[Quotation] = []
    carried: Quotation | None = None
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        pieces = _pair_doubles(text, paragraph)
        singles = _pair_singles(text, paragraph, following, pieces)
        pieces = _without_inner(sorted(pieces + singles, key=lambda piece: piece.start))
        if carried and pieces and pieces[0].start == paragraph[0] and len(carried.spans) < _MOST_PARAGRAPHS:
            first = pieces.pop(0)
            found.pop()
            pieces.insert(0, Quotation(carried.spans + first.spans, first.closed, carried.width))
        found += pieces
        carried = pieces[-1] if pieces and not pieces[-1].closed else None
    return found


def quoted_share(spans: Sequence[Span], found: Sequence[Quotation]) -> float:
    """Return how much of the spans is quoted, 0 to 1, not counting the quotation marks themselves.

    found: all quotations of the text, in order.
    """
    if not spans:
        return 0.0
    first = bisect_left(found, spans[0][0], key=lambda quotation: quotation.spans[-1][1])
    last = bisect_left(found, spans[-1][1], key=lambda quotation: quotation.start)
    parts = [part for quotation in found[first:last] for part in quotation.spans]
    marks = _count_shared(spans, [mark for quotation in found[first:last] for mark in _marks(quotation)])
    length = sum(end - start for start, end in spans) - marks
    return (_count_shared(spans, parts) - marks) / length if length > 0 else 0.0


def _marks(quotation: Quotation) -> list[Span]:
    opening = [(start, start + quotation.width) for start, _ in quotation.spans]
    end = quotation.spans[-1][1]
    return opening + ([(end - quotation.width, end)] if quotation.closed else [])


def _count_shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Return how many code points two sorted lists of spans share."""
    shared = at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        (start, end), (other_start, other_end) = left[at_left], right[at_right]
        shared += max(0, min(end, other_end) - max(start, other_start))
        if end <= other_end:
            at_left += 1
        else:
            at_right += 1
    return shared


def _pair_doubles(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, *paragraph):
        if opened is None:
            opened = mark if _may_open(text, mark, paragraph) else None
        elif mark[0] in _CLOSERS[opened[0]] and _may_close(text, mark, paragraph):
            found.append(Quotation(((opened.start(), mark.end()),), True, len(mark[0])))
            opened = None
        elif mark[0] in "“„«" and _may_open(text, mark, paragraph):
            opened = mark  # the earlier one was never closed
    if opened and _counts_unclosed(text, opened, paragraph):
        found.append(Quotation(((opened.start(), paragraph[1]),), False, len(opened[0])))
    return found


def _pair_singles(text: str, paragraph: Span, following: Span | None, doubles: list[Quotation]) -> list[Quotation]:
    """Pair single marks outside double ones. The letters around a mark distinguish it from an apostrophe."""
    marks = _outside(list(_SINGLE_MARK.finditer(text, *paragraph)), doubles)
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    inner_end = 0
    for at, mark in enumerate(marks):
        if at < inner_end:
            continue
        if mark[0] in _SINGLE_CLOSERS and _opens_single(text, mark, paragraph):
            inner_end = _end_of_inner(text, opened, marks[at : at + _FAR], paragraph) + at if opened else 0
            opened = opened if inner_end > at else mark
        elif (
            opened
            and _closes_single(text, opened, mark, paragraph)
            and not (_is_plural(text, mark) and _closes_later(text, opened, marks[at + 1 : at + _FAR], paragraph))
            and (_is_speech(text, opened, mark, paragraph) or not _has_between(doubles, opened, mark.start()))
        ):
            found.append(Quotation(((opened.start(), mark.end()),), True))
            opened = None
    goes_on = following is not None and _starts_with_single(text, following)
    if (
        opened
        and goes_on
        and _counts_unclosed(text, opened, paragraph)
        and not _has_between(doubles, opened, paragraph[1])
    ):
        found.append(Quotation(((opened.start(), paragraph[1]),), False))
    return found


def _outside(marks: list[re.Match[str]], doubles: list[Quotation]) -> list[re.Match[str]]:
    """The marks that are not inside any of the quotations."""
    ends = [double.spans[-1][1] for double in doubles]
    starts = [double.start for double in doubles] + [sys.maxsize]
    return [mark for mark in marks if starts[bisect_right(ends, mark.start())] > mark.start()]


def _has_between(doubles: list[Quotation], opened: re.Match[str], end: int) -> bool:
    after = bisect_right(doubles, opened.start(), key=lambda double: double.start)
    return after < len(doubles) and doubles[after].start < end


def _is_speech(text: str, opened: re.Match[str], mark: re.Match[str], paragraph: Span) -> bool:
    """Whether single marks are around speech, which may have double marks inside."""
    return _counts_unclosed(text, opened, paragraph) and text[mark.start() - 1] in _BEFORE_CLOSING


def _without_inner(pieces: list[Quotation]) -> list[Quotation]:
    """Leave out the quotations inside another."""
    kept: list[Quotation] = []
    for piece in pieces:
        if not kept or piece.start >= kept[-1].spans[-1][1]:
            kept.append(piece)
    return kept


def _closes_single(text: str, opened: re.Match[str], mark: re.Match[str], paragraph: Span) -> bool:
    return mark[0] in _SINGLE_CLOSERS[opened[0]] and _may_close(text, mark, paragraph)


def _is_plural(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may be an apostrophe after a plural: the workers' rights."""
    return text[mark.start() - 1] == "s" and text[mark.end() : mark.end() + 2][1:].islower()


def _closes_later(text: str, opened: re.Match[str], marks: list[re.Match[str]], paragraph: Span) -> bool:
    """Whether a mark after punctuation closes the quotation before another one opens."""
    for mark in marks:
        if mark[0] in _SINGLE_CLOSERS and _opens_single(text, mark, paragraph):
            return False
        if _closes_single(text, opened, mark, paragraph) and text[mark.start() - 1] in _BEFORE_CLOSING:
            return True
    return False


def _end_of_inner(text: str, opened: re.Match[str], marks: list[re.Match[str]], paragraph: Span) -> int:
    """How many of the marks are around words quoted inside speech: 'We call it a 'mess', all of us.' 0 if none."""
    if not _counts_unclosed(text, opened, paragraph):
        return 0
    is_inside, end = True, 0
    for at, mark in enumerate(marks[1:], start=1):
        if mark[0] in _SINGLE_CLOSERS and _opens_single(text, mark, paragraph):
            if is_inside:
                return 0
            is_inside = True
        elif _closes_single(text, opened, mark, paragraph) and not _is_plural(text, mark):
            if not is_inside:
                return end if _ends_speech(text, mark, marks[at - 1]) else 0
            is_inside, end = False, at + 1
    return 0


def _ends_speech(text: str, mark: re.Match[str], inner: re.Match[str]) -> bool:
    """Whether a mark closes speech, at its punctuation or right after an inner quotation."""
    return text[mark.start() - 1] in _BEFORE_CLOSING or not text[inner.end() : mark.start()].strip(".,!?…")


def _starts_with_single(text: str, paragraph: Span) -> bool:
    mark = _SINGLE_MARK.match(text, *paragraph)
    return mark is not None and mark[0] in _SINGLE_CLOSERS and _opens_single(text, mark, paragraph)


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    at, after = mark.start(), mark.end()
    if after >= paragraph[1]:
        return False
    before = text[at - 1] if at > paragraph[0] else " "
    if mark[0] in "“„«":
        return True
    return before.isspace() or before in _OPENS_BEFORE or (mark[0] == '"' and before in ",." and text[after].isalnum())


def _opens_single(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    at, after = mark.start(), mark.end()
    before = text[at - 1] if at > paragraph[0] else " "
    return (
        (before.isspace() or before in "([—–")
        and after < paragraph[1]
        and (text[after].isalpha() or text[after] in '“"[')
    )


def _may_close(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    at, after = mark.start(), mark.end()
    if mark[0] in "”»":
        return True
    follows = text[after] if after < paragraph[1] else " "
    return not follows.isalnum() or (text[at - 1] in ".,!?" and not text[at - 1].isspace())


def _counts_unclosed(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    before = text[max(paragraph[0], mark.start() - 2) : mark.start()].rstrip()[-1:]
    return mark.start() == paragraph[0] or before in (",", ":")
