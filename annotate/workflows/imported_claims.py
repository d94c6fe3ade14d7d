"""Store the claims that came with imported articles, and the decisions about them."""

from collections.abc import Callable, Sequence
from functools import cache

from annotate.importing.article_intake import NewArticles
from annotate.importing.claim_intake import store_imported_claims
from annotate.importing.readers.reader_types import ClaimPlace, ReadActor, ReadClaim
from annotate.models import Actor, Article, Claim, User
from annotate.tagging.decisions import Decision
from annotate.tagging.imported_tags import (
    find_or_create_actor,
    find_or_suggest_actor,
    link_denials,
    tag_imported_claims,
)
from annotate.workflows.job_queue import queue_detection

FindActor = Callable[[ReadActor | None], Actor | None]


def store_claims_and_queue_detection(new: NewArticles, editor: User | None, priority: int) -> None:
    """Store the claims that came with new articles, and queue the search for more.

    With an editor, a decision in the file becomes that editor's tag; without one, a suggestion. Articles that another
    OnRecord has searched already are not searched again.
    """
    linked = cache(lambda actor: find_or_create_actor(imported=actor, editor=editor) if actor and editor else None)
    suggested = cache(lambda actor: actor and find_or_suggest_actor(imported=actor))
    for article, read in new:
        if read.claims and editor:
            _store_decided(article, read.claims, editor, linked, suggested)
        elif read.claims:
            claims = [claim.as_suggested() for claim in read.claims]
            store_imported_claims(
                article=article, reads=claims, suggested_actors=[suggested(claim.proposed) for claim in claims]
            )
    queue_detection([article.pk for article, read in new if not read.is_complete], priority=priority)


def _store_decided(
    article: Article, reads: Sequence[ReadClaim], editor: User, linked: FindActor, suggested: FindActor
) -> None:
    actors = [linked(read.actor) for read in reads]
    pairs = zip(reads, actors, strict=True)
    proposed = [suggested(read.proposed) if read.suggestion else actor for read, actor in pairs]
    claims = store_imported_claims(article=article, reads=reads, suggested_actors=proposed, drawn_by=editor)
    decisions = [
        Decision(
            kind=read.kind,
            actor_id=actor.pk if actor else None,
            dismissed=read.dismissed,
            note=read.note,
            answers_id=_answered_id(read, claims, article),
        )
        for read, actor in zip(reads, actors, strict=True)
    ]
    tag_imported_claims(claims=claims, decisions=decisions, editor=editor)
    for claim, read in zip(claims, reads, strict=True):
        if denials := [denial for place in read.answered_elsewhere if (denial := _claim_at(place, article))]:
            link_denials(allegation=claim, denials=denials, editor=editor)


def _answered_id(read: ReadClaim, claims: Sequence[Claim], article: Article) -> int | None:
    """Return the id of the claim that a denial answers, in the same article or in one imported before."""
    if read.answers is not None:
        return claims[read.answers].pk
    answered = _claim_at(read.answers_elsewhere, article) if read.answers_elsewhere else None
    return answered.pk if answered else None


def _claim_at(place: ClaimPlace, article: Article) -> Claim | None:
    # Exclude the article itself: in a file made by hand, a claim could name its own place and answer itself.
    return Claim.objects.exclude(article=article).find_at(place.sha256, place.spans)
