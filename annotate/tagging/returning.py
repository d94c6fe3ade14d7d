"""Taking in decisions that were made elsewhere, in an exported table: first compared, then applied."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID, uuid5

from django.db import transaction

from annotate.actors.names import BadName, clean, key
from annotate.actors.register import create_actor
from annotate.models import Actor, Claim, Tag, User
from annotate.tagging.deciding import Decision, Refused, decide

BATCH = 500  # rows whose claims and tags are in memory at once
MOST_NOTED = 5_000  # characters of a note


class Row(Protocol):
    """A claim as the table has it; `actor` is a name, "" for nobody."""

    line: int
    claim_id: int
    version: int
    kind: str
    actor: str
    dismissed: bool
    note: str


@dataclass(frozen=True, slots=True)
class State:
    """What an editor has decided of a claim: "", a kind, or that it is none; who said it; a note."""

    kind: str = ""
    actor: str = ""
    dismissed: bool = False
    note: str = ""

    def __str__(self) -> str:
        what = "dismissed" if self.dismissed else self.kind or "undecided"
        return ", ".join(filter(None, [what, self.actor, self.note and f"“{self.note[:80]}”"]))


@dataclass(frozen=True, slots=True)
class Change:
    """A row that says something else than the claim's tag. `new_actor`: whether no actor has that name yet."""

    line: int
    article_id: int
    claim_id: int
    version: int
    before: State
    after: State
    new_actor: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that was changed, and whose claim somebody else has decided since the export."""

    line: int
    claim_id: int
    theirs: State
    yours: State


@dataclass(slots=True)
class Comparison:
    """What a table would do. `problems` are lines with a sentence each."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unchanged: int = 0


def compare(rows: Iterable[Row]) -> Comparison:
    """What the rows would change, without changing it.

    A row says something new if it differs from what stood at the version that it was exported with.
    """
    found, seen = Comparison(), set()
    waiting: list[Row] = []
    for row in rows:
        if row.claim_id in seen:
            found.problems.append((row.line, f"Claim {row.claim_id} stands in the table twice; the first row counts."))
            continue
        seen.add(row.claim_id)
        waiting.append(row)
        if len(waiting) == BATCH:
            _compare(waiting, found)
            waiting = []
    _compare(waiting, found)
    return found


def _compare(rows: Sequence[Row], found: Comparison) -> None:
    ids = [row.claim_id for row in rows]
    claims = Claim.objects.with_decisions().in_bulk(ids)
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in Tag.objects.filter(claim__in=ids).select_related("actor__survivor", "undoes").order_by("pk"):
        tags[tag.claim_id].append(tag)
    known = _known_names(row.actor for row in rows)
    for row in rows:
        claim = claims.get(row.claim_id)
        if claim is None:
            found.problems.append(
                (row.line, f"There is no claim {row.claim_id}. Was it exported from another OnRecord?")
            )
        elif row.version > len(tags[claim.pk]):
            found.problems.append((row.line, f"Claim {claim.pk} has never had version {row.version}."))
        else:
            _compare_one(row, claim, _states(tags[claim.pk]), known, found)


def _compare_one(
    row: Row, claim: Claim, states: Sequence[State], known: Mapping[str, list[str]], found: Comparison
) -> None:
    exported, now = states[row.version], states[-1]
    wanted = _wanted(row, exported)
    if wanted in (exported, now):
        found.unchanged += 1
    elif not wanted.kind and not wanted.dismissed:
        found.problems.append((row.line, "A decision cannot be taken back by a table. Undo it in the article."))
    elif sentence := _refusal(wanted, known):
        found.problems.append((row.line, sentence))
    elif row.version != claim.version:
        found.conflicts.append(Conflict(row.line, claim.pk, now, wanted))
    else:
        is_new = bool(wanted.actor) and not known.get(key(wanted.actor))
        found.changes.append(Change(row.line, claim.article_id, claim.pk, claim.version, now, wanted, is_new))


def _wanted(row: Row, exported: State) -> State:
    """The row as a state. A kind that was written to a dismissed claim makes it a claim again."""
    if row.dismissed and not (exported.dismissed and row.kind):
        return State(dismissed=True, note=row.note)
    return State(row.kind, row.actor if row.kind else "", note=row.note if row.kind else "")


def _refusal(wanted: State, known: Mapping[str, list[str]]) -> str:
    if len(wanted.note) > MOST_NOTED:
        return f"A note may have {MOST_NOTED:,} characters; this has {len(wanted.note):,}."
    if len(known.get(key(wanted.actor), ())) > 1:
        return f"Several actors are called ‘{wanted.actor}’. Link this claim in the article."
    try:
        return "" if not wanted.actor else clean(wanted.actor) and ""
    except BadName as error:
        return str(error)


def _known_names(names: Iterable[str]) -> dict[str, list[str]]:
    """By key, the names of the actors that are called so."""
    keys = {key(name) for name in names if name} - {""}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for actor in Actor.objects.named(*keys).prefetch_related("aliases", "family__aliases"):
        one = [actor, *actor.family.all()]
        own = {each.key for each in one} | {alias.key for each in one for alias in each.aliases.all()}
        for name_key in own & keys:
            found[name_key].append(actor.name)
    return found


def _states(tags: Sequence[Tag]) -> list[State]:
    """A claim's states, by version."""
    by_tag: dict[int | None, State] = {None: State()}
    states = [State()]
    standing: dict[int, int | None] = {}
    current = None
    for tag in tags:
        standing[tag.pk] = current
        by_tag[tag.pk] = _state(tag)
        current = standing[tag.undoes_id] if tag.undoes_id else tag.pk
        states.append(by_tag[current])
    return states


def _state(tag: Tag) -> State:
    return State(tag.kind, tag.actor.standing.name if tag.actor else "", tag.dismissed, tag.note)


@transaction.atomic
def apply(*, changes: Sequence[Change], decision_id: UUID, editor: User) -> tuple[int, list[tuple[int, str]]]:
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
        except (Refused, Claim.DoesNotExist, BadName) as error:
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
    called = list(Actor.objects.named(key(name))[:2])
    return called[0].pk if len(called) == 1 else create_actor(name=name, created_by=editor).pk
