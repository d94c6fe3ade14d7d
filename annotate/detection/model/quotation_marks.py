"""Shows the model every quotation in the same marks, “ and ”, whatever the newspaper uses.

The model learnt from American articles. British single marks, and straight marks whose paragraph breaks were lost,
would read to it as if nothing, or the wrong half, were quoted.
"""

from collections.abc import Mapping, Sequence

from annotate.text import Document
from annotate.text.spans import Span

OPENING, CLOSING = "“", "”"
_MARKS = frozenset(("'", "‘", "’", '"', "“", "”", "„", "‟", "«", "»", "''", "``"))
_STRAIGHT = '"'


def find_marks(document: Document) -> dict[int, str]:
    """Return for the offset of each mark that opens or closes a quotation what it does, as “ or ”."""
    marks: dict[int, str] = {}
    for quotation in document.quotations:
        marks |= {start: OPENING for start, _ in quotation.spans if document.text.startswith(tuple(_MARKS), start)}
        if quotation.closed:
            marks[quotation.spans[-1][1] - quotation.width] = CLOSING
    return marks


def unify_marks(words: Sequence[Span], written: Sequence[str], marks: Mapping[int, str]) -> list[str]:
    """Return a line's words with each quotation mark written as what it does.

    An unpaired straight mark opens: it repeats the mark of a quotation that began in an earlier paragraph. Apostrophes
    stay.
    """
    return [
        marks.get(start, OPENING if word == _STRAIGHT else word) if word in _MARKS else word
        for (start, _), word in zip(words, written, strict=True)
    ]
