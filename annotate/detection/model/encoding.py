"""Turns a text into the model's input: word pieces, case and quotation marks, packed into windows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

import numpy
from numpy.typing import NDArray
from tokenizers import Tokenizer

from annotate.detection.model.quotation_marks import find_marks, unify_marks
from annotate.text import Document
from annotate.text.spans import Span

# The longest window, in word pieces, that the model was trained on.
WINDOW = 256
SHAPES = 7
FEATURES = 1 + 2 * SHAPES  # 0 marks pieces that are not words
_CLS, _SEP = 101, 102  # in the vocabulary of BERT, uncased
_LONGEST_WORD = 100  # WordPiece's own limit; of a longer word only the start is read
_MOST_PIECES = 12
_CACHED_WORDS = 30_000  # most words of a text are common ones
_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset(('"', "``", "''"))
_SENTENCE_END = re.compile(r"[.!?]+")
_SURROGATE = re.compile("[\ud800-\udfff]")

Integers = NDArray[numpy.int64]


@dataclass(frozen=True, slots=True)
class EncodedParagraph:
    """A line, or a part of one that is too long for a window.

    line: its number in the text. words_before: how many words of the text come before it. words: their spans.
    written: their text. pieces: the vocabulary's numbers of their pieces. firsts: the index in `pieces` of each word's
    first piece. features: for each piece, how its word is written and whether it is quoted.
    """

    line: int
    words_before: int
    words: Sequence[Span]
    written: list[str]
    pieces: list[int]
    firsts: list[int]
    features: list[int]


def encode_paragraphs(document: Document, tokenizer: Tokenizer) -> Iterator[EncodedParagraph]:
    """Yield a text's lines in order; leave out blank lines, and cut long ones after sentences."""
    text = _SURROGATE.sub("\ufffd", document.text)
    marks = find_marks(document)
    quoted, words_before = False, 0
    for line, words in enumerate(document.model_lines):
        written = unify_marks(words, [text[start:end] for start, end in words], marks)
        if written[0] not in _OPENING | _EITHER:
            quoted = False
        features, quoted = _features(written, quoted)
        pieces = [_pieces(word, tokenizer) for word in written]
        yield from _cut(line, words_before, words, written, pieces, features)
        words_before += len(words)


def pack_windows(
    paragraphs: Iterable[EncodedParagraph], *, limit: int = WINDOW, first: int = WINDOW
) -> Iterator[list[EncodedParagraph]]:
    """Yield neighbouring paragraphs in windows of at most `limit` pieces; the first window has at most `first`."""
    packed: list[EncodedParagraph] = []
    room = first - 1
    for paragraph in paragraphs:
        if packed and len(paragraph.pieces) + 1 > room:
            yield packed
            packed, room = [], limit - 1
        packed.append(paragraph)
        room -= len(paragraph.pieces) + 1
    if packed:
        yield packed


def window_arrays(window: Sequence[EncodedParagraph]) -> tuple[Integers, Integers, list[Integers]]:
    """Return a window's pieces, their features, and for each paragraph the indices of its words' first pieces."""
    pieces, features, places = [_CLS], [0], []
    for paragraph in window:
        pieces.append(_SEP)
        features.append(0)
        places.append(numpy.array(paragraph.firsts, dtype=numpy.int64) + len(pieces))
        pieces.extend(paragraph.pieces)
        features.extend(paragraph.features)
    return numpy.array(pieces, dtype=numpy.int64), numpy.array(features, dtype=numpy.int64), places


def _features(written: list[str], quoted: bool) -> tuple[list[int], bool]:
    """1 + shape for each word, + 7 if it is quoted or a quotation mark; and whether a quotation is open at the end."""
    features = []
    for word in written:
        opens = word in _OPENING or (word in _EITHER and not quoted)
        closes = word in _CLOSING or (word in _EITHER and quoted)
        quoted = quoted or opens
        features.append(1 + _shape(word) + (SHAPES if quoted else 0))
        quoted = quoted and not closes
    return features, quoted


@lru_cache(_CACHED_WORDS)
def _shape(word: str) -> int:
    if not any(map(str.isalpha, word)):
        return 5 if any(map(str.isdigit, word)) else 6
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    return 1 if word[0].isupper() and word[1:].islower() else 4


@lru_cache(_CACHED_WORDS)
def _pieces(word: str, tokenizer: Tokenizer) -> list[int]:
    pieces: list[int] = tokenizer.encode([word[:_LONGEST_WORD]], is_pretokenized=True, add_special_tokens=False).ids
    # A word that the normaliser strips completely still needs a piece.
    return pieces[:_MOST_PIECES] or [_number_of("[UNK]", tokenizer)]


def _number_of(piece: str, tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"The vocabulary lacks {piece}. Use that of an uncased BERT.")
    return number


def _cut(
    line: int,
    words_before: int,
    words: Sequence[Span],
    written: list[str],
    pieces: list[list[int]],
    features: list[int],
) -> Iterator[EncodedParagraph]:
    """A line in parts that fit into a window, cut after a sentence where one ends."""

    def part(start: int, end: int) -> EncodedParagraph:
        places = slice(start, end)
        firsts = [0, *accumulate(map(len, pieces[places]))][:-1]
        of_pieces = [feature for word, feature in zip(pieces[places], features[places], strict=True) for _ in word]
        joined = list(chain.from_iterable(pieces[places]))
        return EncodedParagraph(line, words_before + start, words[places], written[places], joined, firsts, of_pieces)

    start, size, sentence = 0, 0, 0
    for at, of_word in enumerate(pieces):
        if size + len(of_word) > WINDOW - 2:
            cut = sentence if sentence > start else at
            yield part(start, cut)
            start, size = cut, sum(map(len, pieces[cut:at]))
        size += len(of_word)
        if _SENTENCE_END.fullmatch(written[at]):
            sentence = at + 1
    yield part(start, len(words))
