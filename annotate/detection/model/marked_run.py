"""A run of words that the model marks in a text."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate.text.spans import Span

if TYPE_CHECKING:
    # Not at run time: it brings numpy and tokenizers, 17 MB in each web process, which never runs the model.
    from annotate.detection.model.encoding import EncodedParagraph

QUOTATION_MARKS = frozenset(('"', "“", "”", "``", "''", "«", "»"))


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Words [first, last) of a paragraph as one part of an attribution.

    part: "source", "cue" or "content". probability: that exactly these words are that part, 0 to 1.
    """

    paragraph: "EncodedParagraph" = field(repr=False)
    part: str
    first: int
    last: int
    probability: float

    @property
    def span(self) -> Span:
        """Where it is in the text, in code points."""
        return self.paragraph.words[self.first][0], self.paragraph.words[self.last - 1][1]

    @property
    def words(self) -> tuple[int, int]:
        """Its words [first, last), counted through the whole text."""
        return self.paragraph.words_before + self.first, self.paragraph.words_before + self.last

    @property
    def line(self) -> int:
        return self.paragraph.line

    @property
    def is_quoted(self) -> bool:
        """Whether it starts with a quotation mark."""
        return self.paragraph.written[self.first] in QUOTATION_MARKS
