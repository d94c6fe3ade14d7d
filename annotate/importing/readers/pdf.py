"""Reads a PDF that has a text layer."""

import io
import re
from collections.abc import Iterable, Iterator

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextBox
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.psparser import PSException
from pdfminer.utils import decode_text

from annotate.importing.readers.limits import LARGEST_DOCUMENT, MOST_PAGES
from annotate.importing.readers.reader_types import ReadArticle, Unreadable, article

# A word that the line end cuts in two: letters, a hyphen, and then a small letter.
_CUT = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
_ENDS = re.compile(r"[.!?:;…][”’\"'»)\]]*$")
# How a font shows without a table of what its signs mean.
_NO_MEANING = re.compile(r"\(cid:\d+\)")
_SPACES = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*|[ \t\xa0]{2,}")


def read_pdf(raw: bytes) -> ReadArticle:
    """The article of a PDF's text layer, its lines joined to paragraphs; its title and author are the file's
    properties. Its date is left blank, for that is the day on which somebody made the PDF. Raises Unreadable."""
    if len(raw) > LARGEST_DOCUMENT:
        raise Unreadable(
            f"A PDF may have {LARGEST_DOCUMENT:,} bytes; this has {len(raw):,}. Copy its text and paste it."
        )
    try:
        about = _properties(raw)
        text = "\n".join(_joined(_paragraphs(raw)))
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise Unreadable("The PDF has a password. Save it without one and try again.") from error
    except (PDFException, PSException, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("The PDF is damaged. Open it, print it to a new PDF and try again.") from error
    meaningless = sum(map(len, _NO_MEANING.findall(text)))
    if not text.strip() or meaningless > len(text) / 5:
        raise Unreadable(
            "The PDF has no text layer; its pages are pictures. Run it through text recognition (OCR) first, or copy "
            "the article's text from its web page."
        )
    return article(text, **about)


def _properties(raw: bytes) -> dict[str, str]:
    found = PDFDocument(PDFParser(io.BytesIO(raw))).info
    about = {name.lower(): value for info in reversed(found) for name, value in info.items()}
    return {name: decode_text(about[name]) for name in ("title", "author") if isinstance(about.get(name), bytes)}


def _paragraphs(raw: bytes) -> Iterator[str]:
    """What stands together on a page, page by page: pdfminer groups lines by their distances, so that columns are read
    one after the other."""
    pages = extract_pages(io.BytesIO(raw), maxpages=MOST_PAGES + 1, laparams=LAParams())
    for number, page in enumerate(pages, 1):
        if number > MOST_PAGES:
            raise Unreadable(f"A PDF may have {MOST_PAGES} pages; this has more. Save the article's pages alone.")
        for box in page:
            if isinstance(box, LTTextBox):
                yield from filter(None, map(unwrapped, _split(box)))


def _split(box: LTTextBox) -> Iterator[str]:
    """The paragraphs of a box: a new one begins where the letters change their size, as below a headline, and with a
    line that is indented after the end of a sentence."""
    lines, last_size = "", None
    for line in box:
        sizes = [sign.size for sign in line if isinstance(sign, LTChar)]
        size = max(set(sizes), key=sizes.count) if sizes else last_size
        other_size = last_size and abs(size - last_size) > last_size / 10
        indented = line.x0 > box.x0 + line.height / 2 and _ENDS.search(lines.rstrip())
        if other_size or indented:
            yield lines
            lines = ""
        lines, last_size = lines + line.get_text(), size
    yield lines


def _joined(paragraphs: Iterable[str]) -> Iterator[str]:
    """The paragraphs; one that stops in mid-sentence and goes on with a small letter, as across pages, becomes one."""
    last = ""
    for paragraph in paragraphs:
        if last and paragraph[0].islower() and not _ENDS.search(last):
            last = unwrapped(f"{last}\n{paragraph}")
        else:
            if last:
                yield last
            last = paragraph
    if last:
        yield last


def unwrapped(lines: str) -> str:
    """The lines of one paragraph as one. A hyphen at a line's end goes if a small letter follows: "con-/tract" is far
    commoner there than "well-/known"."""
    lines = re.sub(r"[ \t\xa0]+\n", "\n", lines.strip())
    lines = _CUT.sub(lambda cut: "" if lines[cut.end()].islower() else cut[0][0], lines)
    return _SPACES.sub(" ", lines)
