"""A claim's card: the claim, and the choice in its form."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from django.http import Http404, QueryDict

from annotate.actors.resolution import is_sure
from annotate.models import Actor, Article, Claim, Kind
from annotate.web.access import claim_for
from annotate.web.decision_forms import DecisionForm
from annotate.web.integers import parse_integer
from annotate.web.request import EditorRequest


@dataclass(slots=True)
class Card:
    """One claim's card. After a refused decision, `form` has its errors, and the form keeps the choice that was sent;
    `was_quicker` says that another editor decided first."""

    claim: Claim
    decision_id: UUID
    kind: str
    actor_id: int | str
    actor_name: str
    not_named: bool
    answers: bool = True
    answer_id: int | None = None
    answer_words: str = ""
    answer_article: int | None = None
    form: DecisionForm | None = None
    was_quicker: bool = False
    action: str = "tag"
    note: str = ""
    words: str = ""
    kinds = Kind

    @property
    def is_unsure(self) -> bool:
        """Whether it is unclear who the suggested actor is."""
        sureness = self.claim.actor_confidence
        return sureness is not None and not is_sure(sureness)

    @property
    def others(self) -> list[Actor]:
        """The other actors that the source could mean."""
        return (
            [actor.survivor_or_self for actor in self.claim.other_actors.select_related("survivor")]
            if self.is_unsure
            else []
        )

    @property
    def denials(self) -> list[Claim]:
        """The denials that answer the claim, if it is tagged as an allegation."""
        is_allegation = self.claim.tag is not None and self.claim.kind == Kind.ALLEGATION
        return list(Claim.objects.denials_of(self.claim.pk)) if is_allegation else []

    @classmethod
    def of(cls, claim: Claim) -> "Card":
        """Return the claim's card with the choice of its tag, or else of the suggestion."""
        actor = claim.actor
        return cls(
            claim=claim,
            decision_id=uuid4(),
            kind=claim.kind or claim.suggested_kind,
            actor_id=actor.pk if actor else "",
            actor_name=actor.name if actor else "",
            not_named=actor is None,
            answers=claim.tag is None or claim.tag.answers_id is not None,
            answer_id=claim.answer_id,
            answer_words=claim.answer_words or "",
            answer_article=claim.answer_article,
            note=claim.tag.note if claim.tag else "",
        )

    @classmethod
    def asked_for(
        cls, request: EditorRequest, article: Article, claims: Sequence[Claim], aside: Container[int]
    ) -> "Card | None":
        """Return the card that the address asks for; None if there is no claim to show.

        `claim` in the address names a claim; its form then has the choice from the address, which a login or creating
        an actor interrupted. Otherwise the card is that of the next undecided claim at or after the place `after`.
        claims: all claims of the article, in reading order. aside: ids of the claims that the filter leaves out.
        Raises Http404 for a claim that the article does not have.
        """
        asked = request.GET.get("claim", "")
        if not asked:
            after = parse_integer(request.GET.get("after", "")) or 0
            claim = Claim.next_of([claim for claim in claims if claim.pk not in aside], after)
            return cls.of(claim.fill_for_card(article.text, claims)) if claim else None
        claim_id = parse_integer(asked)
        if claim_id is None:
            raise Http404
        card = cls.of(claim_for(request, article.pk, claim_id))
        card._keep_choice(request)
        return card

    def refused(self, form: DecisionForm, *, was_quicker: bool = False) -> "Card":
        """Return the card with the choice that was sent and could not be stored."""
        self.form, self.was_quicker = form, was_quicker
        sent = cast(QueryDict, form.data)  # Django declares it as any mapping
        self.kind = sent.get("kind", "")
        self.actor_id, self.actor_name = sent.get("actor", ""), sent.get("actor_name", "")
        self.not_named, self.answers = bool(sent.get("not_named")), bool(sent.get("answers"))
        self._answer(sent.get("answers", ""))
        self.action, self.note = sent.get("action", "tag"), sent.get("note", "")
        self.words = " … ".join(sent.getlist("words"))
        return self

    def _answer(self, chosen: str) -> None:
        """Show the allegation of this id, if there is one, as the one that the claim answers."""
        answer_id = parse_integer(chosen)
        if answer_id is None or answer_id == self.answer_id:
            return
        if allegation := Claim.objects.filter(pk=answer_id).for_listing().first():
            self.answers, self.answer_id = True, allegation.pk
            self.answer_words, self.answer_article = allegation.words, allegation.article_id

    def _keep_choice(self, request: EditorRequest) -> None:
        kept = request.GET
        self.kind = kept.get("kind", self.kind)
        self._answer(kept.get("answers", ""))
        if kept.get("not_named"):
            self.actor_id, self.actor_name, self.not_named = "", "", True
        elif actor := Actor.objects.filter(pk=parse_integer(kept.get("actor", "")) or 0).first():
            self.actor_id, self.actor_name, self.not_named = actor.pk, actor.name, False
