"""A claim's card, and the decisions that come from it."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import replace_url, trigger_client_event

from annotate.models import Claim
from annotate.tagging.deciding import Outcome, Refused, Stale, decide
from annotate.tagging.undoing import undo as undo_last
from annotate.web.access import article_for, claim_for
from annotate.web.cards import Card
from annotate.web.forms import DecisionForm
from annotate.web.pages import article_page, page_of
from annotate.web.views.errors import problem


@require_safe
def card(request: HttpRequest, article_id: int, claim_id: int) -> HttpResponse:
    if not request.htmx:
        return redirect(page_of(article_id, claim=claim_id))
    shown = Card.of(claim_for(request, article_id, claim_id))
    response = render(request, "articles/article.html#card", {"card": shown})
    return replace_url(response, page_of(article_id, claim=claim_id))


@require_POST
def tag(request: HttpRequest, article_id: int, claim_id: int) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _refused(request, article_id, claim_id, form, 422)
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
    except Stale:
        return _refused(request, article_id, claim_id, form, 409)
    except Refused as error:
        form.add_error(None, str(error))
        return _refused(request, article_id, claim_id, form, 422)
    return _moved_on(request, article_id, outcome, form.in_words(outcome))


@require_POST
def undo(request: HttpRequest, article_id: int) -> HttpResponse:
    try:
        outcome = undo_last(article_id=article_id, editor=request.user, decision_id=uuid4())
    except Refused as error:
        back = article_for(request, article_id).get_absolute_url()
        return problem(request, 409, "Nothing to undo", str(error), link=back, link_words="Back to the article")
    claim = outcome.changed[0]
    if request.htmx:
        return _card_and_changes(request, claim_for(request, article_id, claim.pk), outcome, "Undone.")
    messages.success(request, "Undone.")
    return redirect(page_of(article_id, claim=claim.pk))


def _moved_on(request: HttpRequest, article_id: int, outcome: Outcome, said: str) -> HttpResponse:
    """After a decision: the card of the next undecided claim."""
    start = outcome.changed[0].start
    if request.htmx:
        following = Claim.objects.filter(article=article_id).next_card(start)
        return _card_and_changes(request, following, outcome, said)
    messages.success(request, said)
    return redirect(page_of(article_id, after=start))


def _card_and_changes(request: HttpRequest, claim: Claim, outcome: Outcome, said: str) -> HttpResponse:
    response = render(request, "articles/article.html#decided", {"card": Card.of(claim), "said": said})
    changed = [{"id": each.pk, "status": each.status, "kind": each.kind} for each in outcome.changed]
    trigger_client_event(response, "claims-changed", {"claims": changed}, after="swap")
    return replace_url(response, page_of(claim.article_id, claim=claim.pk))


def _refused(request: HttpRequest, article_id: int, claim_id: int, form: DecisionForm, status: int) -> HttpResponse:
    """The card again, with what was wrong and the choice as it was sent; 409 shows the tag that was quicker."""
    card = Card.of(claim_for(request, article_id, claim_id)).refused(form, was_quicker=status == 409)
    if request.htmx:
        return render(request, "articles/article.html#card", {"card": card}, status=status)
    return article_page(request, article_for(request, article_id), card, status=status)
