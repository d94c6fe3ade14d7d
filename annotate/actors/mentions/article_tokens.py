"""Words, marks and line breaks of a text, with what each stands in: its sentence, its line, a quotation."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from annotate.actors.mentions.lexicons.titles import ABBREVIATIONS, POST_NOMINALS

BREAK = "\n"
# Every repetition is bounded: a megabyte without a space must not become one token that each source reads anew.
_ABBREVIATED = "|".join(
    sorted((re.escape(word[:-1].capitalize()) for word in ABBREVIATIONS if word[-1] == "."), key=len, reverse=True)
)
_TOKEN = re.compile(
    rf"""(?P<abbreviation>\b(?:{_ABBREVIATED}|Jr|Sr|St|Inc|Corp|Co|Ltd)\.)
    | (?P<initials>\b(?:[^\W\d_]\.){{2,8}}|\b[A-Z]\.(?=\s?[A-Z]))
    | (?P<possessive>['’]s\b)
    | (?P<word>[^\W_]{{1,60}}(?:(?:[-‐‑&]|['’](?!s\b))[^\W_]{{1,60}}){{0,6}})
    | (?P<line>\n\s*)
    | (?P<mark>''|\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_STOPS = frozenset(".!?")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset({'"', "''"})


@dataclass(frozen=True, slots=True)
class ArticleToken:
    """One word, mark or line break; `low` is its key for comparing, `sentence` and `line` count from 0."""

    start: int
    end: int
    text: str
    low: str
    is_word: bool
    sentence: int
    line: int
    quoted: bool
    opens_sentence: bool

    @property
    def capitalised(self) -> bool:
        """Whether it begins as a name does; "al-Assad" does too."""
        return self.text[0].isupper() or (self.text[:3] in {"al-", "el-"} and self.text[3:4].isupper())


def is_post_nominal(token: ArticleToken) -> bool:
    """Whether the token is one like QC or MP, as after a name."""
    return token.low in POST_NOMINALS and token.text[0].isupper()


def plain(word: str) -> str:
    """The word without case and accents and with straight apostrophes, for comparing."""
    if word.isascii():
        return word.lower()
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))
    return bare.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")


class _Place:
    """Where the tokeniser stands in the text."""

    def __init__(self) -> None:
        self.sentence = self.line = 0
        self.quoted = False
        self.opening = True

    def pass_mark(self, mark: str) -> None:
        """Note what a mark opens or closes."""
        if mark in _STRAIGHT:
            self.quoted = not self.quoted
            self.opening = self.opening or self.quoted
        elif mark in _OPENING or mark in _CLOSING:
            self.quoted = mark in _OPENING
            self.opening = self.opening or self.quoted
        elif mark in _STOPS:
            self.sentence += not self.quoted  # a long quotation is no distance between its speaker and "he said"
            self.opening = True
        elif mark == ":":
            self.opening = True

    def pass_line(self) -> None:
        """Note a new line, which ends a sentence and a quotation."""
        self.sentence, self.line = self.sentence + 1, self.line + 1
        self.quoted, self.opening = False, True


def tokenise(text: str) -> list[ArticleToken]:
    """The text's tokens in order; their spans count code points and leave out white space inside a line."""
    place, tokens = _Place(), []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup, match.group()
        is_word = kind in {"abbreviation", "initials", "word"}
        low = BREAK if kind == "line" else "'s" if kind == "possessive" else plain(word)
        tokens.append(
            ArticleToken(
                *match.span(), word, low, is_word, place.sentence, place.line, place.quoted, is_word and place.opening
            )
        )
        if is_word:
            place.opening = False
        elif kind == "line":
            place.pass_line()
        elif kind == "mark":
            place.pass_mark(word)
    return tokens


def token_range(starts: list[int], tokens: list[ArticleToken], start: int, end: int) -> tuple[int, int]:
    """The half-open range of tokens that lie wholly or partly in text[start:end]; `starts` are the tokens' starts."""
    first = bisect_left(starts, start)
    if first and tokens[first - 1].end > start:
        first -= 1
    return first, max(first, bisect_left(starts, end))
