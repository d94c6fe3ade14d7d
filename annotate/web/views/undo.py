"""Undo, redo, and a claim's history."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from annotate.models import Claim, Role, Tag
from annotate.tagging import undoing
from annotate.tagging.decisions import DecisionRefused, Outcome
from annotate.web.access import article_for, claim_for, needs
from annotate.web.article_urls import article_url
from annotate.web.decision_forms import RestoreForm
from annotate.web.decision_response import respond_to_decision
from annotate.web.request import EditorRequest
from annotate.web.views.errors import problem


@needs(Role.EDITOR)
@require_POST
def undo(request: EditorRequest, article_id: int, claim_id: int | None = None) -> HttpResponse:
    return _step(request, article_id, claim_id, undoing.undo, "Undone.", "Nothing to undo")


@needs(Role.EDITOR)
@require_POST
def redo(request: EditorRequest, article_id: int, claim_id: int | None = None) -> HttpResponse:
    return _step(request, article_id, claim_id, undoing.redo, "Redone.", "Nothing to redo")


@needs(Role.READER)
@require_safe
def history(request: EditorRequest, article_id: int, claim_id: int) -> HttpResponse:
    claim = claim_for(request, article_id, claim_id)
    tags = list(claim.tags.for_history().order_by("pk"))
    template = "articles/history.html#history" if request.htmx else "articles/history.html"
    return render(request, template, {"claim": claim, "tags": tags, "decision_id": uuid4()})


@needs(Role.EDITOR)
@require_POST
def restore(request: EditorRequest, article_id: int, claim_id: int) -> HttpResponse:
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        outcome = undoing.restore(article_id=article_id, claim_id=claim_id, editor=request.user, **form.cleaned_data)
    except (Claim.DoesNotExist, Tag.DoesNotExist) as error:
        raise Http404 from error
    except DecisionRefused as error:
        return _refuse(request, article_id, "Not restored", error, claim=claim_id)
    return respond_to_decision(request, article_id, outcome, "Restored.", stay=True)


def _step(
    request: EditorRequest,
    article_id: int,
    claim_id: int | None,
    step: Callable[..., Outcome],
    sentence: str,
    title: str,
) -> HttpResponse:
    decision_id = _decision_id(request.POST.get("decision_id", ""))
    try:
        outcome = step(article_id=article_id, editor=request.user, decision_id=decision_id, claim_id=claim_id)
    except DecisionRefused as error:
        article_for(request, article_id)
        return _refuse(request, article_id, title, error)
    left = f" {outcome.skipped} had since been decided by somebody else and did not change." if outcome.skipped else ""
    return respond_to_decision(request, article_id, outcome, sentence + left, stay=True)


def _refuse(request: EditorRequest, article_id: int, title: str, error: DecisionRefused, **asked: int) -> HttpResponse:
    back = article_url(article_id, None, **asked)
    return problem(request, 409, title, str(error), link=back, link_words="Back to the article")


def _decision_id(sent: str) -> UUID:
    """Return the decision's id from the page, so that sending it twice counts once; without one, a new id."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
