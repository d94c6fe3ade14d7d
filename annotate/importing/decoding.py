"""From the bytes of a file to an article's text."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Controls that no text has (tab, line ends and form feed are none of them), and halves of characters.
NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
# What decides an encoding are the bytes above 127 with their neighbours; the detection is slow, so it sees only those.
TELLING = re.compile(rb"[^\n]{0,80}[\x80-\xff][^\n]{0,80}")
SAMPLE = 50_000


class Unreadable(ValueError):
    """What was brought cannot become an article; the message says why and what to do, in a sentence for the editor."""


class NotText(Unreadable):
    """Its bytes or characters are none of a text."""


def decode(raw: bytes) -> str:
    """The text of a file: by its byte order mark, else as UTF-8, else in the encoding that fits its bytes best.

    Raises NotText if the bytes are no text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(raw, guessed_encoding(raw))


def guessed_encoding(raw: bytes) -> str:
    """The encoding that fits bytes best that are no UTF-8. Raises NotText if none does."""
    # Behind a line end, so that bytes from the middle of the file are not taken for its byte order mark.
    telling = b"\n".join([b"", *TELLING.findall(raw)])[:SAMPLE]
    # NUL bytes stand in no 8-bit text; what has them without a byte order mark is a picture or a program.
    found = [] if b"\0" in raw else list(from_bytes(telling))
    if not found:
        raise NotText("This is not a text file. Save the article as plain text (.txt) and try again.")
    as_good = [each.encoding for each in found if (each.chaos, each.coherence) == (found[0].chaos, found[0].coherence)]
    # Among equals, Windows' Western encoding is by far the commonest.
    return "cp1252" if "cp1252" in as_good else as_good[0]


def normalise(text: str) -> str:
    """The text as it is kept: line ends as `\\n`, no byte order mark, composed characters (Unicode NFC).

    Raises NotText for characters that no text has (NUL and other controls, lone surrogates) and for blank text.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if stray := NEVER_IN_TEXT.search(text):
        raise NotText(
            f"Character {stray.start() + 1:,} of the text is one that no text has (U+{ord(stray[0]):04X}). "
            "It may not be a text file; save it as plain text and try again."
        )
    if not text.strip():
        raise NotText("There is no text in it, only white space. Paste the article's text or choose another file.")
    return text


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"The file looks like {encoding.removesuffix('-sig').upper()}, but some of its bytes are not. "
            "Save it as UTF-8 and try again."
        ) from error
