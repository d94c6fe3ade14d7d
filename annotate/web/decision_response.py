"""The answer to a decision: a change document for a script, a redirect or a page for a form."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from annotate.models import Claim
from annotate.tagging.decisions import Outcome
from annotate.web.access import article_for, claim_for
from annotate.web.article_page import article_page
from annotate.web.article_urls import article_url
from annotate.web.cards import Card
from annotate.web.change_document import (
    anybodys_change,
    card_html,
    change_document,
    moved_paragraphs,
    notice_of,
    own_change,
)
from annotate.web.claim_filter import Filter
from annotate.web.decision_forms import DecisionForm
from annotate.web.request import EditorRequest, wants_json


def respond_to_decision(
    request: EditorRequest, article_id: int, outcome: Outcome, sentence: str, *, stay: bool = False
) -> HttpResponse:
    """Say what a decision changed. `sentence` is the notice; `stay` keeps the changed claim open instead of the next.

    A script that sends `with_card` gets the card that the page shows next; other scripts have it already. A form gets
    a redirect to the page that shows it.
    """
    claim = outcome.changed[0]
    stay = stay and claim.is_visible
    chosen = Filter.of(request)
    if not wants_json(request):
        messages.success(request, sentence)
        return redirect(article_url(article_id, chosen, **({"claim": claim.pk} if stay else {"after": claim.start})))
    claims = Claim.objects.filter(article=article_id)
    progress = claims.count_progress()
    card = ""
    if request.POST.get("with_card"):
        shown = claims.card(claim.pk) if stay else chosen.select(claims).next_card(claim.start)
        card = card_html(request, Card.of(shown) if shown else None, progress, article_url(article_id))
    html, _ = moved_paragraphs(article_id, outcome.changed, chosen)
    changed = [own_change(each) for each in outcome.changed]
    notice = notice_of("success", sentence)
    return JsonResponse(change_document(claims=changed, paragraphs=html, progress=progress, notice=notice, card=card))


def respond_to_refusal(
    request: EditorRequest, article_id: int, claim_id: int, form: DecisionForm, status: int
) -> HttpResponse:
    """Show the card again with what was wrong and the choice that was sent; 409 also shows the tag that was quicker."""
    card = Card.of(claim_for(request, article_id, claim_id)).refused(form, was_quicker=status == 409)
    if not wants_json(request):
        return article_page(request, article_for(request, article_id), refused=card, status=status)
    state = anybodys_change(card.claim, request.user)
    return JsonResponse(change_document(claims=[state], card=card_html(request, card)), status=status)
