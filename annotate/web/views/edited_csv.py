"""An exported CSV that comes back edited: first a summary, then, if the editor says yes, the changes."""

import io
from collections.abc import Iterator
from dataclasses import asdict
from uuid import UUID, uuid4

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from annotate.edited_csv.changes import apply_changes
from annotate.edited_csv.comparison import Change, Comparison, State, compare
from annotate.edited_csv.table import BadEditedRow, EditedRow, NotAnExport, read_rows
from annotate.importing.decoding import Unreadable
from annotate.importing.readers.reader_types import Opener
from annotate.importing.readers.text_lines import TextFile
from annotate.models import Claim, Role
from annotate.web.access import needs
from annotate.web.import_forms import opener_of
from annotate.web.request import EditorRequest
from annotate.web.views.errors import problem

# Changes of one file: they travel with the page between the summary and the yes.
MOST_CHANGES = 5_000
MOST_SHOWN = 200
LARGEST = 100_000_000  # bytes of a file, with some 150,000 claims: more would take minutes to compare
OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
SALT = "returned"
HOURS = 12


@needs(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: EditorRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "returned.html", {})
    file = request.FILES.get("file")
    try:
        compared = _compared(file)
    except NotAnExport as error:
        return render(request, "returned.html", {"error": str(error)}, status=422)
    token = signing.dumps(
        {"id": str(uuid4()), "changes": [asdict(each) for each in compared.changes]}, salt=SALT, compress=True
    )
    shown = {"compared": compared, "token": token, "name": file.name, "most_shown": MOST_SHOWN}
    return render(request, "returned.html", shown | _with_words(compared))


@needs(Role.EDITOR)
@require_POST
def apply(request: EditorRequest) -> HttpResponse:
    try:
        sent = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        sentence = "The summary is too old, or did not come whole. Nothing was changed. Choose the file again."
        return problem(
            request, 422, "Nothing was changed", sentence, link="/export/edited/", link_words="Choose the file"
        )
    changes = [_change(each) for each in sent["changes"]]
    stored, left = apply_changes(changes=changes, decision_id=UUID(sent["id"]), editor=request.user)
    return render(request, "returned.html", {"stored": stored, "left": left, "done": True})


def _compared(file: UploadedFile | None) -> Comparison:
    if file is None:
        raise NotAnExport("Choose the CSV file that you have edited.")
    if file.size > LARGEST:
        raise NotAnExport(f"The file may have {LARGEST:,} bytes; this has {file.size:,}. Keep the changed rows only.")
    # Where nothing tells the encoding, it is the one in which most rows are as they were exported.
    opener = opener_of(file)
    found = [_compared_as(encoding, opener) for encoding in _encodings(opener)]
    compared = min(found, key=lambda each: len(each.changes) + len(each.conflicts))
    if len(compared.changes) > MOST_CHANGES:
        raise NotAnExport(
            f"The file changes {len(compared.changes):,} claims; at most {MOST_CHANGES:,} can be changed at once. "
            "Split it and take the parts in one after the other."
        )
    return compared


def _with_words(compared: Comparison) -> dict:
    """The changes and conflicts that are shown, each with its claim's words."""
    changes, conflicts = compared.changes[:MOST_SHOWN], compared.conflicts[:MOST_SHOWN]
    words = Claim.objects.words_by_id(each.claim_id for each in [*changes, *conflicts])
    return {
        "changes": [(each, words[each.claim_id]) for each in changes],
        "conflicts": [(each, words[each.claim_id]) for each in conflicts],
    }


def _compared_as(encoding: str, opener: Opener) -> Comparison:
    bad: list[BadEditedRow] = []
    with io.TextIOWrapper(opener(), encoding=encoding, errors="replace", newline="") as text:
        compared = compare(_good(read_rows(text), bad), saved_in=encoding)
    compared.problems = sorted([*compared.problems, *((each.line, each.sentence) for each in bad)])
    return compared


def _encodings(opener: Opener) -> list[str]:
    """The encodings that a spreadsheet may have saved the file in."""
    with opener() as raw:
        if raw.read(4).startswith(OTHERS):
            raise NotAnExport("This is a spreadsheet’s own file. Save it as CSV (best as “CSV UTF-8”) and choose that.")
    try:
        encoding = TextFile(opener).encoding
    except Unreadable as error:
        raise NotAnExport("This is no text file. Save the table as “CSV UTF-8” and choose it anew.") from error
    return [encoding] if encoding.startswith("utf") else list(dict.fromkeys(["cp1252", encoding]))


def _good(rows: Iterator[EditedRow | BadEditedRow], bad: list[BadEditedRow]) -> Iterator[EditedRow]:
    for row in rows:
        if isinstance(row, BadEditedRow):
            bad.append(row)
        else:
            yield row


def _change(sent: dict) -> Change:
    return Change(**{**sent, "before": State(**sent["before"]), "after": State(**sent["after"])})
