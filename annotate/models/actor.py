from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from annotate import vocabulary
from annotate.models.name_search import NamedQuerySet, typo_forms, words_of_name
from annotate.models.tag import Tag


class ActorQuerySet(NamedQuerySet["Actor"]):
    def in_register(self) -> "ActorQuerySet":
        """Actors that an editor has made or linked, and that have not been merged into another.

        What only the detector has suggested stays out until an editor links it.
        """
        return self.filter(in_register=True, merged_into=None)

    def is_in_register(self, actor_id: int | None) -> bool | None:
        """Whether the actor of this id is of the register; None if there is no such actor."""
        return self.filter(pk=actor_id).values_list("in_register", flat=True).first() if actor_id else None

    def of_type(self, type: str) -> "ActorQuerySet":
        """Actors of this type; all of them for a type that is none."""
        return self.filter(type=type) if type in Actor.Type.values else self

    def suggested_in(self, article_id: int) -> "ActorQuerySet":
        """Actors, merged ones too, that the detector has suggested for claims of this article, the most frequent
        first."""
        here = self.filter(suggested_for__article=article_id).select_related("survivor")
        return here.annotate(times=Count("suggested_for")).order_by("-times", "key")

    def with_survivors(self, ids: Iterable[int]) -> "dict[int, Actor]":
        """The actors of these ids by id, each merged one with that into which it went: one query, or two if any are."""
        actors = self.in_bulk(ids)
        survivors = self.in_bulk({actor.survivor_id for actor in actors.values()} - {None})
        for actor in actors.values():
            if actor.survivor_id:
                actor.survivor = survivors[actor.survivor_id]
        return actors

    def named(self, *keys: str) -> "ActorQuerySet":
        """Actors with a name or alias of exactly one of these keys (`actors.names.key_of_name`); for merged ones, those
        into which they went."""
        by_name = Actor.objects.filter(key__in=keys).values_list(Coalesce("survivor", "pk"))
        by_alias = Alias.objects.filter(key__in=keys).values_list(Coalesce("actor__survivor", "actor"))
        return self.filter(pk__in=by_name.union(by_alias))

    def family_of(self, actor: "int | models.F") -> "ActorQuerySet":
        """The actor of this id and all that have been merged into it."""
        return self.filter(Q(pk=actor) | Q(survivor=actor))

    def with_claims_counted(self) -> "ActorQuerySet":
        """Adds `claims`, the number of claims that are tagged with the actor or with one merged into it."""
        standing = Tag.objects.standing().filter(actor__in=Actor.objects.family_of(OuterRef(OuterRef("pk"))))
        counted = standing.values(one=Value(1)).annotate(number=Count("pk")).values("number")
        return self.annotate(claims=Coalesce(Subquery(counted), 0))


class Actor(models.Model):
    """The named person, organisation, government, group or document that a claim is linked to.

    A merged actor keeps its name, its aliases and its tags: `merged_into` is what it was merged into, and `survivor`
    where that chain ends, so that reading needs one step and a merge can be undone.
    """

    class Type(models.TextChoices):
        PERSON = vocabulary.PERSON, vocabulary.PERSON
        ORGANISATION = vocabulary.ORGANISATION, vocabulary.ORGANISATION
        GOVERNMENT = vocabulary.GOVERNMENT, vocabulary.GOVERNMENT
        GROUP = vocabulary.GROUP, vocabulary.GROUP
        DOCUMENT = vocabulary.DOCUMENT, vocabulary.DOCUMENT

    name = models.CharField(max_length=200)
    # Collated by code points, so that one index serves both beginnings and order.
    key = models.CharField(
        max_length=200, unique=True, db_collation="C", help_text="The name as `actors.names.key_of_name` compares it."
    )
    type = models.CharField(max_length=12, choices=Type, blank=True)
    description = models.CharField(max_length=300, blank=True)
    wikidata = models.CharField("Wikidata id", max_length=20, blank=True)
    in_register = models.BooleanField(default=False, help_text="Made or linked by an editor.")
    compared = models.BooleanField(default=False, help_text="Whether its likely duplicates have been looked for.")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    survivor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="family")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="actor_has_key"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="actor_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(merged_into=None, survivor=None) | Q(merged_into__isnull=False, survivor__isnull=False),
                name="merged_actor_has_survivor",
            ),
            models.CheckConstraint(condition=~Q(survivor=F("id")), name="actor_does_not_survive_itself"),
            models.CheckConstraint(
                condition=Q(wikidata="") | Q(wikidata__regex=r"^Q[1-9][0-9]*$"), name="wikidata_is_q_and_digits"
            ),
            models.UniqueConstraint("wikidata", condition=~Q(wikidata=""), name="wikidata_once"),
        ]
        indexes = [
            models.Index("key", name="actor_key_start", condition=Q(in_register=True)),
            models.Index("id", name="actor_to_compare", condition=Q(in_register=True, compared=False)),
            GinIndex(words_of_name(F("key")), name="actor_words", condition=Q(in_register=True)),
            GinIndex(typo_forms(F("key")), name="actor_typos", condition=Q(in_register=True)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> "Actor":
        """The actor itself, or the one that it was merged into in the end."""
        return self.survivor or self


class Alias(models.Model):
    """Another name of an actor. Two actors may share one. A learnt one comes from an editor's link of a claim whose
    source has that name; it goes when no tag bears it out any more."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_collation="C")
    learnt = models.BooleanField(default=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="alias_has_key"),
            models.UniqueConstraint("actor", "key", name="alias_once_an_actor"),
        ]
        indexes = [
            models.Index("key", name="alias_key_start"),
            GinIndex(words_of_name(F("key")), name="alias_words"),
            GinIndex(typo_forms(F("key")), name="alias_typos"),
        ]

    def __str__(self) -> str:
        return self.name


class ActorChange(models.Model):
    """What somebody changed on an actor. Never changed or deleted itself (a trigger refuses it)."""

    class What(models.TextChoices):
        CREATED = "created", "created"
        NAME = "name", "renamed"
        TYPE = "type", "type"
        DESCRIPTION = "description", "description"
        WIKIDATA = "wikidata", "Wikidata id"
        ALIAS = "alias", "alias"
        MERGED = "merged", "merged"
        REMOVED = "removed", "taken off the register"
        KEPT_APART = "apart", "not the same as"

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="changes")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=12, choices=What)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["actor", "-id"], name="actor_change_last")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.before} → {self.after}"


class LikelyDuplicateQuerySet(QuerySet["LikelyDuplicate"]):
    def open(self) -> "LikelyDuplicateQuerySet":
        """Pairs that nobody has kept apart, both of the register, the newest first."""
        both = {f"{one}__{field}": value for one in ("first", "second") for field, value in _STANDING.items()}
        return self.filter(kept_apart=False, **both).select_related("first", "second").order_by("-pk")

    def with_actor(self, actor: Actor) -> "LikelyDuplicateQuerySet":
        return self.filter(Q(first=actor) | Q(second=actor))


_STANDING = {"in_register": True, "merged_into": None}


class LikelyDuplicate(models.Model):
    """Two actors of the register that may be one, and why. Once an editor keeps them apart, they are not offered
    again."""

    first = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    second = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    kept_apart = models.BooleanField(default=False)

    objects = LikelyDuplicateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicates_in_one_order"),
            models.UniqueConstraint("first", "second", name="duplicate_pair_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.reason}"
