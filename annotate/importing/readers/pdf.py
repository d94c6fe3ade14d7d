"""Read a PDF that has a text layer."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextBox
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.psparser import PSException
from pdfminer.utils import decode_text

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.limits import LARGEST_DOCUMENT, MOST_PAGES
from annotate.importing.readers.reader_types import ReadArticle, build_article

# A hyphen between letters at a line end.
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
_ENDS = re.compile(r"[.!?:;…][”’\"'»)\]]*$")
# pdfminer's output for a font that lacks a table of its characters.
_UNKNOWN_CHARACTER = re.compile(r"\(cid:\d+\)")
_SPACES = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*|[ \t\xa0]{2,}")


def read_pdf(raw: bytes) -> ReadArticle:
    """Return the article of a PDF's text layer, with its lines joined into paragraphs. Raise Unreadable.

    Title and author come from the file's properties. The date stays None: a PDF's date is the day the file was made.
    """
    if len(raw) > LARGEST_DOCUMENT:
        raise Unreadable(
            f"A PDF can be up to {LARGEST_DOCUMENT:,} bytes; this one is {len(raw):,}. Copy its text and paste it."
        )
    try:
        details = _read_properties(raw)
        text = "\n".join(_join_cut(_paragraphs(raw)))
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise Unreadable("The PDF has a password. Save it without one and try again.") from error
    except (PDFException, PSException, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("The PDF is damaged. Open it, print it to a new PDF and try again.") from error
    unknown = sum(map(len, _UNKNOWN_CHARACTER.findall(text)))
    if not text.strip() or unknown > len(text) / 5:
        raise Unreadable(
            "The PDF has no text layer; its pages are pictures. Run it through text recognition (OCR) first, or copy "
            "the article's text from its web page."
        )
    return build_article(text, **details)


def _read_properties(raw: bytes) -> dict[str, Any]:
    infos = PDFDocument(PDFParser(io.BytesIO(raw))).info
    properties = {name.lower(): value for info in reversed(infos) for name, value in info.items()}
    names = (name for name in ("title", "author") if isinstance(properties.get(name), bytes))
    return {name: decode_text(properties[name]) for name in names}


def _paragraphs(raw: bytes) -> Iterator[str]:
    """Yield paragraphs page by page. pdfminer groups lines by their distances, so columns are read one after
    another."""
    pages = extract_pages(io.BytesIO(raw), maxpages=MOST_PAGES + 1, laparams=LAParams())
    for number, page in enumerate(pages, 1):
        if number > MOST_PAGES:
            raise Unreadable(
                f"A PDF can have up to {MOST_PAGES} pages; this one has more. Save only the article's pages."
            )
        for box in page:
            if isinstance(box, LTTextBox):
                yield from filter(None, map(unwrap_lines, _split_paragraphs(box)))


def _split_paragraphs(box: LTTextBox) -> Iterator[str]:
    """Yield the paragraphs of a box. A new one begins where the font size changes, as below a headline, and at an
    indented line after the end of a sentence."""
    lines, last_size = "", 0.0
    for line in box:
        sizes = [character.size for character in line if isinstance(character, LTChar)]
        size = max(set(sizes), key=sizes.count) if sizes else last_size
        other_size = last_size and abs(size - last_size) > last_size / 10
        indented = line.x0 > box.x0 + line.height / 2 and _ENDS.search(lines.rstrip())
        if other_size or indented:
            yield lines
            lines = ""
        lines, last_size = lines + line.get_text(), size
    yield lines


def _join_cut(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs, with those joined that stop in mid-sentence and continue in lower case, as across pages."""
    last = ""
    for paragraph in paragraphs:
        if last and paragraph[0].islower() and not _ENDS.search(last):
            last = unwrap_lines(f"{last}\n{paragraph}")
        else:
            if last:
                yield last
            last = paragraph
    if last:
        yield last


def unwrap_lines(lines: str) -> str:
    """Join the lines of a paragraph. Drop a hyphen at a line's end before a lower-case letter, because "con-/tract" is
    far more common than "well-/known"."""
    lines = re.sub(r"[ \t\xa0]+\n", "\n", lines.strip())
    lines = _HYPHENATED.sub(lambda match: "" if lines[match.end()].islower() else match[0][0], lines)
    return _SPACES.sub(" ", lines)
