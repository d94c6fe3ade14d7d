"""Compare an uploaded file with the stored claims, in whatever encoding the spreadsheet saved it."""

import io

from annotate.edited_csv.comparison import Comparison, compare
from annotate.edited_csv.table import NotAnExport, read_rows
from annotate.importing.decoding import Unreadable
from annotate.importing.readers.reader_types import Opener
from annotate.importing.readers.text_lines import detect_encoding

MOST_CHANGES = 5_000  # the page carries all of them until the editor confirms them
MOST_BYTES = 100_000_000  # about 150,000 claims; more would take minutes to compare
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls


def compare_file(opener: Opener, size: int) -> Comparison:
    """Return what an edited CSV would change. Raise NotAnExport. size: in bytes."""
    if size > MOST_BYTES:
        raise NotAnExport(
            f"A file can have at most {MOST_BYTES:,} bytes; this one has {size:,}. Keep only the rows that you changed."
        )
    # If the encoding is unclear, the one that leaves most rows unchanged is right.
    comparisons = [_compare_as(encoding, opener) for encoding in _possible_encodings(opener)]
    best = min(comparisons, key=lambda comparison: len(comparison.changes) + len(comparison.conflicts))
    if len(best.changes) > MOST_CHANGES:
        raise NotAnExport(
            f"The file changes {len(best.changes):,} claims, but at most {MOST_CHANGES:,} can be changed at once. "
            "Split the file and upload its parts one after another."
        )
    return best


def _compare_as(encoding: str, opener: Opener) -> Comparison:
    with io.TextIOWrapper(opener(), encoding=encoding, errors="replace", newline="") as text:
        return compare(read_rows(text), encoding=encoding)


def _possible_encodings(opener: Opener) -> list[str]:
    with opener() as file:
        if file.read(4).startswith(_SPREADSHEETS):
            raise NotAnExport(
                "This is a spreadsheet file. Save it as CSV, preferably “CSV UTF-8”, and choose that file."
            )
    try:
        encoding = detect_encoding(opener)
    except Unreadable as error:
        raise NotAnExport("This is not a text file. Save the table as “CSV UTF-8” and choose it again.") from error
    return [encoding] if encoding.startswith("utf") else list(dict.fromkeys(["cp1252", encoding]))
