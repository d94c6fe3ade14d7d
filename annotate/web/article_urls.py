"""The addresses of an article's page, a claim on it, and the next undecided claim."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from annotate.web.claim_filter import Filter

register = template.Library()


def article_url(article_id: int, chosen: Filter | None = None, /, **asked: object) -> str:
    """Return the address of an article's page.

    chosen: the page's filter. asked: `claim` opens that claim's card, and `after` (a code point) the card of the next
    undecided claim; `kind`, `actor`, `not_named` and `answers` fill in the card's form.
    """
    anchor = f"#claim-{asked['claim']}" if "claim" in asked else ""
    query = f"{chosen.query if chosen else ''}{urlencode(asked)}".rstrip("&")
    return f"{reverse('article', args=[article_id])}{'?' if query else ''}{query}{anchor}"


@register.simple_tag
def claim_url(article_id: int, claim_id: int, **choice: object) -> str:
    """Return the address of a claim on its article's page, with the choice that its card opens with."""
    return article_url(article_id, claim=claim_id, **choice)
