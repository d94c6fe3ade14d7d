"""One row a claim: what an export tells in a table, as the database works it out."""

from django.db.models import Case, CharField, F, Func, IntegerField, TextField, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast, Coalesce, Greatest, Substr

from annotate.models.claim import ClaimQuerySet

CONTEXT = 32
BETWEEN_SPANS = " … "


def columns() -> dict[str, Combinable]:
    """The columns of the contract, in its order, with what the database is to give for each; texts are never null."""
    return {
        "claim_id": F("pk"),
        "article_id": F("article_id"),
        "article_title": F("article__title"),
        "article_url": F("article__url"),
        "article_outlet": F("article__outlet"),
        "article_published": _text(F("article__published_at")),
        "kind": Coalesce("tag__kind", Value("")),
        "claim": _words("spans"),
        "actor_id": Coalesce("tag__actor__survivor", "tag__actor"),
        "actor": Coalesce("tag__actor__survivor__name", "tag__actor__name", Value("")),
        "actor_type": Coalesce("tag__actor__survivor__type", "tag__actor__type", Value("")),
        "source": _words("source"),
        "cue": _words("cue"),
        "start": F("start"),
        "end": F("end"),
        "spans": RawSQL(_SPANS, (), TextField()),  # nosec B611: nothing from outside is in it
        "prefix": Substr("article__text", Greatest(F("start") - CONTEXT, 0) + 1, _least_start()),
        "suffix": Substr("article__text", F("end") + 1, CONTEXT),
        "answers_claim_id": F("tag__answers_id"),
        "repeats_claim_id": F("repeats_id"),
        "status": Case(
            When(tag=None, then=Value("undecided")),
            When(tag__dismissed=True, then=Value("dismissed")),
            default=Value("tagged"),
            output_field=CharField(),
        ),
        "suggested_kind": F("suggested_kind"),
        "suggested_actor": Coalesce("suggested_actor__survivor__name", "suggested_actor__name", Value("")),
        "confidence": RawSQL('trim_scale(round("annotate_claim"."confidence"::numeric, 4))::text', (), TextField()),
        "reason": F("reason"),
        "note": Coalesce("tag__note", Value("")),
        "editor": Coalesce("tag__editor__username", Value("")),
        "tagged_at": Func(
            F("tag__at"),
            template="to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')",
            output_field=TextField(),
        ),
        "version": F("version"),
        "article_sha256": F("article__sha256"),
    }


def in_order(claims: ClaimQuerySet) -> ClaimQuerySet:
    """The claims article by article, in reading order, as an index has them: the first row comes at once."""
    return claims.visible().order_by("article_id", "start", "end", "pk")


# The claim's words, and its places as "12-40;52-80". Claims and articles stand in the query under their tables' names.
_WORDS = """(
    SELECT coalesce(string_agg(substr("annotate_article"."text", part.start + 1, part.stop - part.start), %s
        ORDER BY part.number), '')
    FROM (SELECT number, "annotate_claim"."{0}"[number][1] AS start, "annotate_claim"."{0}"[number][2] AS stop
        FROM generate_subscripts("annotate_claim"."{0}", 1) AS number) AS part)"""
_SPANS = """(
    SELECT coalesce(string_agg("annotate_claim"."spans"[number][1] || '-' || "annotate_claim"."spans"[number][2], ';'
        ORDER BY number), '') FROM generate_subscripts("annotate_claim"."spans", 1) AS number)"""


def _words(part: str) -> RawSQL:
    return RawSQL(_WORDS.format(part), (BETWEEN_SPANS,), TextField())  # nosec B611: the name of a column of ours


def _text(value: F) -> Coalesce:
    return Coalesce(Cast(value, TextField()), Value(""))


def _least_start() -> Func:
    return Func(F("start"), CONTEXT, function="LEAST", output_field=IntegerField())


COLUMNS = list(columns())
NUMBERS = frozenset(
    "claim_id article_id actor_id start end answers_claim_id repeats_claim_id confidence version".split()
)
