"""Reads a web page: its main text without menus and advertisements, and what the page says about it."""

import codecs
import re
from datetime import date

import trafilatura

from annotate.importing.decoding import decode
from annotate.importing.readers.limits import LARGEST_PAGE
from annotate.importing.readers.reader_types import ReadArticle, Unreadable, article

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Browsers take these names for Windows' encoding, which has the quotation marks that they lack.
_MEANS_WINDOWS = {"iso8859-1", "ascii"}


def read_html(raw: bytes, *, url: str = "", charset: str = "") -> ReadArticle:
    """The article of a page's main text; title, author, date and outlet are the page's metadata. Raises Unreadable.

    url: where it was fetched, else the page's own word counts. charset: what its server said.
    """
    if len(raw) > LARGEST_PAGE:
        raise Unreadable(
            f"A page may have {LARGEST_PAGE:,} bytes; this has {len(raw):,}. Copy the article's text and paste it."
        )
    page = decode_page(raw, charset).replace("\0", "")  # as browsers do; the parser would stop there
    # Dates are not searched in the text: a page's oldest is often the year of its copyright.
    found = trafilatura.bare_extraction(
        page, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=_METADATA_ONLY
    )
    if not found or not (found.text or "").strip():
        raise Unreadable(
            "No article's text was found in the page. It may be shown only to subscribers or put together by a script. "
            "Copy the text from your browser and paste it."
        )
    return article(
        found.text,
        title=found.title or "",
        url=url or found.url or "",
        outlet=found.sitename or "",
        author=found.author or "",
        published_at=_day(found.date),
    )


def decode_page(raw: bytes, charset: str = "") -> str:
    """The page's characters: UTF-8 or UTF-16 if they are, whatever server and page say, else as these say, else in the
    encoding that fits best. Raises Unreadable."""
    in_page = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    if not _is_utf_8(raw):
        for name in (charset, in_page[1].decode("ascii") if in_page else ""):
            try:
                encoding = codecs.lookup(name).name if name else ""
                if encoding:
                    return raw.decode("cp1252" if encoding in _MEANS_WINDOWS else encoding)
            except (LookupError, ValueError):
                continue
    return decode(raw)


def _is_utf_8(raw: bytes) -> bool:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


_METADATA_ONLY = {"extensive_search": False, "original_date": True}
