"""The same text as other publishers would set it: in single quotation marks, or without its paragraph breaks.

Offsets stay the same, so marked spans fit each form. Evaluation measures on these forms; training can learn from them.
"""

import re
from collections.abc import Iterator

from annotate.text.document import Document
from annotate.text.quotations import find_quotations
from annotate.text.spans import Span

_DOUBLE = frozenset('"“”„‟')
_SINGLE = frozenset("'‘’")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_BREAK = re.compile(r"[\r\n\u2028\u2029](?!\s*\Z)")


def with_single_marks(document: Document) -> str:
    """Return the text with straight single quotation marks and apostrophes: 'It wasn't "safe"', he said.

    Double marks inside single ones replace single ones inside double ones. Marks of two characters ('' and ``) stay,
    as do marks without a partner.
    """
    return _exchange_marks(document, single="''", double='""', apostrophe="'")


def with_curly_single_marks(document: Document) -> str:
    """Return the text with curly single quotation marks and apostrophes: ‘It wasn’t “safe”’, he said."""
    return _exchange_marks(document, single="‘’", double="“”", apostrophe="’")


def with_joined_paragraphs(text: str) -> str:
    """Return the text with a space for each line break, except those at its end."""
    return _BREAK.sub(" ", text)


def _exchange_marks(document: Document, *, single: str, double: str, apostrophe: str) -> str:
    letters = list(_APOSTROPHE.sub(apostrophe, document.text))
    for quotation in document.quotations:
        if document.text[quotation.start] in _DOUBLE:
            for span in quotation.spans:
                _set_marks(letters, span, single)
                for inner in _find_single_marks(document.text, span):
                    _set_marks(letters, inner, double)
    return "".join(letters)


def _find_single_marks(text: str, span: Span) -> Iterator[Span]:
    """Yield the quotations in single marks inside one in double marks."""
    start, end = span
    for quotation in find_quotations(text, [(start + 1, end - (text[end - 1] in _DOUBLE))]):
        if text[quotation.start] in _SINGLE and quotation.width == 1:
            yield quotation.spans[0]


def _set_marks(letters: list[str], span: Span, marks: str) -> None:
    """Replace the first and the last character, if they are quotation marks. A paragraph may lack either mark."""
    for at, mark in ((span[0], marks[0]), (span[1] - 1, marks[1])):
        if letters[at] in _DOUBLE | _SINGLE:
            letters[at] = mark
