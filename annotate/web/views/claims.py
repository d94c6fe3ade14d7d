"""A claim's card, and the decisions made on it."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import replace_url

from annotate.models import Claim, Role
from annotate.tagging.decisions import DecisionRefused, StaleClaim, decide
from annotate.tagging.drawn_claims import draw_claim
from annotate.web.access import article_for, claim_for, needs
from annotate.web.article_urls import article_url
from annotate.web.cards import Card
from annotate.web.change_document import card_html
from annotate.web.claim_filter import Filter
from annotate.web.decision_forms import DecisionForm, DrawForm
from annotate.web.decision_response import respond_to_decision, respond_to_refusal
from annotate.web.integers import parse_integer, parse_integers
from annotate.web.request import EditorRequest
from annotate.web.views.errors import problem

CARDS_AHEAD = 12


@needs(Role.READER)
@require_safe
def card(request: EditorRequest, article_id: int, claim_id: int) -> HttpResponse:
    if not request.htmx:
        return redirect(article_url(article_id, claim=claim_id))
    shown = Card.of(claim_for(request, article_id, claim_id))
    progress = Claim.objects.filter(article=article_id).count_progress()
    response = render(request, "articles/article.html#card", {"card": shown, "progress": progress})
    return replace_url(response, article_url(article_id, Filter.of(request), claim=claim_id))


@needs(Role.READER)
@require_safe
def cards(request: EditorRequest, article_id: int) -> HttpResponse:
    """Answer with the cards of the next undecided claims, so that the page can open them without waiting.

    `after`: the place in the text to start from, in code points. `without`: ids of claims that the page has
    loaded or decided.
    """
    article_for(request, article_id)
    start = parse_integer(request.GET.get("after", "")) or 0
    without = {claim_id for claim_id in parse_integers(request.GET.get("without", "")) if claim_id is not None}
    wanted = Filter.of(request).select(Claim.objects.filter(article=article_id))
    following = wanted.next_cards(start, without=without, most=CARDS_AHEAD)
    cards = [{"id": claim.pk, "start": claim.start, "html": card_html(request, Card.of(claim))} for claim in following]
    return JsonResponse({"cards": cards})


@needs(Role.EDITOR)
@require_POST
def tag(request: EditorRequest, article_id: int, claim_id: int) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return respond_to_refusal(request, article_id, claim_id, form, 422)
    try:
        outcome = decide(
            article_id=article_id,
            claim_id=claim_id,
            version=form.cleaned_data["version"],
            decision=form.decision(),
            decision_id=form.cleaned_data["decision_id"],
            editor=request.user,
            repeats=form.repeats(),
        )
    except Claim.DoesNotExist as error:
        raise Http404 from error
    except StaleClaim:
        return respond_to_refusal(request, article_id, claim_id, form, 409)
    except DecisionRefused as error:
        form.add_error(None, str(error))
        return respond_to_refusal(request, article_id, claim_id, form, 422)
    return respond_to_decision(request, article_id, outcome, form.in_words(outcome))


@needs(Role.EDITOR)
@require_POST
def draw(request: EditorRequest, article_id: int) -> HttpResponse:
    article_for(request, article_id)
    form = DrawForm(request.POST)
    try:
        if not form.is_valid():
            raise DecisionRefused(form.first_error())
        outcome = draw_claim(
            article_id=article_id,
            decision=form.decision(),
            decision_id=form.cleaned_data["decision_id"],
            editor=request.user,
        )
    except DecisionRefused as error:
        back = article_url(article_id)
        return problem(request, 422, "The claim was not drawn", str(error), link=back, link_words="Back to the article")
    return respond_to_decision(request, article_id, outcome, form.in_words(outcome), stay=True)
