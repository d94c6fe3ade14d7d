"""The decision on a claim at each of its versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.models import Tag
from annotate.vocabulary import DISMISSED, TAGGED, UNDECIDED


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A decision on a claim: its kind, its actor's name and a note, or that it is dismissed. Empty if undecided."""

    kind: str = ""
    actor: str = ""
    dismissed: bool = False
    note: str = ""

    @property
    def status(self) -> str:
        if self.dismissed:
            return DISMISSED
        return TAGGED if self.kind else UNDECIDED

    def __str__(self) -> str:
        note = f"“{self.note[:80]}”" if self.note else ""
        return ", ".join(filter(None, [self.kind or self.status, self.actor, note]))


def states_by_version(tags: Sequence[Tag]) -> list[DecisionState]:
    """Return a claim's states from version 0 to the current one. tags: all of the claim's tags, oldest first."""
    state_of: dict[int | None, DecisionState] = {None: DecisionState()}
    states = [DecisionState()]
    replaced_by: dict[int, int | None] = {}  # from a tag's id to the id of the tag that was current before it
    current: int | None = None
    for tag in tags:
        replaced_by[tag.pk] = current
        state_of[tag.pk] = _state_of(tag)
        current = replaced_by[tag.undoes_id] if tag.undoes_id else tag.pk
        states.append(state_of[current])
    return states


def _state_of(tag: Tag) -> DecisionState:
    return DecisionState(tag.kind, tag.actor.survivor_or_self.name if tag.actor else "", tag.dismissed, tag.note)
