"""The columns of the exported CSV: type, SQL expression, meaning, and how an edited cell is read back.

Add columns at the end only: other people's spreadsheets and scripts rely on the order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from django.db.models import Case, CharField, F, Func, IntegerField, TextField, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast, Coalesce, Greatest, Substr

from annotate.exporting.edited_cells import read_choice, read_integer, read_name, read_note
from annotate.text.spans import SPAN_SEPARATOR, START_END_SEPARATOR
from annotate.vocabulary import DISMISSED, KINDS, STATUSES, TAGGED, UNDECIDED

CONTEXT = 32  # characters before and after a claim
BETWEEN_SPANS = " … "


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the CSV.

    type: a field type of Frictionless's table schema. expression: what the database computes for a claim; text is never
    null. choices: the only values, besides blank. read: reads an edited cell, or raises BadCell; None if edits of this
    column are ignored. is_required: an edited CSV must have the column.
    """

    name: str
    type: Literal["integer", "number", "string", "date", "datetime"]
    expression: Combinable
    description: str
    choices: tuple[str, ...] = ()
    read: Callable[[str], Any] | None = None
    is_required: bool = False

    @property
    def is_text(self) -> bool:
        return self.type not in ("integer", "number")


# The queries name claims and articles by their tables.
_WORDS = """(
    SELECT coalesce(string_agg(substr("annotate_article"."text", part.start + 1, part.stop - part.start), %s
        ORDER BY part.number), '')
    FROM (SELECT number, "annotate_claim"."{0}"[number][1] AS start, "annotate_claim"."{0}"[number][2] AS stop
        FROM generate_subscripts("annotate_claim"."{0}", 1) AS number) AS part)"""
_SPANS = """(
    SELECT coalesce(string_agg("annotate_claim"."spans"[number][1] || %s || "annotate_claim"."spans"[number][2], %s
        ORDER BY number), '') FROM generate_subscripts("annotate_claim"."spans", 1) AS number)"""
_ROUNDED = 'trim_scale(round("annotate_claim"."confidence"::numeric, 4))::text'
_UTC = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')"


def _text_of(part: Literal["spans", "source", "cue"]) -> RawSQL:
    return RawSQL(_WORDS.format(part), (BETWEEN_SPANS,), TextField())  # nosec B611: `part` is one of our own columns


def _at_most_context(number: F) -> Func:
    return Func(number, CONTEXT, function="LEAST", output_field=IntegerField())


COLUMNS = (
    Column("claim_id", "integer", F("pk"), "The claim's number.", read=read_integer, is_required=True),
    Column("article_id", "integer", F("article_id"), "The article's number."),
    Column("article_title", "string", F("article__title"), "The article's title."),
    Column("article_url", "string", F("article__url"), "The article's web address."),
    Column("article_outlet", "string", F("article__outlet"), "Who published the article."),
    Column(
        "article_published",
        "date",
        Coalesce(Cast(F("article__published_at"), TextField()), Value("")),
        "The day on which the article was published.",
    ),
    Column(
        "kind",
        "string",
        Coalesce("tag__kind", Value("")),
        "The kind that an editor gave the claim.",
        choices=KINDS,
        read=partial(read_choice, choices=KINDS, noun="a kind"),
    ),
    Column("claim", "string", _text_of("spans"), "The claim's words; “ … ” marks a gap between its spans."),
    Column(
        "actor_id",
        "integer",
        Coalesce("tag__actor__survivor", "tag__actor"),
        "The number of the actor that an editor linked.",
    ),
    Column(
        "actor",
        "string",
        Coalesce("tag__actor__survivor__name", "tag__actor__name", Value("")),
        "The name of the actor that an editor linked; blank if the article does not name the source.",
        read=read_name,
    ),
    Column(
        "actor_type",
        "string",
        Coalesce("tag__actor__survivor__type", "tag__actor__type", Value("")),
        "Person, organisation, government, group or document.",
    ),
    Column("source", "string", _text_of("source"), "The article's words for who said it."),
    Column("cue", "string", _text_of("cue"), "The words that attribute the claim, such as “alleged”."),
    Column("start", "integer", F("start"), "Where the claim starts, in code points of the article's text."),
    Column("end", "integer", F("end"), "Where the claim ends, exclusive, in code points of the article's text."),
    Column(
        "spans",
        "string",
        RawSQL(_SPANS, (START_END_SEPARATOR, SPAN_SEPARATOR), TextField()),  # nosec B611: constants only
        "Start and end of each span, such as 12-40;52-80.",
    ),
    Column(
        "prefix",
        "string",
        Substr("article__text", Greatest(F("start") - CONTEXT, 0) + 1, _at_most_context(F("start"))),
        f"Up to {CONTEXT} characters before the claim.",
    ),
    Column("suffix", "string", Substr("article__text", F("end") + 1, CONTEXT), f"Up to {CONTEXT} characters after it."),
    Column("answers_claim_id", "integer", F("tag__answers_id"), "The allegation that this denial answers."),
    Column("repeats_claim_id", "integer", F("repeats_id"), "The earlier claim whose words this one repeats."),
    Column(
        "status",
        "string",
        Case(
            When(tag=None, then=Value(UNDECIDED)),
            When(tag__dismissed=True, then=Value(DISMISSED)),
            default=Value(TAGGED),
            output_field=CharField(),
        ),
        "Undecided, tagged with a kind, or dismissed as not a claim.",
        choices=STATUSES,
        read=partial(read_choice, choices=STATUSES, noun="a status"),
    ),
    Column("suggested_kind", "string", F("suggested_kind"), "The kind that the detector suggests.", choices=KINDS),
    Column(
        "suggested_actor",
        "string",
        Coalesce("suggested_actor__survivor__name", "suggested_actor__name", Value("")),
        "The actor that the detector suggests.",
    ),
    Column(
        "confidence",
        "number",
        RawSQL(_ROUNDED, (), TextField()),  # nosec B611: a constant
        "How sure the detector is that this is a claim, from 0 to 1.",
    ),
    Column("reason", "string", F("reason"), "Why the detector highlighted the claim."),
    Column("note", "string", Coalesce("tag__note", Value("")), "The editor's note.", read=read_note),
    Column("editor", "string", Coalesce("tag__editor__username", Value("")), "Who made the decision."),
    Column(
        "tagged_at",
        "datetime",
        Func(F("tag__at"), template=_UTC, output_field=TextField()),
        "When the decision was made, in UTC.",
    ),
    Column(
        "version",
        "integer",
        F("version"),
        "How many decisions the claim has had. An edited CSV is compared with this version.",
        read=read_integer,
        is_required=True,
    ),
    Column("article_sha256", "string", F("article__sha256"), "The SHA-256 of the article's text in UTF-8."),
)
COLUMN_NAMES = tuple(column.name for column in COLUMNS)
