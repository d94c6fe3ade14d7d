"""Claims that an editor draws, where the detector has found none."""

from uuid import UUID

from django.db import transaction

from annotate.models import Actor, Article, Claim, Tag, User
from annotate.tagging.decisions import Decision, Outcome, check_actor, checked_spans, sound, store, tag_of


@transaction.atomic
def draw_claim(*, article_id: int, decision: Decision, decision_id: UUID, editor: User) -> Outcome:
    """Makes words of an article a claim, tagged as the decision says; its spans are the words. Undone, the claim is out
    of sight. The same `decision_id` again gives the claim that it made.

    Raises Article.DoesNotExist, and Refused for spans that no claim can have or a decision that cannot be.
    """
    article = Article.objects.only("pk").select_for_update(no_key=True).get(pk=article_id)
    if made := Tag.objects.filter(decision=decision_id, claim__article=article).select_related("claim").first():
        return Outcome([made.claim])
    decision = sound(decision)
    check_actor(decision.actor_id, Actor.objects.is_in_register(decision.actor_id))
    spans = checked_spans(article_id, decision)
    claim = Claim.objects.create(
        article=article, spans=spans, original_spans=spans, start=spans[0][0], end=spans[-1][1], drawn_by=editor
    )
    store([tag_of(claim, decision, decision_id, editor)])
    return Outcome([claim])
