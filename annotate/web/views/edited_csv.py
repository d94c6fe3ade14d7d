"""Upload an edited CSV: show a summary of what it would change, then apply the changes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotate.edited_csv.changes import apply_changes
from annotate.edited_csv.comparison import Comparison
from annotate.edited_csv.summary_token import BadToken, load_changes, sign_changes
from annotate.edited_csv.table import NotAnExport
from annotate.edited_csv.uploaded_file import compare_file
from annotate.models import Claim, Role
from annotate.web.access import needs
from annotate.web.import_forms import opener_of
from annotate.web.request import EditorRequest
from annotate.web.views.errors import problem

MOST_SHOWN = 200


@needs(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edited_csv(request: EditorRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "edited_csv.html")
    file = request.FILES.get("file")
    if file is None:
        return _refuse(request, "Choose the CSV file that you edited.")
    try:
        comparison = compare_file(opener_of(file), size=file.size or 0)
    except NotAnExport as error:
        return _refuse(request, str(error))
    token = sign_changes(comparison.changes, editor_id=request.user.pk)
    shown = {"comparison": comparison, "token": token, "name": file.name, "most_shown": MOST_SHOWN}
    return render(request, "edited_csv.html", shown | _with_words(comparison))


@needs(Role.EDITOR)
@require_POST
def apply(request: EditorRequest) -> HttpResponse:
    try:
        decision_id, changes = load_changes(request.POST.get("token", ""), editor_id=request.user.pk)
    except BadToken:
        sentence = "The summary is incomplete, more than 12 hours old or another editor’s. Choose the file again."
        return problem(
            request, 422, "Nothing was changed", sentence, link=reverse("edited-csv"), link_words="Choose the file"
        )
    stored, refused = apply_changes(changes=changes, decision_id=decision_id, editor=request.user)
    return render(request, "edited_csv.html", {"stored": stored, "refused": refused, "done": True})


def _refuse(request: EditorRequest, error: str) -> HttpResponse:
    return render(request, "edited_csv.html", {"error": error}, status=422)


def _with_words(comparison: Comparison) -> dict[str, object]:
    """Return the changes and conflicts to show, each with its claim's words."""
    changes, conflicts = comparison.changes[:MOST_SHOWN], comparison.conflicts[:MOST_SHOWN]
    claim_ids = [change.claim_id for change in changes] + [conflict.claim_id for conflict in conflicts]
    words = Claim.objects.words_by_id(claim_ids)
    return {
        "changes": [(change, words[change.claim_id]) for change in changes],
        "conflicts": [(conflict, words[conflict.claim_id]) for conflict in conflicts],
    }
