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
        """Return the actors that an editor created or linked and that have not been merged into another.

        An actor that only the detector has suggested is left out until an editor links it.
        """
        return self.filter(in_register=True, merged_into=None)

    def is_in_register(self, actor_id: int | None) -> bool | None:
        """Return whether the actor with this id is in the register; None if there is no such actor."""
        return self.filter(pk=actor_id).values_list("in_register", flat=True).first() if actor_id else None

    def of_type(self, type: str) -> "ActorQuerySet":
        """Return the actors of this type; all of them for an unknown type."""
        return self.filter(type=type) if type in Actor.Type.values else self

    def suggested_in(self, article_id: int) -> "ActorQuerySet":
        """Return the actors, merged ones included, that the detector suggests for claims of this article.

        The one suggested for most claims comes first.
        """
        suggested = self.filter(suggested_for__article=article_id).select_related("survivor")
        return suggested.annotate(times=Count("suggested_for")).order_by("-times", "key")

    def in_bulk_with_survivors(self, ids: Iterable[int]) -> "dict[int, Actor]":
        """Return the actors with these ids, by id, each merged one with its `survivor` loaded.

        Makes one query, or two if any of them is merged.
        """
        actors = self.in_bulk(ids)
        survivors = self.in_bulk({actor.survivor_id for actor in actors.values() if actor.survivor_id})
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

    def including_merged(self, actor: "int | models.F") -> "ActorQuerySet":
        """Return the actor with this id and all actors that have been merged into it."""
        return self.filter(Q(pk=actor) | Q(survivor=actor))

    def with_claim_counts(self) -> "ActorQuerySet":
        """Add `claims`: the number of claims that are tagged with the actor or with one merged into it."""
        tags = Tag.objects.current().filter(actor__in=Actor.objects.including_merged(OuterRef(OuterRef("pk"))))
        count = tags.values(group=Value(1)).annotate(number=Count("pk")).values("number")
        return self.annotate(claims=Coalesce(Subquery(count), 0))


class Actor(models.Model):
    """The named person, organisation, government, group or document that a claim is linked to.

    A merged actor keeps its name, aliases and tags, so that a merge can be undone. `merged_into` is the actor that it
    was merged into, and `survivor` the end of that chain, which saves readers from walking it.
    """

    class Type(models.TextChoices):
        PERSON = vocabulary.PERSON, vocabulary.PERSON
        ORGANISATION = vocabulary.ORGANISATION, vocabulary.ORGANISATION
        GOVERNMENT = vocabulary.GOVERNMENT, vocabulary.GOVERNMENT
        GROUP = vocabulary.GROUP, vocabulary.GROUP
        DOCUMENT = vocabulary.DOCUMENT, vocabulary.DOCUMENT

    name = models.CharField(max_length=200)
    # Collated by code points: one index then serves searches by prefix and sorting.
    key = models.CharField(
        max_length=200, unique=True, db_collation="C", help_text="The name as `actors.names.key_of_name` compares it."
    )
    type = models.CharField(max_length=12, choices=Type, blank=True)
    description = models.CharField(max_length=300, blank=True)
    wikidata = models.CharField("Wikidata id", max_length=20, blank=True)
    in_register = models.BooleanField(default=False, help_text="Created or linked by an editor.")
    compared = models.BooleanField(default=False, help_text="Whether it has been checked for duplicates.")
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
                condition=Q(wikidata="") | Q(wikidata__regex=f"^{vocabulary.WIKIDATA_ID.pattern}$"),
                name="wikidata_is_q_and_digits",
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
    def survivor_or_self(self) -> "Actor":
        """The actor that this one was merged into in the end, or the actor itself."""
        return self.survivor or self


class Alias(models.Model):
    """Another name of an actor. Two actors may share one.

    A learnt alias comes from a claim that an editor linked: its source has that name. It is deleted when no such tag
    is left.
    """

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
    """One change that an editor made to an actor. A trigger refuses to change or delete it."""

    class Event(models.TextChoices):
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
    what = models.CharField(max_length=12, choices=Event)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["actor", "-id"], name="actor_change_last")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.before} → {self.after}"


class LikelyDuplicateQuerySet(QuerySet["LikelyDuplicate"]):
    def open(self) -> "LikelyDuplicateQuerySet":
        """Return the pairs that nobody has kept apart and that are both in the register, the newest first."""
        both = Q(first__in_register=True, first__merged_into=None, second__in_register=True, second__merged_into=None)
        return self.filter(both, kept_apart=False).select_related("first", "second").order_by("-pk")

    def with_actor(self, actor: Actor) -> "LikelyDuplicateQuerySet":
        return self.filter(Q(first=actor) | Q(second=actor))


class LikelyDuplicate(models.Model):
    """Two actors of the register that may be the same, and the reason.

    They are not offered again once an editor has kept them apart.
    """

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
