"""Store the changes of an edited CSV that an editor has confirmed."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction

from annotate.actors.names import BadName, key_of_name
from annotate.actors.register import create_actor
from annotate.edited_csv.comparison import Change
from annotate.models import Actor, Claim, User
from annotate.tagging.decisions import Decision, DecisionRefused, decide


@transaction.atomic
def apply_changes(*, changes: Sequence[Change], decision_id: UUID, editor: User) -> tuple[int, list[tuple[int, str]]]:
    """Store the changes as the editor's tags.

    Return how many were stored, and the line and a sentence for each that was not, because somebody else decided the
    claim first. decision_id: identifies all changes together; applying them a second time does nothing.
    """
    stored, refused = 0, []
    for change in changes:
        try:
            with transaction.atomic():
                decide(
                    article_id=change.article_id,
                    claim_id=change.claim_id,
                    version=change.version,
                    decision=_decision(change, editor),
                    decision_id=uuid5(decision_id, str(change.claim_id)),
                    editor=editor,
                )
            stored += 1
        except (DecisionRefused, Claim.DoesNotExist, BadName) as error:
            refused.append((change.line, str(error) or "The claim no longer exists."))
    return stored, refused


def _decision(change: Change, editor: User) -> Decision:
    after = change.after
    if after.dismissed:
        return Decision(dismissed=True, note=after.note)
    actor_id = _find_or_create_actor(after.actor, editor) if after.actor else None
    # The CSV's answers_claim_id is not read back, so a denial keeps its answer.
    answers_id = Claim.objects.filter(pk=change.claim_id).values_list("tag__answers", flat=True).first()
    return Decision(kind=after.kind, actor_id=actor_id, note=after.note, answers_id=answers_id)


def _find_or_create_actor(name: str, editor: User) -> int:
    actors = list(Actor.objects.named(key_of_name(name))[:2])
    return actors[0].pk if len(actors) == 1 else create_actor(name=name, created_by=editor).pk
