from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from annotate.models.actor import Actor
from annotate.models.claim_queries import ClaimQuerySet
from annotate.models.tag import Kind, Tag, spans_field
from annotate.vocabulary import DISMISSED, TAGGED, UNDECIDED

Spans = list[list[int]]


class Claim(models.Model):
    """What somebody is reported to have said or denied: one or more spans of an article's text."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="claims")
    spans = spans_field()
    original_spans = spans_field(help_text="The spans before an editor changed them.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source = spans_field(default=list, blank=True)
    source_words = models.TextField(blank=True)
    source_name = models.CharField(max_length=200, blank=True, help_text="The source, if it is only a name.")
    cue = spans_field(default=list, blank=True)
    suggested_kind = models.CharField(max_length=10, choices=Kind, blank=True)
    suggested_actor = models.ForeignKey("Actor", models.PROTECT, null=True, blank=True, related_name="suggested_for")
    actor_confidence = models.FloatField(null=True, blank=True)
    actor_reason = models.CharField(max_length=300, blank=True)
    other_actors: "models.ManyToManyField[Actor, Any]" = models.ManyToManyField(
        "Actor", blank=True, related_name="+", help_text="Other actors that the source could mean."
    )
    suggested_answer = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.FloatField(null=True, blank=True)
    reason = models.TextField(blank=True)
    origin = models.CharField(max_length=100, blank=True, help_text="The detector and its version.")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    version = models.PositiveIntegerField(default=0, help_text="Grows by one with every tag.")
    tag = models.OneToOneField(Tag, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ClaimQuerySet.as_manager()
    # Set on a claim whose words have just moved, appeared or disappeared: where they were.
    spans_before: Spans | None = None
    # Added by methods of the queryset that say so.
    words: str
    allegation: str
    denials: int
    answer_id: int | None
    answer_words: str | None
    answer_article: int | None
    open_repeats: list[dict[str, int]]
    answers_elsewhere: dict[str, Any] | None
    answered_elsewhere: list[dict[str, Any]]
    states: list[dict[str, Spans | None]]
    actor_in_register: bool | None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_is_not_empty"),
            models.CheckConstraint(condition=Q(suggested_kind__in=["", *Kind.values]), name="suggested_kind_is_known"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1), name="confidence_from_0_to_1"
            ),
            models.CheckConstraint(
                condition=Q(actor_confidence=None) | Q(actor_confidence__gte=0, actor_confidence__lte=1),
                name="actor_confidence_from_0_to_1",
            ),
            models.CheckConstraint(condition=~Q(repeats=F("id")), name="claim_does_not_repeat_itself"),
        ]
        indexes = [models.Index(fields=["article", "start", "end", "id"], name="claim_reading_order")]

    def __str__(self) -> str:
        return f"claim {self.pk}"

    @staticmethod
    def next_of(claims: "Sequence[Claim]", start: int = 0) -> "Claim | None":
        """Return the claim that `ClaimQuerySet.next_card` would choose from these, which are in reading order."""
        return min(claims, key=lambda claim: (claim.tag_id is not None, claim.start < start), default=None)

    def fill_for_card(self, text: str, claims: "Iterable[Claim]") -> "Claim":
        """Set and return what a card shows, as `ClaimQuerySet.card` does, from the article's text and all its claims.

        Queries the database only for the words of an allegation that the claim answers.
        """
        answers_id = self.tag.answers_id if self.tag else None
        self.answer_id = answers_id or self.suggested_answer_id
        answer = Claim.objects.filter(pk=self.answer_id).for_listing().first() if self.answer_id else None
        self.answer_words = answer.words if answer else None
        self.answer_article = answer.article_id if answer else None
        self.words = text[self.start : self.end]
        undecided = [claim for claim in claims if claim.tag is None and claim != self]
        repeats = [claim for claim in undecided if claim.has_same_words_as(self)]
        self.open_repeats = [{"id": repeat.pk, "version": repeat.version} for repeat in repeats]
        return self

    def has_same_words_as(self, other: "Claim") -> bool:
        """Return whether one of the two repeats the other, or both repeat a third."""
        return (self.repeats_id or self.pk) == (other.repeats_id or other.pk)

    def spans_if_changed(self, states: "Sequence[Mapping[str, Spans | None]]") -> Spans | None:
        """Return all spans of these states if the claim's words moved, appeared or disappeared between them.

        states: for each tag, the spans `after` it and `before` it (None: before the first tag).
        """
        places = [spans for state in states for spans in (state["after"], state["before"] or self.original_spans)]
        has_moved = any(spans != self.spans for spans in places)
        was_hidden = self.drawn_by_id is not None and any(state["before"] is None for state in states)
        if not (has_moved or was_hidden or not self.is_visible):
            return None
        return [span for spans in places for span in spans or ()]

    @property
    def is_visible(self) -> bool:
        """False if an editor drew the claim and later undid it."""
        return self.drawn_by_id is None or self.tag is not None

    @property
    def kind(self) -> str:
        """The tag's kind ("" if dismissed); for an undecided claim, the suggested one."""
        return self.tag.kind if self.tag else self.suggested_kind

    @property
    def actor(self) -> Actor | None:
        """The tag's actor; for an undecided claim, the suggested one. A merged actor is replaced by its survivor."""
        actor = self.tag.actor if self.tag else self.suggested_actor
        return actor.survivor_or_self if actor else None

    @property
    def status(self) -> str:
        """One of `vocabulary.STATUSES`."""
        if self.tag is None:
            return UNDECIDED
        return DISMISSED if self.tag.dismissed else TAGGED


def count_of_claims(column: str, *, article: OuterRef) -> Coalesce:
    """Return a subquery: the number of the article's visible claims whose column is not null."""
    counts = Claim.objects.visible().filter(article=article).values("article").values(number=Count(column))
    return Coalesce(Subquery(counts), 0)
