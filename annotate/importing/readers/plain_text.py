"""Read a plain text file."""

from annotate.importing.decoding import Unreadable, decode
from annotate.importing.readers.limits import LARGEST_ARTICLE
from annotate.importing.readers.reader_types import ReadArticle, build_article


def read_plain(raw: bytes) -> ReadArticle:
    """Return the article of a text file in any encoding, without a title. Raise Unreadable if it is not a text."""
    # UTF-32 needs four bytes a character. Refuse larger files before decoding them.
    if len(raw) > 4 * LARGEST_ARTICLE:
        raise Unreadable(
            f"An article can be up to {LARGEST_ARTICLE:,} bytes; this one is {len(raw):,}. Import it in parts."
        )
    return build_article(decode(raw))
