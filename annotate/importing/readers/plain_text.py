"""Reads a text file."""

from annotate.importing.decoding import decode
from annotate.importing.readers.limits import LARGEST_ARTICLE
from annotate.importing.readers.reader_types import ReadArticle, Unreadable, article


def read_plain(raw: bytes) -> ReadArticle:
    """The article of a text file in any encoding, without a title. Raises Unreadable."""
    # A text in UTF-32 has four bytes for one; what is larger is not even decoded.
    if len(raw) > 4 * LARGEST_ARTICLE:
        raise Unreadable(f"An article may have {LARGEST_ARTICLE:,} bytes; this has {len(raw):,}. Import it in parts.")
    return article(decode(raw))
