"""The page where an article is read and tagged."""

from django.http import HttpResponse
from django.shortcuts import render

from annotate.models import Article
from annotate.web.cards import Card
from annotate.web.claim_filter import Choice, Filter
from annotate.web.highlighting import cut_paragraphs
from annotate.web.request import EditorRequest


def article_page(
    request: EditorRequest, article: Article, refused: Card | None = None, status: int = 200
) -> HttpResponse:
    """Render the page with the card that the address asks for, or with that of a `refused` decision.

    For htmx, which polls while the claims are being found, render only what is below the page's header. Raises Http404
    for a claim in the address that the article does not have.
    """
    claims = article.claims.visible().in_reading_order().load_with_actors()
    chosen = Filter.of(request)
    aside = chosen.left_out(article.pk, claims)
    card = refused or Card.asked_for(request, article, claims, aside)
    page = {
        "article": article,
        "card": card,
        "choice": Choice.among(claims, len(claims) - len(aside), chosen),
        "aside": aside,
        "paragraphs": cut_paragraphs(article.text, claims, card.claim.pk if card else None),
        "progress": {"total": len(claims), "settled": sum(claim.tag_id is not None for claim in claims)},
        "article_url": article.get_absolute_url(),
    }
    fragment = "#article" if request.htmx.target == "article" else ""
    return render(request, f"articles/article.html{fragment}", page, status=status)
