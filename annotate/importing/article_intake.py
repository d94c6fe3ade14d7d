"""Store articles that were read."""

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
# The first line of a text without a headline may be a whole paragraph.
MOST_WORDS_OF_FIRST_LINE = 16
# The newly stored articles, each with the article as read.
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
        audit_log.note(audit_log.Action.IMPORTED, by=imported_by, subject=article.title, detail="an article")
    return article, is_new


@transaction.atomic
def store_articles(*, reads: Sequence[ReadArticle], imported_by: User | None) -> NewArticles:
    """Store the articles whose text is not stored yet, in few queries. Of articles with the same text, store the
    first."""
    by_text = {sha256_of(read.text): read for read in reversed(reads)}
    known: set[str] | None = None
    while True:
        before, known = known, set(Article.objects.filter(sha256__in=by_text).values_list("sha256", flat=True))
        new = {sha256: read for sha256, read in reversed(by_text.items()) if sha256 not in known}
        try:
            with transaction.atomic():
                stored = Article.objects.bulk_create(
                    _build_article(sha256, read, imported_by) for sha256, read in new.items()
                )
            return list(zip(stored, new.values(), strict=True))
        except IntegrityError:
            # Another process may just have stored one of them. If it has not, trying again would not help.
            if known == before:
                raise


def claims_left_out(reads: Iterable[ReadArticle], new: NewArticles) -> list[Problem]:
    """Return a problem for each article that came with claims but was stored before: its claims are not merged with the
    stored ones."""
    stored = {id(read) for _, read in new}
    return [
        Problem(
            read.title or first_line(read.text),
            f"This article was imported before, so the {_count(len(read.claims), 'claim')} that came with it were "
            "left out. "
            "Draw missing claims on its page.",
        )
        for read in reads
        if read.claims and id(read) not in stored
    ]


def _count(number: int, noun: str) -> str:
    """Return "1 claim" or "2,000 claims"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _build_article(sha256: str, read: ReadArticle, imported_by: User | None) -> Article:
    return Article(
        sha256=sha256,
        text=read.text,
        title=read.title or first_line(read.text),
        url=read.url,
        outlet=read.outlet,
        author=read.author,
        published_at=read.published_at,
        imported_by=imported_by,
        detection=Article.Detection.DONE if read.is_complete else Article.Detection.PENDING,
        detection_note=read.detection_note if read.is_complete else "",
    )


def sha256_of(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def first_line(text: str) -> str:
    """Return the first line that has words, with white space collapsed. A long line is cut after a word, with "…"."""
    line, _, _ = text.lstrip().partition("\n")
    return Truncator(" ".join(line.split())).words(MOST_WORDS_OF_FIRST_LINE, truncate=" …")[:LONGEST_TITLE]
