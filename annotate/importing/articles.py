"""Taking an article in."""

import hashlib
from datetime import date

from django.db import transaction

from annotate.models import Article, User

LONGEST_TITLE = 500


@transaction.atomic
def take_in_article(
    *,
    text: str,
    title: str = "",
    url: str = "",
    outlet: str = "",
    author: str = "",
    published_at: date | None = None,
    imported_by: User | None = None,
) -> tuple[Article, bool]:
    """Stores an article; returns it, and whether it is new: the same text again leads to the article that is there.

    `text` comes out of `decoding.normalise`; a missing title is the text's first line.
    """
    return Article.objects.defer("search").get_or_create(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        defaults={
            "text": text,
            "title": title or first_line(text),
            "url": url,
            "outlet": outlet,
            "author": author,
            "published_at": published_at,
            "imported_by": imported_by,
        },
    )


def first_line(text: str) -> str:
    """The first line with words in it, its white space folded, cut to what a title may have."""
    line, _, _ = text.lstrip().partition("\n")
    return " ".join(line.split())[:LONGEST_TITLE]
