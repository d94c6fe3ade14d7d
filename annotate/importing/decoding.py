"""Decode the bytes of a file, and normalise the text of an article."""

import codecs
import re

from charset_normalizer import from_bytes

from annotate.text.stream_safe import compose

BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, because this mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Control characters other than tab, line ends and form feed; and lone surrogates, which are half a character.
FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
# Only bytes above 127 and their neighbours tell encodings apart. Guessing is slow, so it sees nothing else.
NON_ASCII_CONTEXT = re.compile(rb"[^\n]{0,80}[\x80-\xff][^\n]{0,80}")
SAMPLE = 50_000


class Unreadable(ValueError):
    """A file or text cannot become an article. The message tells the editor why, and what to do."""


class NotText(Unreadable):
    """The bytes or characters are not those of a text."""


def decode(raw: bytes) -> str:
    """Return a file's text, decoded by its byte order mark, else as UTF-8, else in the encoding that fits best.

    Raise NotText if the bytes are not a text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(raw, guess_encoding(raw))


def guess_encoding(raw: bytes) -> str:
    """Return the encoding that fits best, for bytes that are not UTF-8. Raise NotText if no encoding fits."""
    # The line end in front keeps bytes from the middle of the file from being read as a byte order mark.
    sample = b"\n".join([b"", *NON_ASCII_CONTEXT.findall(raw)])[:SAMPLE]
    # No 8-bit text has NUL bytes. A file with NUL bytes and no byte order mark is a picture or a program.
    matches = [] if b"\0" in raw else list(from_bytes(sample))
    if not matches:
        raise NotText("This is not a text file. Save the article as plain text (.txt) and try again.")
    best = (matches[0].chaos, matches[0].coherence)
    as_good = [match.encoding for match in matches if (match.chaos, match.coherence) == best]
    # Among equals, Windows' Western encoding is by far the most common.
    return "cp1252" if "cp1252" in as_good else as_good[0]


def normalise(text: str) -> str:
    """Return the text as the database stores it: `\\n` line ends, no byte order mark, composed characters (NFC).

    Check the text's length first. Raise NotText for a blank text, and for control characters and lone surrogates.
    """
    text = compose(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if stray := FORBIDDEN_CHARACTERS.search(text):
        raise NotText(
            f"Character {stray.start() + 1:,} (U+{ord(stray[0]):04X}) does not belong in a text. "
            "This may not be a text file. Save it as plain text and try again."
        )
    if not text.strip():
        raise NotText("There is no text here, only white space. Paste the article's text or choose another file.")
    return text


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"The file looks like {encoding.removesuffix('-sig').upper()}, but some of its bytes are invalid. "
            "Save it as UTF-8 and try again."
        ) from error
