"""Read a web page: its main text, without menus and advertisements, and its metadata."""

import codecs
import re
from datetime import date

import trafilatura
from trafilatura.settings import Document

from annotate.importing.decoding import Unreadable, decode
from annotate.importing.readers.limits import LARGEST_PAGE
from annotate.importing.readers.reader_types import ReadArticle, build_article

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Browsers read these as Windows-1252, which adds curly quotation marks.
_READ_AS_WINDOWS = {"iso8859-1", "ascii"}


def read_html(raw: bytes, *, url: str = "", charset: str = "") -> ReadArticle:
    """Return the article of a page's main text, with the page's metadata. Raise Unreadable.

    url: where the page was fetched; by default the page's own statement. charset: the server's statement.
    """
    if len(raw) > LARGEST_PAGE:
        raise Unreadable(
            f"A page can be up to {LARGEST_PAGE:,} bytes; this one is {len(raw):,}. Paste the article's text instead."
        )
    page = decode_page(raw, charset).replace("\0", "")  # browsers ignore NUL; the parser would stop there
    # Take dates from metadata only: the oldest date in the text is often the year of the copyright.
    extracted = trafilatura.bare_extraction(
        page, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=_METADATA_ONLY
    )
    if not isinstance(extracted, Document) or not (text := extracted.text or "").strip():
        raise Unreadable(
            "No article was found on this page. It may be for subscribers only, or a script may load its text. "
            "Copy the text from your browser and paste it."
        )
    return build_article(
        text,
        title=extracted.title or "",
        url=url or extracted.url or "",
        outlet=extracted.sitename or "",
        author=extracted.author or "",
        published_at=_read_day(extracted.date),
    )


def decode_page(raw: bytes, charset: str = "") -> str:
    """Return the page's text. UTF-8 and UTF-16 are recognised, whatever server and page declare. Otherwise use the
    server's or the page's charset, or the encoding that fits best. Raise NotText."""
    in_page = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    if not _is_unicode(raw):
        for name in (charset, in_page[1].decode("ascii") if in_page else ""):
            try:
                encoding = codecs.lookup(name).name if name else ""
                if encoding:
                    return raw.decode("cp1252" if encoding in _READ_AS_WINDOWS else encoding)
            except (LookupError, ValueError):
                continue
    return decode(raw)


def _is_unicode(raw: bytes) -> bool:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


_METADATA_ONLY = {"extensive_search": False, "original_date": True}
