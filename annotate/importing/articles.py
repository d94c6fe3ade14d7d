"""Taking an article in."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils.text import Truncator

from annotate.models import Article, User

LONGEST_TITLE = 500
# Where a text has no headline of its own, its first line may be a whole paragraph.
LONGEST_IN_WORDS = 16


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
    """The first line with words in it, its white space folded; a long one is cut after a word and ends with "…"."""
    line, _, _ = text.lstrip().partition("\n")
    return Truncator(" ".join(line.split())).words(LONGEST_IN_WORDS, truncate=" …")[:LONGEST_TITLE]
