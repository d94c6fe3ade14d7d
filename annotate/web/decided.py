"""What the page hears after a decision: the card that comes next, the progress, and what has changed in the text."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import replace_url, trigger_client_event

from annotate.models import Article, Claim
from annotate.tagging.deciding import Outcome
from annotate.web.cards import Card
from annotate.web.highlighting import Paragraph, paragraphs
from annotate.web.pages import page_of


def decided(request: HttpRequest, article_id: int, outcome: Outcome, said: str, *, stay: bool = False) -> HttpResponse:
    """The answer to a decision: for htmx the card of the next undecided claim (of the changed one, to `stay`) with what
    has changed, else a redirection to the page that shows it."""
    claim = outcome.changed[0]
    stay = stay and claim.is_visible
    if not request.htmx:
        messages.success(request, said)
        return redirect(page_of(article_id, **({"claim": claim.pk} if stay else {"after": claim.start})))
    claims = Claim.objects.filter(article=article_id)
    shown = claims.card(claim.pk) if stay else claims.next_card(claim.start)
    drawn_anew = _paragraphs_to_draw(article_id, outcome.changed)
    page = {"card": Card.of(shown) if shown else None, "said": said, "paragraphs": drawn_anew}
    response = render(request, "articles/article.html#decided", page)
    trigger_client_event(response, "claims-changed", {"claims": [told(each) for each in outcome.changed]}, after="swap")
    return replace_url(response, page_of(article_id, claim=shown.pk)) if shown else response


def told(claim: Claim) -> dict[str, object]:
    """What the page must know of a claim to show it as it stands."""
    return {"id": claim.pk, "status": claim.status, "kind": claim.kind, "version": claim.version, "start": claim.start}


def paragraphs_at(article_id: int, places: list[tuple[int, int]]) -> list[Paragraph]:
    """Those paragraphs of an article, with their claims, that one of the places (half-open, code points) touches."""
    article = Article.objects.only("text").get(pk=article_id)
    shown = paragraphs(article.text, list(article.claims.visible().with_decisions().in_reading_order()))
    return [each for each in shown if any(each.start < end and start < each.end for start, end in places)]


def _paragraphs_to_draw(article_id: int, changed: list[Claim]) -> list[Paragraph]:
    """Where other words are claims than before: what is there needs more than another class."""
    places = [span for claim in changed if claim.spans_before for span in (*claim.spans_before, *claim.spans)]
    return paragraphs_at(article_id, places) if places else []
