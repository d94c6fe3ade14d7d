"""Build files in memory for the readers' tests."""

import io
import zipfile
from pathlib import Path

from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import Opener, Problem, ReadArticle

FILES = Path(__file__).parent.parent / "files"


def opener(raw: bytes) -> Opener:
    return lambda: io.BytesIO(raw)


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(name: str, raw: bytes | str, **options) -> tuple[list[ReadArticle], list[str]]:
    """Read a file under this name. Return its articles, and its problems as text."""
    raw = raw.encode() if isinstance(raw, str) else raw
    reads = list(read_file(name, opener(raw), **options))
    articles = [read for read in reads if isinstance(read, ReadArticle)]
    return articles, [str(read) for read in reads if isinstance(read, Problem)]


def words(article: ReadArticle, spans) -> list[str]:
    return [article.text[start:end] for start, end in spans]
