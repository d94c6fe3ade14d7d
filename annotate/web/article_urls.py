"""The address of an article's page, of a claim on it, and of the next claim after a place."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from annotate.web.claim_filter import Filter

register = template.Library()


def article_url(article_id: int, chosen: Filter | None = None, /, **asked: object) -> str:
    """Return the address of an article's page.

    chosen: the filter that the page keeps. asked: `claim` opens that claim's card, `after` (a code point) that of the
    next undecided claim; `kind`, `actor`, `not_named` and `answers` fill in the card's form.
    """
    anchor = f"#claim-{asked['claim']}" if "claim" in asked else ""
    query = f"{chosen.query if chosen else ''}{urlencode(asked)}".rstrip("&")
    return f"{reverse('article', args=[article_id])}{'?' if query else ''}{query}{anchor}"


@register.simple_tag
def claim_url(article_id: int, claim_id: int, **choice: object) -> str:
    """Return the address of a claim on its article's page, with the choice that its card opens with."""
    return article_url(article_id, claim=claim_id, **choice)
