"""Read a text file line by line. Memory use does not grow with the file."""

import codecs
import io
import re
from collections.abc import Iterator
from functools import cached_property

from annotate.importing.decoding import BYTE_ORDER_MARKS, NON_ASCII_CONTEXT, SAMPLE, Unreadable, guess_encoding
from annotate.importing.readers.limits import LONGEST_LINE
from annotate.importing.readers.reader_types import Opener

_CHUNK = 1 << 16
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# A lone surrogate, which no text has, replaces undecodable bytes.
NO_CHARACTER = "\udc80"


def _mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return NO_CHARACTER, error.end


codecs.register_error("onrecord.mark", _mark_undecodable)
# `surrogateescape` turns each byte that is not UTF-8 into one of these.
_NOT_UTF_8 = re.compile(r"[\udc80-\udcff]")
_LINE_END = ("\n", "\r")


class BadLine(Unreadable):
    """One line is unreadable. Reading can continue with the next."""


class Lines:
    """Iterates over a text's lines, with their line ends, and counts them in `number`. It can continue after BadLine.

    Call `new_row` before each row: a quoted cell may span many lines, and all lines of a row count towards its limit.
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
            self._skip_rest(line)
            raise BadLine(
                f"This row was left out: it is longer than {LONGEST_LINE:,} characters. Check for a quotation mark "
                "that is never closed; otherwise split the article."
            )
        if NO_CHARACTER in line:
            raise BadLine(
                "This row was left out: some of its bytes do not fit the file's encoding. Save the file as UTF-8."
            )
        return line

    def new_row(self) -> None:
        self._length = 0

    def _skip_rest(self, line: str) -> None:
        while line and not line.endswith(_LINE_END):
            line = self._text.readline(_CHUNK)


class TextFile:
    """A text file that can be opened several times. Its encoding is detected once, from the whole file."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener

    @cached_property
    def encoding(self) -> str:
        return detect_encoding(self._opener)

    def open(self) -> io.TextIOWrapper:
        """Open the file as text. Line ends stay as they are; undecodable bytes become `NO_CHARACTER`. Raise
        Unreadable."""
        return io.TextIOWrapper(self._opener(), encoding=self.encoding, errors="onrecord.mark", newline="")


def detect_encoding(opener: Opener) -> str:
    """Return a file's encoding: by its byte order mark, else UTF-8 if most non-ASCII characters decode as UTF-8, else
    the one that fits best. Read the whole file. Raise NotText if it is not a text."""
    with opener() as file:
        first = file.read(_CHUNK)
        for mark, encoding in BYTE_ORDER_MARKS:
            if first.startswith(mark):
                return encoding
        sample, utf_8, others = bytearray(), 0, 0
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        for chunk in _chunks(first, file):
            text = decoder.decode(chunk)
            if not text.isascii():
                bad = len(_NOT_UTF_8.findall(text))
                others += bad
                utf_8 += sum(map(len, _NOT_ASCII.findall(text))) - bad
                if bad and len(sample) < SAMPLE:
                    sample += b"\n".join(NON_ASCII_CONTEXT.findall(chunk))[:SAMPLE]
    return "utf-8" if utf_8 >= others else guess_encoding(bytes(sample))


def _chunks(first: bytes, file: io.BufferedIOBase) -> Iterator[bytes]:
    while first:
        yield first
        first = file.read(_CHUNK)
