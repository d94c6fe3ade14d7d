"""Deciding several claims in one step."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_POST, require_safe

from annotate.models import Claim, Role
from annotate.tagging.bulk_decisions import accept_suggestions, link_source
from annotate.tagging.decisions import DecisionRefused, Outcome
from annotate.web.access import article_for, claim_for, needs
from annotate.web.article_urls import article_url
from annotate.web.claim_filter import Filter
from annotate.web.decision_forms import AcceptForm, LinkForm
from annotate.web.decision_response import respond_to_decision
from annotate.web.overview import overview_of
from annotate.web.request import EditorRequest
from annotate.web.views.errors import problem


@needs(Role.EDITOR)
@require_safe
def overview(request: EditorRequest, article_id: int) -> HttpResponse:
    shown = overview_of(article_for(request, article_id), Filter.of(request))
    return render(request, "articles/overview.html", {"overview": shown, "decision_id": uuid4()})


@needs(Role.EDITOR)
@require_safe
def same_source(request: EditorRequest, article_id: int, claim_id: int) -> HttpResponse:
    claim = claim_for(request, article_id, claim_id)
    others = [each for each in Claim.objects.with_same_source(claim) if each.tag is None or each.actor != claim.actor]
    shown = {"claim": claim, "others": others, "decision_id": uuid4()}
    return render(request, "articles/same_source.html", shown)


@needs(Role.EDITOR)
@require_POST
def accept(request: EditorRequest, article_id: int) -> HttpResponse:
    article_for(request, article_id)
    form = AcceptForm(request.POST)
    try:
        if not form.is_valid():
            raise DecisionRefused(form.first_error())
        outcome = accept_suggestions(article_id=article_id, editor=request.user, **form.cleaned_data)
    except DecisionRefused as error:
        return _render_refusal(request, article_id, "Nothing was accepted", error)
    return respond_to_decision(request, article_id, outcome, _describe_outcome("Accepted", outcome))


@needs(Role.EDITOR)
@require_POST
def link(request: EditorRequest, article_id: int) -> HttpResponse:
    article_for(request, article_id)
    form = LinkForm(request.POST)
    try:
        if not form.is_valid():
            raise DecisionRefused(form.first_error())
        outcome = link_source(article_id=article_id, editor=request.user, **form.cleaned_data)
    except DecisionRefused as error:
        return _render_refusal(request, article_id, "Nothing was linked", error)
    return respond_to_decision(request, article_id, outcome, _describe_outcome("Linked", outcome))


def _describe_outcome(what: str, outcome: Outcome) -> str:
    number = len(outcome.changed)
    left = f" {outcome.skipped} had already been decided and did not change." if outcome.skipped else ""
    return f"{what}: {number} claim{pluralize(number)}. One undo reverts them all.{left}"


def _render_refusal(request: EditorRequest, article_id: int, title: str, error: DecisionRefused) -> HttpResponse:
    return problem(request, 422, title, str(error), link=article_url(article_id), link_words="Back to the article")
