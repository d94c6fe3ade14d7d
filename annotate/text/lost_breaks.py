"""Finds paragraph borders in lines whose breaks were lost, for example because a web page was copied as one line.

In 47 articles of other beats than politics whose breaks were replaced with spaces, 83% of the borders that it found
were right, and in 200 of PolNeAR's training articles 81%. It found 38% and 44% of the lost ones, mostly those next to
quotations, which matter most.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from annotate.text.quotations import find_quotations
from annotate.text.sentences import Sentence, Unit, cut_sentences
from annotate.text.spans import Span

# In code points. Of the paragraphs of PolNeAR's articles one in two hundred is longer than this.
_LONG = 1000
_TOO_LONG = 2500  # longer than a paragraph of news can be
_MOST = 0.75  # of the text; the rest may be a headline or a caption
_LONG_QUOTATION = 15  # words; after a shorter one and its speaker, the same paragraph usually quotes on
_SHORT_ATTRIBUTION = 5  # words
_CUE_WITHIN = 9  # units

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’']")
_SINGLES = frozenset("‘’'")
_ENDED_SENTENCE = re.compile(r"[.!?…][)\]]?\s+\Z")
_ENDED_QUOTATION = re.compile(r"[.,!?…](?:''|[\"”’'»])\s+\Z")
_LOOK_BACK = 6  # code points
# A headline in capitals, or a headline, subheading or caption that no full stop separates from the next sentence.
_UNENDED_LINE = re.compile(
    r"""
    \A (?:[^a-z\s]+\s+){4,} (?=[A-Z][a-z])
    | (?<=[a-z]) (?<!\bof) (?<!\bin) (?<!\bto) (?<!\bat) (?<!\bfor) (?<!\bby) (?<!\bon) (?<!\bfrom) (?<!\bwith)
    (?<!\band) (?<!\bthe) [ ] (?=(?:A|An|The|He|She|They|It|This|These|There)[ ][a-z])
    """,
    re.VERBOSE,
)


def add_lost_breaks(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the paragraphs of a text, with those that lost their breaks cut at each border that can be seen.

    A paragraph has lost its breaks if it is longer than any in the news, or is long and most of the text.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        if _has_lost_breaks(text, paragraph):
            by_marks = list(_cut(text, paragraph, _find_by_marks(text, paragraph)))
            found += _cut(text, paragraph, [start for start, _ in by_marks[1:]] + _find_by_sentences(text, by_marks))
        else:
            found.append(paragraph)
    return found


def _has_lost_breaks(text: str, paragraph: Span) -> bool:
    length = paragraph[1] - paragraph[0]
    return length >= _TOO_LONG or (length >= _LONG and length > _MOST * len(text))


def _cut(text: str, paragraph: Span, borders: Iterable[int]) -> Iterator[Span]:
    """Yield the parts of a paragraph between the borders, without the white space around them."""
    for start, end in pairwise(sorted({paragraph[0], *borders, paragraph[1]})):
        yield start, start + len(text[start:end].rstrip())


def _find_by_marks(text: str, paragraph: Span) -> Iterator[int]:
    """Yield the offsets where a mark opens a quotation inside one or right after one, and where a headline ends."""
    yield from (match.end() for match in _UNENDED_LINE.finditer(text, *paragraph))
    opened = ""
    for mark in _MARK.finditer(text, *paragraph):
        form = "single" if mark[0] in _SINGLES else "double"
        if opened not in ("", form):
            continue
        if _opens(text, mark, paragraph):
            before = text[max(paragraph[0], mark.start() - _LOOK_BACK) : mark.start()]
            if (_ENDED_SENTENCE if opened else _ENDED_QUOTATION).search(before):
                yield mark.start()
            opened = form
        elif opened and _closes(text, mark, paragraph):
            opened = ""


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    if mark[0] in "“„«":
        return True
    before, after = _neighbours(text, mark, paragraph)
    return mark[0] not in "”’»" and (before.isspace() or before in "([—–") and not after.isspace()


def _closes(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Whether a mark can close a quotation; an apostrophe in a word or after a plural cannot."""
    if mark[0] in "”»":
        return True
    before, after = _neighbours(text, mark, paragraph)
    is_plural = mark[0] in _SINGLES and before == "s" and text[mark.end() : mark.end() + 2][1:].islower()
    return not (before.isspace() or after.isalnum() or is_plural)


def _neighbours(text: str, mark: re.Match[str], paragraph: Span) -> tuple[str, str]:
    """The characters before and after a mark, a space at the ends of the paragraph."""
    before = text[mark.start() - 1] if mark.start() > paragraph[0] else " "
    after = text[mark.end()] if mark.end() < paragraph[1] else " "
    return before, after


def _find_by_sentences(text: str, paragraphs: Sequence[Span]) -> list[int]:
    """The starts of the sentences that seem to begin a paragraph, because they or those before them quote."""
    sentences = cut_sentences(text, paragraphs, find_quotations(text, paragraphs))
    return [
        after.span[0]
        for before, after in pairwise(sentences)
        if before.paragraph == after.paragraph and _is_border(text, before, after)
    ]


def _is_border(text: str, before: Sentence, after: Sentence) -> bool:
    spoken = [unit for unit in before.units if not unit.is_mark]
    if not spoken:
        return False
    first, last = spoken[0].quotation is not None, spoken[-1].quotation is not None
    if after.units[0].quotation is None:
        return first or last
    return not first or last or _names_speaker(after) or _ends_paragraph(text, spoken)


def _names_speaker(sentence: Sentence) -> bool:
    """Whether a sentence that begins with a quotation goes on in the reporter's words."""
    return len(_own_words(sentence.units[:_CUE_WITHIN])) > 1


def _ends_paragraph(text: str, spoken: Sequence[Unit]) -> bool:
    """Whether a quotation and its speaker, before another quotation, are probably a paragraph of their own."""
    quoted = text[spoken[0].start : spoken[0].end]
    return len(quoted.split()) >= _LONG_QUOTATION and len(_own_words(spoken)) <= _SHORT_ATTRIBUTION


def _own_words(units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if not unit.quotation and not unit.is_mark]
