from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from annotate import vocabulary


class Kind(models.TextChoices):
    ALLEGATION = vocabulary.ALLEGATION, vocabulary.ALLEGATION
    DENIAL = vocabulary.DENIAL, vocabulary.DENIAL
    QUOTE = vocabulary.QUOTE, vocabulary.QUOTE


def spans_field(**options) -> ArrayField:
    """Half-open spans [[start, end], ...] in code points of the article's text."""
    return ArrayField(ArrayField(models.PositiveIntegerField(), size=2), **options)


class TagQuerySet(models.QuerySet["Tag"]):
    def standing(self) -> "TagQuerySet":
        """The tags that count: each the current one of its claim."""
        return self.filter(claim__tag=F("pk"))

    def with_what_they_say(self) -> "TagQuerySet":
        """Joins what a claim's history tells of its tags."""
        return self.select_related("editor", "actor", "answers", "undoes__replaces__actor", "replaces__actor")


class Tag(models.Model):
    """One editor's decision on one claim. Never changed or deleted (a trigger refuses it); the next one replaces it.

    It gives the claim a kind and an actor (none: "not named in the article"), or dismisses it as no claim, or undoes
    an earlier tag, so that the claim's current tag is again the one which that tag had replaced.
    """

    claim = models.ForeignKey("Claim", models.PROTECT, related_name="tags")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tags")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    dismissed = models.BooleanField(default=False)
    actor = models.ForeignKey("Actor", models.PROTECT, null=True, blank=True, related_name="tags")
    answers = models.ForeignKey("Claim", models.PROTECT, null=True, blank=True, related_name="answered_by")
    spans = spans_field(help_text="The claim's spans as they stood.")
    note = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    decision = models.UUIDField(help_text="Given by the page, so that sending a decision twice stores it once.")

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
