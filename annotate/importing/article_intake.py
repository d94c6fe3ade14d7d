"""Taking articles in."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Required, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from annotate import audit_log
from annotate.importing.readers.reader_types import Problem, ReadArticle
from annotate.models import Article, User

LONGEST_TITLE = 500
# Where a text has no headline of its own, its first line may be a whole paragraph.
LONGEST_IN_WORDS = 16
# Articles that are new, each with what was read of it.
NewArticles = list[tuple[Article, ReadArticle]]


class ArticleFields(TypedDict, total=False):
    text: Required[str]
    title: str
    url: str
    outlet: str
    author: str
    published_at: date | None
    imported_by: User | None


@transaction.atomic
def store_article(**fields: Unpack[ArticleFields]) -> tuple[Article, bool]:
    """Store an article; return it and whether it is new. If the same text is stored already, return that article.

    `text` must come from `decoding.normalise`. If the title is missing, the text's first line becomes the title.
    """
    text = fields["text"]
    article, is_new = Article.objects.defer("search").get_or_create(
        sha256=sha256_of(text), defaults={**fields, "title": fields.get("title") or first_line(text)}
    )
    if is_new:
        imported_by = fields.get("imported_by")
        audit_log.note(audit_log.What.IMPORTED, by=imported_by, subject=article.title, detail="an article")
    return article, is_new


@transaction.atomic
def store_articles(*, reads: Sequence[ReadArticle], imported_by: User | None) -> NewArticles:
    """Stores those whose text is not there yet, in few queries; of equal ones, the first."""
    by_text = {sha256_of(each.text): each for each in reversed(reads)}
    known: set[str] | None = None
    while True:
        before, known = known, set(Article.objects.filter(sha256__in=by_text).values_list("sha256", flat=True))
        new = {sha256: each for sha256, each in reversed(by_text.items()) if sha256 not in known}
        try:
            with transaction.atomic():
                made = Article.objects.bulk_create(_article(*each, imported_by) for each in new.items())
            return list(zip(made, new.values(), strict=True))
        except IntegrityError:
            # Somebody else has just taken one of them in. If it is not that, trying again would not help.
            if known == before:
                raise


def claims_left_out(reads: Iterable[ReadArticle], taken: NewArticles) -> list[Problem]:
    """A problem for each article that came with claims and was here already: nobody merges what two have decided."""
    new = {id(read) for _, read in taken}
    return [
        Problem(
            each.title or first_line(each.text),
            f"It is here already, so the {number(len(each.claims), 'claim')} that came with it were left out.",
        )
        for each in reads
        if each.claims and id(each) not in new
    ]


def number(count: int, what: str) -> str:
    """ "1 claim", "2,000 claims"."""
    return f"{count:,} {what}{'s' * (count != 1)}"


def _article(sha256: str, each: ReadArticle, imported_by: User | None) -> Article:
    return Article(
        sha256=sha256,
        text=each.text,
        title=each.title or first_line(each.text),
        url=each.url,
        outlet=each.outlet,
        author=each.author,
        published_at=each.published_at,
        imported_by=imported_by,
        detection=Article.Detection.DONE if each.is_complete else Article.Detection.PENDING,
        detection_note=each.detection_note if each.is_complete else "",
    )


def sha256_of(text: str) -> str:
    """The SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def first_line(text: str) -> str:
    """The first line with words in it, its white space folded; a long one is cut after a word and ends with "…"."""
    line, _, _ = text.lstrip().partition("\n")
    return Truncator(" ".join(line.split())).words(LONGEST_IN_WORDS, truncate=" …")[:LONGEST_TITLE]
