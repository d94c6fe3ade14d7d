"""Functions that make the objects a test needs."""

import csv
import io
from contextlib import contextmanager
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotate.actors.names import key_of_name
from annotate.exporting.formats import export
from annotate.importing.article_intake import store_article
from annotate.models import Actor, Article, Claim, User
from annotate.models.claim_queries import ClaimQuerySet
from annotate.tagging.decisions import Decision, Outcome, decide

TEXT = (
    "Ms Roe alleged the bridge was unsafe.\n"
    "The council denied that the bridge was unsafe.\n"
    "“We knew nothing,” said Mr Hale. Ms Roe alleged the bridge was unsafe."
)
TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def make_user(username: str, **fields) -> User:
    return User.objects.create_user(username, password="correct horse", **fields)


def make_article(*, text: str = TEXT, detected: bool = True, **fields) -> Article:
    article, _ = store_article(text=text, **fields)
    if detected:
        Article.objects.filter(pk=article.pk).update(detection=Article.Detection.DONE)
        article.detection = Article.Detection.DONE
    return article


def make_claim(article: Article, words: str, *, source: str = "", cue: str = "", nth: int = 0, **fields) -> Claim:
    """Store a claim on these words of the article; `nth` counts from 0 if they occur more than once."""
    start = span_of(article.text, words, nth)[0]
    defaults = {"suggested_kind": "allegation", "confidence": 0.8, "reason": f"‘{cue}’ attributes this to {source}"}
    return Claim.objects.create(
        article=article,
        spans=[[start, start + len(words)]],
        original_spans=[[start, start + len(words)]],
        start=start,
        end=start + len(words),
        source=[span_of(article.text, source)] if source else [],
        source_words=source,
        cue=[span_of(article.text, cue)] if cue else [],
        origin="test",
        **{**defaults, **fields},
    )


def span_of(text: str, words: str, nth: int = 0) -> list[int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return [start, start + len(words)]


def make_actor(name: str, **fields) -> Actor:
    """Store an actor. Without `created_by` it is one that only the detector has suggested, so not in the register."""
    fields.setdefault("in_register", "created_by" in fields)
    if into := fields.get("merged_into"):
        fields.setdefault("survivor", into)
    return Actor.objects.create(name=name, key=key_of_name(name), **fields)


def tag(claim: Claim, editor: User, decision: Decision | None = None, **options) -> Outcome:
    """Decide on the claim's current version; by default, an allegation whose source is not named."""
    claim.refresh_from_db()
    return decide(
        article_id=claim.article_id,
        claim_id=claim.pk,
        version=claim.version,
        decision=decision or Decision(kind="allegation"),
        decision_id=options.pop("decision_id", None) or uuid4(),
        editor=editor,
        **options,
    )


def exported_rows(claims: ClaimQuerySet | None = None) -> list[dict]:
    """Export these claims, by default all, as CSV, and return the rows."""
    text = b"".join(export(Claim.objects.all() if claims is None else claims, "csv", byte_order_mark=False)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sent(claim: Claim, **fields) -> dict:
    """Return the fields that the claim's card sends; by default, an allegation whose source is not named."""
    return {
        "version": claim.version,
        "decision_id": str(uuid4()),
        "action": "tag",
        "kind": "allegation",
        "not_named": "1",
        **fields,
    }


@contextmanager
def at_most(number: int):
    """Fail if more than this number of queries are made, not counting those that begin and end transactions."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    queries = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(TRANSACTION_CONTROL)]
    assert len(queries) <= number, f"{len(queries)} queries, more than {number}:\n" + "\n".join(queries)
