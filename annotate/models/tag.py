from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from annotate import vocabulary

LONGEST_NOTE = 5_000  # characters


class Kind(models.TextChoices):
    ALLEGATION = vocabulary.ALLEGATION, vocabulary.ALLEGATION
    DENIAL = vocabulary.DENIAL, vocabulary.DENIAL
    QUOTE = vocabulary.QUOTE, vocabulary.QUOTE


# Half-open spans [[start, end], ...] in code points of the article's text.
def spans_field(**options: Any) -> ArrayField:
    return ArrayField(ArrayField(models.PositiveIntegerField(), size=2), **options)


class TagQuerySet(models.QuerySet["Tag"]):
    def current(self) -> "TagQuerySet":
        """Return the tags that are the current ones of their claims."""
        return self.filter(claim__tag=F("pk"))

    def for_history(self) -> "TagQuerySet":
        """Join everything that a claim's history shows."""
        return self.select_related("editor", "actor", "answers", "undoes__replaces__actor", "replaces__actor")


class Tag(models.Model):
    """One editor's decision on one claim. A trigger refuses to change or delete it; the next one replaces it.

    It gives the claim a kind and an actor (null: not named in the article), or dismisses it as no claim, or undoes an
    earlier tag, which makes the tag that the earlier one had replaced the claim's current tag again.
    """

    claim = models.ForeignKey("Claim", models.PROTECT, related_name="tags")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tags")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    dismissed = models.BooleanField(default=False)
    actor = models.ForeignKey("Actor", models.PROTECT, null=True, blank=True, related_name="tags")
    answers = models.ForeignKey("Claim", models.PROTECT, null=True, blank=True, related_name="answered_by")
    spans = spans_field(help_text="The claim's spans after this decision.")
    note = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    decision = models.UUIDField(help_text="Set by the page, so that a decision sent twice is stored once.")

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("decision", "claim", name="decision_once_a_claim"),
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="tag_kind_is_known"),
            models.CheckConstraint(
                condition=(~Q(kind="") & Q(dismissed=False, undoes=None))
                | Q(kind="", dismissed=True, undoes=None)
                | Q(kind="", dismissed=False, undoes__isnull=False),
                name="tag_decides_one_thing",
            ),
            models.CheckConstraint(condition=Q(actor=None) | ~Q(kind=""), name="only_a_kind_has_an_actor"),
            models.CheckConstraint(condition=Q(answers=None) | Q(kind=Kind.DENIAL), name="only_a_denial_answers"),
        ]
        indexes = [models.Index(fields=["editor", "-id"], name="tag_editors_last")]

    def __str__(self) -> str:
        return "dismissed" if self.dismissed else self.kind or f"undoes {self.undoes_id}"
