"""The lines of a text of any length, in memory that does not grow with it."""

import codecs
import io
import re
from collections.abc import Iterator
from functools import cached_property

from annotate.importing.decoding import BYTE_ORDER_MARKS, SAMPLE, TELLING, Unreadable, guessed_encoding
from annotate.importing.readers.limits import LONGEST_LINE
from annotate.importing.readers.reader_types import Opener

_CHUNK = 1 << 16
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# Half a character, which no text has.
NO_CHARACTER = "\udc80"
codecs.register_error("onrecord.mark", lambda error: (NO_CHARACTER, error.end))
# How `surrogateescape` shows a byte that is no UTF-8.
_NOT_UTF_8 = re.compile(r"[\udc80-\udcff]")
_LINE_END = ("\n", "\r")


class BadLine(Unreadable):
    """A line that cannot be read; the next one can."""


class Lines:
    """Iterates over a text's lines with their ends; `number` is the last one's. Raises BadLine, and can go on then.

    It also bounds what is read between two calls of `new_row`, for a cell in quotation marks may have many lines.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self._length, self.number = text, 0, 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._length += len(line)
        if self._length > LONGEST_LINE:
            self._skip_rest_of(line)
            raise BadLine(
                f"This row is longer than {LONGEST_LINE:,} characters and was left out. A quotation mark that is never "
                "closed can be why; if not, split the article."
            )
        if NO_CHARACTER in line:
            raise BadLine(
                "Some of its bytes do not fit the file's encoding, so it was left out. Save the file as UTF-8."
            )
        return line

    def new_row(self) -> None:
        self._length = 0

    def _skip_rest_of(self, line: str) -> None:
        while line and not line.endswith(_LINE_END):
            line = self._text.readline(_CHUNK)


class TextFile:
    """A file of text that can be opened again and again; its encoding is found once, from all of it."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener

    @cached_property
    def encoding(self) -> str:
        return encoding_of(self._opener)

    def open(self) -> io.TextIOWrapper:
        """The file as text, its line ends left alone; bytes that do not fit its encoding are `NO_CHARACTER`. Raises
        Unreadable."""
        return io.TextIOWrapper(self._opener(), encoding=self.encoding, errors="onrecord.mark", newline="")


def encoding_of(opener: Opener) -> str:
    """The encoding of a file: by its byte order mark, else UTF-8 if most of what is not ASCII in it is that, else the
    one that fits best. Reads all of it. Raises Unreadable if it is no text."""
    with opener() as file:
        first = file.read(_CHUNK)
        for mark, encoding in BYTE_ORDER_MARKS:
            if first.startswith(mark):
                return encoding
        telling, utf_8, others = bytearray(), 0, 0
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        for chunk in _chunks(first, file):
            text = decoder.decode(chunk)
            if not text.isascii():
                bad = len(_NOT_UTF_8.findall(text))
                others += bad
                utf_8 += sum(map(len, _NOT_ASCII.findall(text))) - bad
                if bad and len(telling) < SAMPLE:
                    telling += b"\n".join(TELLING.findall(chunk))[:SAMPLE]
    return "utf-8" if utf_8 >= others else guessed_encoding(bytes(telling))


def _chunks(first: bytes, file: io.BufferedIOBase) -> Iterator[bytes]:
    while first:
        yield first
        first = file.read(_CHUNK)
