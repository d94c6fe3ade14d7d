"""From raw text to what the model reads: word pieces, case and quotation marks, packed into windows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy
from numpy.typing import NDArray
from tokenizers import Tokenizer

from annotate.text import Document
from annotate.text.spans import Span

# The longest window, in word pieces, that the model is trained on.
WINDOW = 256
SHAPES = 7
FEATURES = 1 + 2 * SHAPES  # 0 is for the pieces that are no words
_CLS, _SEP = 101, 102  # in the vocabulary of BERT, uncased
_LONGEST_WORD = 100  # WordPiece's own limit; a longer word is told by its start
_MOST_PIECES = 12
_WORDS_KEPT = 30_000  # with their pieces and shapes, for most words of a text are common ones
_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset(('"', "``", "''"))
_SENTENCE_END = re.compile(r"[.!?]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class EncodedParagraph:
    """A line, or a part of one that is too long for a window: its words, where they stand in the text, their pieces.

    `firsts[i]` is the place of word i's first piece in `pieces`; `features[j]` says how the word of piece j is
    written and whether it stands in quotation marks.
    """

    line: int
    words: Sequence[Span]
    written: list[str]
    pieces: list[int]
    firsts: list[int]
    features: list[int]


def paragraphs(document: Document, tokenizer: Tokenizer) -> Iterator[EncodedParagraph]:
    """A text's lines in order, blank ones left out, long ones cut behind sentences. Any text will do."""
    text = _SURROGATE.sub("\ufffd", document.text)
    quoted = False
    for line, words in enumerate(document.corpus_lines):
        written = [text[start:end] for start, end in words]
        if written[0] not in _OPENING | _EITHER:
            quoted = False
        features, quoted = _features(written, quoted)
        pieces = [_pieces(word, tokenizer) for word in written]
        yield from _cut(line, words, written, pieces, features)


def windows(
    found: Iterable[EncodedParagraph], *, limit: int = WINDOW, first: int = WINDOW
) -> Iterator[list[EncodedParagraph]]:
    """Neighbouring paragraphs packed into windows of at most `limit` pieces; the first window has at most `first`."""
    packed: list[EncodedParagraph] = []
    room = first - 1
    for paragraph in found:
        if packed and len(paragraph.pieces) + 1 > room:
            yield packed
            packed, room = [], limit - 1
        packed.append(paragraph)
        room -= len(paragraph.pieces) + 1
    if packed:
        yield packed


def arrays(window: list[EncodedParagraph]) -> tuple[NDArray, NDArray, list[NDArray]]:
    """A window's pieces, their features, and for each paragraph the places of its words' first pieces."""
    pieces, features, places = [_CLS], [0], []
    for paragraph in window:
        pieces.append(_SEP)
        features.append(0)
        places.append(numpy.array(paragraph.firsts, dtype=numpy.int64) + len(pieces))
        pieces.extend(paragraph.pieces)
        features.extend(paragraph.features)
    return numpy.array(pieces, dtype=numpy.int64), numpy.array(features, dtype=numpy.int64), places


def _features(written: list[str], quoted: bool) -> tuple[list[int], bool]:
    """1 + shape + 7 where the word stands in quotation marks (the marks too); and the state behind the last word."""
    found = []
    for word in written:
        opens = word in _OPENING or (word in _EITHER and not quoted)
        closes = word in _CLOSING or (word in _EITHER and quoted)
        quoted = quoted or opens
        found.append(1 + _shape(word) + (SHAPES if quoted else 0))
        quoted = quoted and not closes
    return found, quoted


@lru_cache(_WORDS_KEPT)
def _shape(word: str) -> int:
    if not any(map(str.isalpha, word)):
        return 5 if any(map(str.isdigit, word)) else 6
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    return 1 if word[0].isupper() and word[1:].islower() else 4


@lru_cache(_WORDS_KEPT)
def _pieces(word: str, tokenizer: Tokenizer) -> list[int]:
    found = tokenizer.encode([word[:_LONGEST_WORD]], is_pretokenized=True, add_special_tokens=False).ids
    # A word of which the normaliser leaves nothing still needs a place.
    return found[:_MOST_PIECES] or [tokenizer.token_to_id("[UNK]")]


def _cut(
    line: int, words: Sequence[Span], written: list[str], pieces: list[list[int]], features: list[int]
) -> Iterator[EncodedParagraph]:
    start, size, sentence = 0, 0, 0
    for at, of_word in enumerate(pieces):
        if size + len(of_word) > WINDOW - 2:
            cut = sentence if sentence > start else at
            yield _paragraph(line, words[start:cut], written[start:cut], pieces[start:cut], features[start:cut])
            start, size = cut, sum(map(len, pieces[cut:at]))
        size += len(of_word)
        if _SENTENCE_END.fullmatch(written[at]):
            sentence = at + 1
    yield _paragraph(line, words[start:], written[start:], pieces[start:], features[start:])


def _paragraph(
    line: int, words: Sequence[Span], written: list[str], pieces: list[list[int]], features: list[int]
) -> EncodedParagraph:
    firsts, of_pieces, all_pieces = [], [], []
    for of_word, feature in zip(pieces, features, strict=True):
        firsts.append(len(all_pieces))
        all_pieces.extend(of_word)
        of_pieces.extend([feature] * len(of_word))
    return EncodedParagraph(line, words, written, all_pieces, firsts, of_pieces)
