from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject, Substr

from annotate.models.tags import Kind, Tag, spans_field


class ClaimQuerySet(models.QuerySet["Claim"]):
    def in_reading_order(self) -> "ClaimQuerySet":
        return self.order_by("start", "end", "pk")

    def with_decisions(self) -> "ClaimQuerySet":
        """Joins what a claim's highlight, card and row tell: its suggested actor and its tag's actor and editor."""
        return self.select_related("suggested_actor", "tag__actor", "tag__editor")

    def card(self, claim_id: int) -> "Claim | None":
        """The claim of this id with what its card shows; None if it is not among these."""
        return self.filter(pk=claim_id)._for_card().first()

    def next_card(self, start: int = 0) -> "Claim | None":
        """The first undecided claim that begins at `start` or later, else the first undecided one, else the decided one
        at `start` or later, with what its card shows; None if there are none."""
        queue = Case(
            When(tag=None, start__gte=start, then=Value(0)),
            When(tag=None, then=Value(1)),
            When(start__gte=start, then=Value(2)),
            default=Value(3),
        )
        first = self.order_by(queue, "start", "end", "pk").values("pk")[:1]
        return Claim.objects.filter(pk=Subquery(first))._for_card().first()

    def _for_card(self) -> "ClaimQuerySet":
        """Adds `words` (the claim's text), `open_repeats` (undecided claims with the same words, as id and version)
        and its article's `total` and `settled`, so that one query brings all that a decision shows. Only for a claim
        or two: each of these is a query within the query."""
        first = Coalesce("repeats_id", "pk")
        same_words = Claim.objects.annotate(first=first).filter(
            article=OuterRef("article"), first=OuterRef("first"), tag=None
        )
        return self.with_decisions().annotate(
            first=first,
            words=Substr("article__text", F("start") + 1, F("end") - F("start")),
            open_repeats=ArraySubquery(
                same_words.exclude(pk=OuterRef("pk")).order_by("pk").values(json=JSONObject(id="pk", version="version"))
            ),
            total=counted("pk", article=OuterRef("article")),
            settled=counted("tag", article=OuterRef("article")),
        )


def counted(column: str, *, article: models.F) -> Coalesce:
    """The number of an article's claims in which the column is not null, as a subquery."""
    counts = Claim.objects.filter(article=article).values("article").values(number=Count(column))
    return Coalesce(Subquery(counts), 0)


class Claim(models.Model):
    """What somebody is reported to have said or denied: one or more spans of an article's text."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="claims")
    spans = spans_field()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source = spans_field(default=list, blank=True)
    source_words = models.TextField(blank=True)
    cue = spans_field(default=list, blank=True)
    suggested_kind = models.CharField(max_length=10, choices=Kind, blank=True)
    suggested_actor = models.ForeignKey("Actor", models.PROTECT, null=True, blank=True, related_name="suggested_for")
    suggested_answer = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.FloatField(null=True, blank=True)
    reason = models.TextField(blank=True)
    origin = models.CharField(max_length=100, blank=True, help_text="The detector and its version.")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    version = models.PositiveIntegerField(default=0, help_text="Grows by one with every tag.")
    tag = models.OneToOneField(Tag, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_is_not_empty"),
            models.CheckConstraint(condition=Q(suggested_kind__in=["", *Kind.values]), name="suggested_kind_is_known"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1), name="confidence_from_0_to_1"
            ),
            models.CheckConstraint(condition=~Q(repeats=F("id")), name="claim_does_not_repeat_itself"),
        ]
        indexes = [models.Index(fields=["article", "start", "end", "id"], name="claim_reading_order")]

    def __str__(self) -> str:
        return f"claim {self.pk}"

    def same_words_as(self, other: "Claim") -> bool:
        """Whether one of the two repeats the other, or both repeat a third."""
        return (self.repeats_id or self.pk) == (other.repeats_id or other.pk)

    @property
    def kind(self) -> str:
        """The kind that counts: the tag's, else the suggested one; "" for a dismissed claim."""
        return self.tag.kind if self.tag else self.suggested_kind

    @property
    def actor(self) -> models.Model | None:
        """The actor that counts: the tag's, else the suggested one."""
        return self.tag.actor if self.tag else self.suggested_actor

    @property
    def status(self) -> str:
        """ "undecided", "tagged" or "dismissed"."""
        if self.tag is None:
            return "undecided"
        return "dismissed" if self.tag.dismissed else "tagged"
