from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from annotate.models.tags import Tag


def _in_register() -> Q:
    return Q(created_by__isnull=False) | Q(Exists(Tag.objects.filter(actor=OuterRef("pk"))))


class ActorQuerySet(models.QuerySet["Actor"]):
    def in_register(self) -> "ActorQuerySet":
        """Actors made or linked by an editor, and not merged into another.

        What only the detector has suggested stays out until an editor links it.
        """
        return self.filter(_in_register(), merged_into=None)

    def offered_in(self, article_id: int) -> "ActorQuerySet":
        """Actors of the register, and those suggested in this article."""
        return self.filter(_in_register() | Q(pk__in=self.suggested_in(article_id).values("pk")), merged_into=None)

    def suggested_in(self, article_id: int) -> "ActorQuerySet":
        """Actors that the detector has suggested for claims of this article, the most frequent first."""
        here = self.filter(suggested_for__article=article_id, merged_into=None)
        return here.annotate(times=Count("suggested_for")).order_by("-times", "key")

    def named(self, key: str) -> "ActorQuerySet":
        """Actors with a name or alias of exactly this key (`actors.names.key`)."""
        return self.filter(Q(key=key) | Exists(Alias.objects.filter(actor=OuterRef("pk"), key=key)), merged_into=None)

    def like(self, key: str) -> "ActorQuerySet":
        """Actors in whose key, or in one of whose aliases' keys, every word of `key` occurs; best matches first."""
        found = self.filter(merged_into=None)
        for word in key.split():
            found = found.filter(
                Q(key__contains=word) | Exists(Alias.objects.filter(actor=OuterRef("pk"), key__contains=word))
            )
        rank = Case(
            When(key=key, then=Value(0)),
            When(key__startswith=key, then=Value(1)),
            When(key__contains=f" {key}", then=Value(2)),
            default=Value(3),
        )
        return found.order_by(rank, "key")


class Actor(models.Model):
    """The named person, organisation, government, group or document that a claim is linked to."""

    class Type(models.TextChoices):
        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"
        GOVERNMENT = "government", "government"
        GROUP = "group", "group"
        DOCUMENT = "document", "document"

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, help_text="The name without case, accents and punctuation.")
    type = models.CharField(max_length=12, choices=Type, blank=True)
    description = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="actor_has_key"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="actor_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name of an actor. Two actors may share one."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="alias_has_key"),
            models.UniqueConstraint("actor", "key", name="alias_once_an_actor"),
        ]

    def __str__(self) -> str:
        return self.name
