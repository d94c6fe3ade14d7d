"""Claims that an editor draws where the detector has found none."""

from uuid import UUID

from django.db import transaction

from annotate.models import Actor, Article, Claim, Tag, User
from annotate.tagging.decisions import (
    Decision,
    Outcome,
    build_tag,
    ensure_in_register,
    normalise_decision,
    store_tags,
    validate_decision_spans,
)


@transaction.atomic
def draw_claim(*, article_id: int, decision: Decision, decision_id: UUID, editor: User) -> Outcome:
    """Store a new claim with the decision's spans, and tag it as the decision says. Undo hides the claim.

    The same `decision_id` again returns the claim that it made the first time. Raises Article.DoesNotExist, and
    DecisionRefused for an invalid decision and for spans that no claim can have.
    """
    # The lock keeps a drawing that is sent twice at once from making two claims.
    article = Article.objects.only("pk").select_for_update(no_key=True).get(pk=article_id)
    if earlier := Tag.objects.filter(decision=decision_id, claim__article=article).select_related("claim").first():
        return Outcome([earlier.claim])
    decision = normalise_decision(decision)
    ensure_in_register(decision.actor_id, Actor.objects.is_in_register(decision.actor_id))
    spans = validate_decision_spans(article_id, decision)
    claim = Claim.objects.create(
        article=article, spans=spans, original_spans=spans, start=spans[0][0], end=spans[-1][1], drawn_by=editor
    )
    store_tags([build_tag(claim, decision, decision_id, editor)])
    return Outcome([claim])
