"""Taking in decisions that were made elsewhere, in an exported table, once they have been compared."""

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
    """Makes the changes tags by the editor. Returns how many were stored, and the lines of those that were not, each
    with a sentence: somebody was quicker. The same `decision_id` again changes nothing.

    decision_id: of the whole; each change has one of its own that follows from it.
    """
    stored, left = 0, []
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
            left.append((change.line, str(error) or "The claim is not there any more."))
    return stored, left


def _decision(change: Change, editor: User) -> Decision:
    after = change.after
    if after.dismissed:
        return Decision(dismissed=True, note=after.note)
    actor_id = _actor_id(after.actor, editor) if after.actor else None
    kept = Claim.objects.filter(pk=change.claim_id).values_list("tag__answers", flat=True).first()
    return Decision(kind=after.kind, actor_id=actor_id, note=after.note, answers_id=kept)


def _actor_id(name: str, editor: User) -> int:
    called = list(Actor.objects.named(key_of_name(name))[:2])
    return called[0].pk if len(called) == 1 else create_actor(name=name, created_by=editor).pk
