from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject, Left, Substr, TruncMonth

from annotate.models.actor import Actor
from annotate.models.search_words import prefix_query
from annotate.models.tag import Kind, Tag, spans_field
from annotate.models.user import User
from annotate.vocabulary import DISMISSED, TAGGED, UNDECIDED


def _words_of(claim: str) -> Substr:
    """The words from the start to the end of the claim to which this prefix of names leads; "" is the claim itself."""
    return Substr(f"{claim}article__text", F(f"{claim}start") + 1, F(f"{claim}end") - F(f"{claim}start"))


_WORDS = _words_of("")

_STATUS = {
    UNDECIDED: Q(tag=None),
    TAGGED: Q(tag__dismissed=False),
    DISMISSED: Q(tag__dismissed=True),
}
_VISIBLE = Q(drawn_by=None) | Q(tag__isnull=False)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible(self) -> "ClaimQuerySet":
        """All but those that an editor drew and then took back."""
        return self.filter(_VISIBLE)

    def in_reading_order(self) -> "ClaimQuerySet":
        return self.order_by("start", "end", "pk")

    def with_decisions(self) -> "ClaimQuerySet":
        """Joins what a claim's highlight, card and row tell: its suggested actor and its tag's actor and editor."""
        return self.select_related("suggested_actor__survivor", "tag__actor__survivor", "tag__editor")

    def load_with_actors(self) -> "list[Claim]":
        """The claims with their tags, and their actors read apart: for many claims, which share few actors."""
        claims = list(self.select_related("tag"))
        suggested = {claim.suggested_actor_id for claim in claims}
        tagged = {claim.tag.actor_id for claim in claims if claim.tag}
        actors = Actor.objects.in_bulk_with_survivors((suggested | tagged) - {None})
        for claim in claims:
            if claim.suggested_actor_id:
                claim.suggested_actor = actors[claim.suggested_actor_id]
            if claim.tag and claim.tag.actor_id:
                claim.tag.actor = actors[claim.tag.actor_id]
        return claims

    def for_listing(self) -> "ClaimQuerySet":
        """Adds `words` (the claim's text), with its article's head and its decisions; the newest article first."""
        return (
            self.with_decisions()
            .select_related("article")
            .defer("article__text", "article__search")
            .annotate(words=_WORDS)
            .order_by("-article__imported_at", "-article", "start", "end", "pk")
        )

    def words_by_id(self, ids: Iterable[int], *, most: int = 160) -> dict[int, str]:
        """The first words of the claims of these ids, at most so many characters of each."""
        cut = Left(_WORDS, most, output_field=models.TextField())
        return dict(self.filter(pk__in=list(ids)).annotate(words=cut).values_list("pk", "words"))

    def in_articles_matching(self, words: str) -> "ClaimQuerySet":
        """Claims of articles in whose title, outlet or author each of the words begins a word; all for no words."""
        query = prefix_query(words)
        return self.filter(article__search=SearchQuery(query, config="simple", search_type="raw")) if query else self

    def tagged_as(self, kind: str) -> "ClaimQuerySet":
        """Claims tagged as this kind."""
        return self.filter(tag__kind=kind)

    def tagged_or_suggested_as(self, kind: str) -> "ClaimQuerySet":
        """Claims tagged as this kind, and undecided ones suggested to be of it."""
        return self.filter(Q(tag__kind=kind) | Q(tag=None, suggested_kind=kind))

    def tagged_or_suggested_for(self, actor_id: int | None) -> "ClaimQuerySet":
        """Claims tagged with this actor or one merged into it, and undecided ones that it is suggested for; None: those
        whose source is not named."""
        if actor_id is None:
            return self.filter(Q(tag__actor=None, tag__dismissed=False) | Q(tag=None, suggested_actor=None))
        family = Actor.objects.including_merged(actor_id)
        return self.filter(Q(tag__actor__in=family) | Q(tag=None, suggested_actor__in=family))

    def suggested_for(self, actor_id: int) -> "ClaimQuerySet":
        """Return the undecided claims for which this actor, or one merged into it, is suggested."""
        return self.filter(tag=None, suggested_actor__in=Actor.objects.including_merged(actor_id))

    def with_confidence_from(self, confidence: float) -> "ClaimQuerySet":
        """Claims that the detector was at least so sure of, 0 to 1."""
        return self.filter(confidence__gte=confidence)

    def decided_by(self, editor: "User | int") -> "ClaimQuerySet":
        """Claims whose current tag is this editor's."""
        return self.filter(tag__editor=editor)

    def decided_between(self, first: date | None, last: date | None) -> "ClaimQuerySet":
        """Claims whose current tag was made on one of these days, both included."""
        found = self.filter(tag__at__date__gte=first) if first else self
        return found.filter(tag__at__date__lte=last) if last else found

    def with_status(self, status: str) -> "ClaimQuerySet":
        """Return the claims with a status of `vocabulary.STATUSES`."""
        return self.filter(_STATUS[status])

    def changed_since(self, moment: datetime) -> "list[Claim]":
        """Return the claims with a tag made at this moment or later, with their decisions. Those whose words moved,
        appeared or disappeared since then have `spans_before`: every place where their words were."""
        recent = Tag.objects.filter(claim=OuterRef("pk"), at__gte=moment)
        states = recent.values(json=JSONObject(after="spans", before="replaces__spans"))
        changed = list(self.filter(Exists(recent)).with_decisions().annotate(states=ArraySubquery(states)))
        for claim in changed:
            claim.spans_before = claim._places_in(claim.states)
        return changed

    def denying_allegations_by(self, actor_id: int) -> "ClaimQuerySet":
        """Denials that answer allegations tagged with this actor, each with that one's words (`allegation`)."""
        family = Actor.objects.including_merged(actor_id)
        denials = self.filter(tag__answers__tag__actor__in=family, tag__answers__tag__kind=Kind.ALLEGATION)
        answered = Claim.objects.filter(pk=OuterRef("tag__answers"))
        return denials.annotate(allegation=Subquery(answered.values(words=_WORDS)))

    def denials_of(self, claim_id: int) -> "ClaimQuerySet":
        """Denials that answer this claim, with their actors."""
        return self.filter(tag__answers=claim_id).with_decisions().order_by("article_id", "start")

    def with_links_to_other_articles(self) -> "ClaimQuerySet":
        """Adds the claim of another article that it answers (`answers_elsewhere`, None if there is none) and those that
        answer it (`answered_elsewhere`), each by its place: {"sha256": its article's, "spans": [[start, end], ...]}."""
        place = JSONObject(sha256="article__sha256", spans="spans")
        others = Claim.objects.exclude(article=OuterRef("article"))
        answers = others.filter(pk=OuterRef("tag__answers")).values(place=place)
        denials = others.filter(tag__answers=OuterRef("pk")).order_by("article__sha256", "spans").values(place=place)
        return self.annotate(answers_elsewhere=Subquery(answers), answered_elsewhere=ArraySubquery(denials))

    def find_at(self, sha256: str, spans: Sequence[Sequence[int]]) -> "Claim | None":
        """The first of these claims that stands in the article of this SHA-256 and has these spans."""
        there = self.filter(article__sha256=sha256, spans=[list(span) for span in spans])
        return there.select_related("tag").order_by("pk").first()

    def answerable(self) -> "ClaimQuerySet":
        """What a denial may answer: claims tagged as allegations, and undecided ones suggested to be; each with
        `denials`, the number of those that answer it already."""
        answers = Tag.objects.current().filter(answers=OuterRef("pk")).order_by().values("answers")
        counted = Coalesce(Subquery(answers.values(number=Count("pk"))), 0)
        return self.visible().tagged_or_suggested_as(Kind.ALLEGATION).for_listing().annotate(denials=counted)

    def by_actors(self, actor_ids: Iterable[int]) -> "ClaimQuerySet":
        """Claims tagged with one of these actors, or with one that has been merged into one of them."""
        ids = list(actor_ids)
        return self.filter(tag__actor__in=Actor.objects.filter(Q(pk__in=ids) | Q(survivor__in=ids)))

    def unanswered(self) -> "ClaimQuerySet":
        """Allegations that no denial answers."""
        answered = Exists(Tag.objects.current().filter(answers=OuterRef("pk")))
        return self.tagged_as(Kind.ALLEGATION).exclude(answered)

    def with_same_source(self, claim: "Claim") -> "ClaimQuerySet":
        """The other claims, but for dismissed ones, of the claim's article whose source has the same words."""
        same = self.visible().filter(article=claim.article_id, source_words__iexact=claim.source_words)
        return same.exclude(pk=claim.pk).exclude(source_words="").exclude(tag__dismissed=True).with_decisions()

    def count_by_month_and_kind(self) -> list[tuple[date, str, int]]:
        """How many claims there are of each month and kind, as tagged. Without a date, an article counts by its
        import."""
        day = Coalesce("article__published_at", Cast("article__imported_at", models.DateField()))
        counted = self.order_by().values_list(TruncMonth(day), "tag__kind").annotate(number=Count("pk"))
        return sorted(counted)

    def by_actor(self, actor_id: int) -> "ClaimQuerySet":
        """Claims tagged with this actor, or with one that has been merged into it."""
        return self.filter(tag__actor__in=Actor.objects.including_merged(actor_id))

    def count_progress(self) -> dict[str, int]:
        """How many of these there are (`total`), and how many are decided (`settled`)."""
        return self.visible().aggregate(total=Count("pk"), settled=Count("tag"))

    def card(self, claim_id: int) -> "Claim | None":
        """The claim of this id with what its card shows; None if it is not among these."""
        return self.filter(pk=claim_id)._for_card().first()

    def next_card(self, start: int = 0) -> "Claim | None":
        """The first undecided claim that begins at `start` or later, else the first undecided one, else the decided one
        at `start` or later, with what its card shows; None if there are none. `next_of` does the same."""
        queue = Case(
            When(tag=None, start__gte=start, then=Value(0)),
            When(tag=None, then=Value(1)),
            When(start__gte=start, then=Value(2)),
            default=Value(3),
        )
        first = self.visible().order_by(queue, "start", "end", "pk").values("pk")[:1]
        return Claim.objects.filter(pk=Subquery(first))._for_card().first()

    def next_cards(self, start: int, *, without: Iterable[int], most: int) -> "list[Claim]":
        """The undecided claims, at most `most`, in the order in which `next_card` gives them, with what their cards
        show."""
        order = Case(When(start__gte=start, then=Value(0)), default=Value(1))
        undecided = self.visible().filter(tag=None).exclude(pk__in=list(without))
        ids = list(undecided.order_by(order, "start", "end", "pk").values_list("pk", flat=True)[:most])
        by_id = {claim.pk: claim for claim in Claim.objects.filter(pk__in=ids)._for_card()}
        return [by_id[each] for each in ids if each in by_id]

    def _for_card(self) -> "ClaimQuerySet":
        """Adds `words` (the claim's text), `answer_id`, `answer_words` and `answer_article` (of the allegation that it
        answers, or is thought to) and `open_repeats` (undecided claims with the same words, as id and version)."""
        first = Coalesce(OuterRef("repeats"), OuterRef("pk"))
        same_words = Claim.objects.annotate(first=Coalesce("repeats", "pk")).filter(
            article=OuterRef("article"), first=first, tag=None
        )
        return self.with_decisions().annotate(
            words=_WORDS,
            answer_id=Coalesce("tag__answers", "suggested_answer"),
            answer_words=Coalesce(_words_of("tag__answers__"), _words_of("suggested_answer__")),
            answer_article=Coalesce("tag__answers__article", "suggested_answer__article"),
            open_repeats=ArraySubquery(
                same_words.exclude(pk=OuterRef("pk")).order_by("pk").values(json=JSONObject(id="pk", version="version"))
            ),
        )


def counted(column: str, *, article: models.F) -> Coalesce:
    """The number of an article's claims in which the column is not null, as a subquery."""
    counts = Claim.objects.visible().filter(article=article).values("article").values(number=Count(column))
    return Coalesce(Subquery(counts), 0)


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
    # On a claim whose words have just been drawn, drawn anew or taken back: where they stood.
    spans_before: list[list[int]] | None = None

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
        """Which of these claims, in reading order, `ClaimQuerySet.next_card` would give."""
        return min(claims, key=lambda claim: (claim.tag_id is not None, claim.start < start), default=None)

    def fill_for_card(self, text: str, claims: "Iterable[Claim]") -> "Claim":
        """Itself with what a card shows, as `ClaimQuerySet.card` gives it, taken from its article's text and all of
        that article's `claims`; asks the database only for the words of an allegation that it answers."""
        answers = self.tag.answers_id if self.tag else None
        self.answer_id = answers or self.suggested_answer_id
        answer = Claim.objects.filter(pk=self.answer_id).for_listing().first() if self.answer_id else None
        self.answer_words, self.answer_article = (answer.words, answer.article_id) if answer else (None, None)
        self.words = text[self.start : self.end]
        open_repeats = [each for each in claims if each.tag is None and each != self and each.has_same_words_as(self)]
        self.open_repeats = [{"id": each.pk, "version": each.version} for each in open_repeats]
        return self

    def has_same_words_as(self, other: "Claim") -> bool:
        """Whether one of the two repeats the other, or both repeat a third."""
        return (self.repeats_id or self.pk) == (other.repeats_id or other.pk)

    def _places_in(self, states: "Iterable[dict[str, list[list[int]] | None]]") -> "list[list[int]] | None":
        """Return all spans of these states, if the claim's words moved, appeared or disappeared between them."""
        places = [spans for state in states for spans in (state["after"], state["before"] or self.original_spans)]
        has_moved = any(spans != self.spans for spans in places)
        was_hidden = self.drawn_by_id is not None and any(state["before"] is None for state in states)
        return (
            [span for spans in places for span in spans or ()]
            if has_moved or was_hidden or not self.is_visible
            else None
        )

    @property
    def is_visible(self) -> bool:
        """Whether it is none that an editor drew and then took back."""
        return self.drawn_by_id is None or self.tag is not None

    @property
    def kind(self) -> str:
        """The kind that counts: the tag's, else the suggested one; "" for a dismissed claim."""
        return self.tag.kind if self.tag else self.suggested_kind

    @property
    def actor(self) -> Actor | None:
        """The actor that counts: the tag's, else the suggested one; of merged actors, the one that they went into."""
        actor = self.tag.actor if self.tag else self.suggested_actor
        return actor.survivor_or_self if actor else None

    @property
    def status(self) -> str:
        """One of `vocabulary.STATUSES`."""
        if self.tag is None:
            return UNDECIDED
        return DISMISSED if self.tag.dismissed else TAGGED
