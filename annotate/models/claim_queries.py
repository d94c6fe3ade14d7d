"""How claims are read: which of them, in which order, and with what else."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject, Left, Substr, TruncMonth

from annotate.models.actor import Actor
from annotate.models.search_words import prefix_query
from annotate.models.tag import Kind, Tag
from annotate.models.user import User
from annotate.vocabulary import DISMISSED, TAGGED, UNDECIDED

if TYPE_CHECKING:
    from annotate.models.claim import Claim


class Progress(TypedDict):
    """How many claims there are, and how many of them are decided."""

    total: int
    settled: int


def _text_from_start_to_end(prefix: str = "") -> Substr:
    """Return the text from a claim's start to its end; `prefix` leads to another claim, as in "tag__answers__"."""
    start, end = F(f"{prefix}start"), F(f"{prefix}end")
    return Substr(f"{prefix}article__text", start + 1, end - start)


_WORDS = _text_from_start_to_end()
_STATUS = {
    UNDECIDED: Q(tag=None),
    TAGGED: Q(tag__dismissed=False),
    DISMISSED: Q(tag__dismissed=True),
}


class ClaimQuerySet(models.QuerySet["Claim"]):
    # Which claims

    def visible(self) -> "ClaimQuerySet":
        """Leave out the claims that an editor drew and later undid."""
        return self.filter(Q(drawn_by=None) | Q(tag__isnull=False))

    def with_status(self, status: str) -> "ClaimQuerySet":
        """Return the claims with a status of `vocabulary.STATUSES`."""
        return self.filter(_STATUS[status])

    def tagged_as(self, kind: str) -> "ClaimQuerySet":
        return self.filter(tag__kind=kind)

    def tagged_or_suggested_as(self, kind: str) -> "ClaimQuerySet":
        """Return the claims tagged as this kind, and the undecided ones for which it is suggested."""
        return self.filter(Q(tag__kind=kind) | Q(tag=None, suggested_kind=kind))

    def by_actor(self, actor_id: int) -> "ClaimQuerySet":
        """Return the claims tagged with this actor or with one that has been merged into it."""
        return self.filter(tag__actor__in=Actor.objects.including_merged(actor_id))

    def by_actors(self, actor_ids: Iterable[int]) -> "ClaimQuerySet":
        """Return the claims tagged with one of these actors or with one that has been merged into one of them."""
        ids = list(actor_ids)
        return self.filter(tag__actor__in=Actor.objects.filter(Q(pk__in=ids) | Q(survivor__in=ids)))

    def suggested_for(self, actor_id: int) -> "ClaimQuerySet":
        """Return the undecided claims for which this actor, or one merged into it, is suggested."""
        return self.filter(tag=None, suggested_actor__in=Actor.objects.including_merged(actor_id))

    def tagged_or_suggested_for(self, actor_id: int | None) -> "ClaimQuerySet":
        """Return the claims tagged with this actor, and the undecided ones for which it is suggested.

        Actors merged into it count as well. None stands for a source that is not named.
        """
        if actor_id is None:
            return self.filter(Q(tag__actor=None, tag__dismissed=False) | Q(tag=None, suggested_actor=None))
        actors = Actor.objects.including_merged(actor_id)
        return self.filter(Q(tag__actor__in=actors) | Q(tag=None, suggested_actor__in=actors))

    def with_confidence_from(self, confidence: float) -> "ClaimQuerySet":
        """Return the claims that the detector found with at least this confidence, 0 to 1."""
        return self.filter(confidence__gte=confidence)

    def decided_by(self, editor: User | int) -> "ClaimQuerySet":
        """Return the claims whose current tag is this editor's."""
        return self.filter(tag__editor=editor)

    def decided_between(self, first: date | None, last: date | None) -> "ClaimQuerySet":
        """Return the claims whose current tag was made from the first to the last day; None leaves that end open."""
        claims = self.filter(tag__at__date__gte=first) if first else self
        return claims.filter(tag__at__date__lte=last) if last else claims

    def in_articles_matching(self, words: str) -> "ClaimQuerySet":
        """Return the claims of articles that have words beginning with each of these in title, outlet or author; all
        for ""."""
        query = prefix_query(words)
        return self.filter(article__search=SearchQuery(query, config="simple", search_type="raw")) if query else self

    def with_same_source(self, claim: "Claim") -> "ClaimQuerySet":
        """Return the other claims of the claim's article whose source has the same words, without dismissed ones."""
        same = self.visible().filter(article=claim.article_id, source_words__iexact=claim.source_words)
        return same.exclude(pk=claim.pk).exclude(source_words="").exclude(tag__dismissed=True).with_decisions()

    def denials_of(self, claim_id: int) -> "ClaimQuerySet":
        """Return the denials that answer this claim."""
        return self.filter(tag__answers=claim_id).with_decisions().order_by("article_id", "start")

    def unanswered(self) -> "ClaimQuerySet":
        """Return the allegations that no denial answers."""
        denials = Tag.objects.current().filter(answers=OuterRef("pk"))
        return self.tagged_as(Kind.ALLEGATION).exclude(Exists(denials))

    # With what else, in which order

    def in_reading_order(self) -> "ClaimQuerySet":
        return self.order_by("start", "end", "pk")

    def with_decisions(self) -> "ClaimQuerySet":
        """Join what a claim's highlight, card and row show: its suggested actor, and its tag's actor and editor."""
        return self.select_related("suggested_actor__survivor", "tag__actor__survivor", "tag__editor")

    def for_listing(self) -> "ClaimQuerySet":
        """Add `words` (the claim's text), its article without the text, and its decisions; the newest article first."""
        return (
            self.with_decisions()
            .select_related("article")
            .defer("article__text", "article__search")
            ._with(words=_WORDS)
            .order_by("-article__imported_at", "-article", "start", "end", "pk")
        )

    def denying_allegations_by(self, actor_id: int) -> "ClaimQuerySet":
        """Return the denials that answer allegations tagged with this actor, each with its text (`allegation`)."""
        actors = Actor.objects.including_merged(actor_id)
        denials = self.filter(tag__answers__tag__actor__in=actors, tag__answers__tag__kind=Kind.ALLEGATION)
        answered = self.model.objects.filter(pk=OuterRef("tag__answers"))
        return denials._with(allegation=Subquery(answered.values(words=_WORDS)))

    def answerable(self) -> "ClaimQuerySet":
        """Return what a denial can answer: claims tagged as allegations, and undecided ones suggested as such.

        Each has `denials`: how many denials answer it already.
        """
        answers = Tag.objects.current().filter(answers=OuterRef("pk")).order_by().values("answers")
        denials = Coalesce(Subquery(answers.values(number=Count("pk"))), 0)
        return self.visible().tagged_or_suggested_as(Kind.ALLEGATION).for_listing()._with(denials=denials)

    def with_links_to_other_articles(self) -> "ClaimQuerySet":
        """Add the claim of another article that this one answers (`answers_elsewhere`, or None), and those of other
        articles that answer this one (`answered_elsewhere`).

        Each is given as {"sha256": its article's, "spans": [[start, end], ...]}.
        """
        place = JSONObject(sha256="article__sha256", spans="spans")
        others = self.model.objects.exclude(article=OuterRef("article"))
        answers = others.filter(pk=OuterRef("tag__answers")).values(place=place)
        denials = others.filter(tag__answers=OuterRef("pk")).order_by("article__sha256", "spans").values(place=place)
        return self._with(answers_elsewhere=Subquery(answers), answered_elsewhere=ArraySubquery(denials))

    def with_register_state(self, actor_id: int | None) -> "ClaimQuerySet":
        """Add `actor_in_register`: whether this actor is in the register; None if there is no such actor."""
        if actor_id is None:
            return self._with(actor_in_register=Value(False))
        return self._with(actor_in_register=Subquery(Actor.objects.filter(pk=actor_id).values("in_register")))

    def _with(self, **attributes: Any) -> "ClaimQuerySet":
        # `annotate` with keywords that the model declares is an error to django-stubs.
        return self.annotate(**attributes)

    # What they are and how many

    def load_with_actors(self) -> "list[Claim]":
        """Return the claims with their tags and actors; the actors are read once each, since claims share them."""
        claims: list[Claim] = list(self.select_related("tag"))
        suggested = {claim.suggested_actor_id for claim in claims}
        tagged = {claim.tag.actor_id for claim in claims if claim.tag}
        actors = Actor.objects.in_bulk_with_survivors(actor_id for actor_id in suggested | tagged if actor_id)
        for claim in claims:
            if claim.suggested_actor_id:
                claim.suggested_actor = actors[claim.suggested_actor_id]
            if claim.tag and claim.tag.actor_id:
                claim.tag.actor = actors[claim.tag.actor_id]
        return claims

    def changed_since(self, moment: datetime) -> "list[Claim]":
        """Return the claims with a tag made at this moment or later, with their decisions.

        Those whose words moved, appeared or disappeared since then have `spans_before`: every place where their words
        were.
        """
        recent = Tag.objects.filter(claim=OuterRef("pk"), at__gte=moment)
        states = recent.values(json=JSONObject(after="spans", before="replaces__spans"))
        changed = list(self.filter(Exists(recent)).with_decisions()._with(states=ArraySubquery(states)))
        for claim in changed:
            claim.spans_before = claim.spans_if_changed(claim.states)
        return changed

    def find_at(self, sha256: str, spans: Sequence[Sequence[int]]) -> "Claim | None":
        """Return the first of these claims with these spans in the article whose text has this SHA-256."""
        same_place = self.filter(article__sha256=sha256, spans=[list(span) for span in spans])
        return same_place.select_related("tag").order_by("pk").first()

    def words_by_id(self, ids: Iterable[int], *, most: int = 160) -> dict[int, str]:
        """Return the first characters, at most `most`, of the claims with these ids, by id."""
        beginning = Left(_WORDS, most, output_field=models.TextField())
        return dict(self.filter(pk__in=list(ids)).annotate(beginning=beginning).values_list("pk", "beginning"))

    def count_progress(self) -> Progress:
        """Return how many of these claims there are, and how many are decided."""
        counts = self.visible().aggregate(total=Count("pk"), settled=Count("tag"))
        return Progress(total=counts["total"], settled=counts["settled"])

    def count_by_month_and_kind(self) -> list[tuple[date, str, int]]:
        """Return the number of claims by month (its first day) and tagged kind.

        An article without a date counts in the month of its import.
        """
        day = Coalesce("article__published_at", Cast("article__imported_at", models.DateField()))
        counts = self.order_by().values_list(TruncMonth(day), "tag__kind").annotate(number=Count("pk"))
        return sorted(counts)

    # Cards

    def card(self, claim_id: int) -> "Claim | None":
        """Return the claim with this id and what its card shows; None if it is not among these."""
        return self.filter(pk=claim_id)._for_card().first()

    def next_card(self, start: int = 0) -> "Claim | None":
        """Return the claim whose card comes next after position `start`, with what its card shows.

        That is the first undecided claim from `start` on, else the first undecided one, else the first decided one from
        `start` on, else the first; None if there are none. `Claim.next_of` chooses the same.
        """
        queue = Case(
            When(tag=None, start__gte=start, then=Value(0)),
            When(tag=None, then=Value(1)),
            When(start__gte=start, then=Value(2)),
            default=Value(3),
        )
        first = self.visible().order_by(queue, "start", "end", "pk").values("pk")[:1]
        return self.model.objects.filter(pk=Subquery(first))._for_card().first()

    def next_cards(self, start: int, *, without: Iterable[int], most: int) -> "list[Claim]":
        """Return the undecided claims, at most `most`, in the order of `next_card`, with what their cards show."""
        order = Case(When(start__gte=start, then=Value(0)), default=Value(1))
        undecided = self.visible().filter(tag=None).exclude(pk__in=list(without))
        ids = list(undecided.order_by(order, "start", "end", "pk").values_list("pk", flat=True)[:most])
        by_id = {claim.pk: claim for claim in self.model.objects.filter(pk__in=ids)._for_card()}
        return [by_id[claim_id] for claim_id in ids if claim_id in by_id]

    def _for_card(self) -> "ClaimQuerySet":
        """Add `words` (the claim's text), `answer_id`, `answer_words` and `answer_article` (of the allegation that it
        answers or is suggested to), and `open_repeats` (undecided claims with the same words, as id and version)."""
        first_id = Coalesce(OuterRef("repeats"), OuterRef("pk"))
        in_article = self.model.objects.filter(article=OuterRef("article"), tag=None).exclude(pk=OuterRef("pk"))
        repeats = in_article.annotate(first_id=Coalesce("repeats", "pk")).filter(first_id=first_id).order_by("pk")
        return self.with_decisions()._with(
            words=_WORDS,
            answer_id=Coalesce("tag__answers", "suggested_answer"),
            answer_words=Coalesce(
                _text_from_start_to_end("tag__answers__"), _text_from_start_to_end("suggested_answer__")
            ),
            answer_article=Coalesce("tag__answers__article", "suggested_answer__article"),
            open_repeats=ArraySubquery(repeats.values(json=JSONObject(id="pk", version="version"))),
        )
