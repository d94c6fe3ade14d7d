"""What the page hears after a decision: the card that comes next, the progress, and what has changed in the text."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import replace_url, trigger_client_event

from annotate.models import Article, Claim
from annotate.tagging.decisions import Outcome
from annotate.web.article_urls import article_url
from annotate.web.cards import Card
from annotate.web.claim_filter import Filter
from annotate.web.highlighting import paragraphs
from annotate.web.request import EditorRequest


def decided(
    request: EditorRequest, article_id: int, outcome: Outcome, said: str, *, stay: bool = False
) -> HttpResponse:
    """The answer to a decision: for htmx the card of the next undecided claim (of the changed one, to `stay`) with what
    has changed, or this alone for a page that has the next card already and so targets its progress; else a redirection
    to the page that shows it."""
    claim = outcome.changed[0]
    stay = stay and claim.is_visible
    chosen = Filter.of(request)
    if not request.htmx:
        messages.success(request, said)
        return redirect(article_url(article_id, chosen, **({"claim": claim.pk} if stay else {"after": claim.start})))
    claims = Claim.objects.filter(article=article_id)
    page = {
        "said": said,
        "progress": claims.progress(),
        "article_url": article_url(article_id),
        **_paragraphs_to_draw(article_id, outcome.changed, chosen),
    }
    shown = None
    if request.htmx.target == "progress":
        response = render(request, "articles/article.html#saved", page)
    else:
        shown = claims.card(claim.pk) if stay else chosen.of_these(claims).next_card(claim.start)
        page["card"] = Card.of(shown) if shown else None
        response = render(request, "articles/article.html#decided", page)
    trigger_client_event(response, "claims-changed", {"claims": [told(each) for each in outcome.changed]}, after="swap")
    return replace_url(response, article_url(article_id, chosen, claim=shown.pk)) if shown else response


def told(claim: Claim) -> dict[str, object]:
    """What the page must know of a claim to show it as it stands."""
    return {"id": claim.pk, "status": claim.status, "kind": claim.kind, "version": claim.version, "start": claim.start}


def paragraphs_at(article_id: int, places: list[tuple[int, int]], chosen: Filter) -> dict[str, object]:
    """What draws those paragraphs of an article, with their claims, that one of the places (half-open, code points)
    touches: `paragraphs`, and the claims that are not `chosen` as `aside`."""
    article = Article.objects.only("text").get(pk=article_id)
    claims = list(article.claims.visible().select_related("tag").in_reading_order())
    touched = [
        each
        for each in paragraphs(article.text, claims)
        if any(each.start < end and start < each.end for start, end in places)
    ]
    return {"paragraphs": touched, "aside": chosen.aside(article_id, claims), "filter": chosen.query}


def _paragraphs_to_draw(article_id: int, changed: list[Claim], chosen: Filter) -> dict[str, object]:
    """Where other words are claims than before: what is there needs more than another class."""
    places = [span for claim in changed if claim.spans_before for span in (*claim.spans_before, *claim.spans)]
    return paragraphs_at(article_id, places, chosen) if places else {}
