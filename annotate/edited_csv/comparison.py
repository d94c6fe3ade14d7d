"""Comparing decisions that were made elsewhere, in an exported table, with those that stand here."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from annotate.actors.names import BadName, clean_name, key_of_name
from annotate.models import Actor, Claim, Tag

BATCH = 500  # rows whose claims and tags are in memory at once
MOST_NOTED = 5_000  # characters of a note
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?(E[+-]?[0-9]{1,2})?", re.IGNORECASE)


class ComparedRow(Protocol):
    """A claim as the table has it; `actor` is a name, "" for nobody; None for what the table has no column for."""

    line: int
    claim_id: int
    version: int
    kind: str | None
    actor: str | None
    status: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class State:
    """What an editor has decided of a claim: "", a kind, or that it is none; who said it; a note."""

    kind: str = ""
    actor: str = ""
    dismissed: bool = False
    note: str = ""

    @property
    def status(self) -> str:
        return "dismissed" if self.dismissed else "tagged" if self.kind else "undecided"

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
    article_id: int
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


def compare(rows: Iterable[ComparedRow], *, saved_in: str = "utf-8") -> Comparison:
    """What the rows would change, without changing it.

    A row says something new if it differs from what stood at the version that it was exported with. saved_in: the
    table's encoding; what a spreadsheet could not save in it, it has replaced, and nobody has changed that.
    """
    found, seen = Comparison(), set()
    waiting: list[ComparedRow] = []
    for row in rows:
        if row.claim_id in seen:
            found.problems.append((row.line, f"Claim {row.claim_id} stands in the table twice; the first row counts."))
            continue
        seen.add(row.claim_id)
        waiting.append(row)
        if len(waiting) == BATCH:
            _compare(waiting, found, saved_in)
            waiting = []
    _compare(waiting, found, saved_in)
    return found


def _compare(rows: Sequence[ComparedRow], found: Comparison, saved_in: str) -> None:
    ids = [row.claim_id for row in rows]
    claims = Claim.objects.with_decisions().in_bulk(ids)
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in Tag.objects.filter(claim__in=ids).select_related("actor__survivor", "undoes").order_by("pk"):
        tags[tag.claim_id].append(tag)
    known = _known_names(row.actor or "" for row in rows)
    for row in rows:
        claim = claims.get(row.claim_id)
        if claim is None:
            found.problems.append(
                (row.line, f"There is no claim {row.claim_id}. Was it exported from another OnRecord?")
            )
        elif row.version > len(tags[claim.pk]):
            found.problems.append((row.line, f"Claim {claim.pk} has never had version {row.version}."))
        else:
            states = _states(tags[claim.pk])
            told = _Told.of(row, states[row.version], known, saved_in)
            _compare_one(row, claim, told, states[row.version], states[-1], known, found)


def _compare_one(
    row: ComparedRow,
    claim: Claim,
    told: "_Told",
    exported: State,
    now: State,
    known: Mapping[str, list[str]],
    found: Comparison,
) -> None:
    wanted = told.wanted(exported)
    if sentence := told.contradiction(exported):
        found.problems.append((row.line, sentence))
    elif wanted in (exported, now):
        found.unchanged += 1
    elif sentence := _refusal(wanted, known):
        found.problems.append((row.line, sentence))
    elif row.version != claim.version:
        found.conflicts.append(Conflict(row.line, claim.article_id, claim.pk, now, wanted))
    else:
        is_new = bool(wanted.actor) and not known.get(key_of_name(wanted.actor)) and wanted.actor != exported.actor
        found.changes.append(Change(row.line, claim.article_id, claim.pk, claim.version, now, wanted, is_new))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row says, its blanks filled in from what was exported."""

    kind: str
    actor: str
    status: str
    note: str

    @classmethod
    def of(cls, row: ComparedRow, exported: State, known: Mapping[str, list[str]], saved_in: str) -> "_Told":
        actor, note = (
            before if cell is None or is_same_cell(cell, before, saved_in) else cell
            for cell, before in ((row.actor, exported.actor), (row.note, exported.note))
        )
        return cls(
            kind=exported.kind if row.kind is None else row.kind,
            actor=actor if actor == exported.actor else _in_full(actor, known),
            status=exported.status if row.status is None else row.status,
            note=note,
        )

    def wanted(self, exported: State) -> State:
        """A kind that was written to a dismissed claim makes it a claim again."""
        if self.status == "dismissed" and not (exported.dismissed and self.kind):
            return State(dismissed=True, note=self.note)
        return State(self.kind, self.actor if self.kind else "", note=self.note if self.kind else "")

    def contradiction(self, exported: State) -> str:
        """Why it cannot be what the editor wanted, in a sentence; "" if it can."""
        wanted = self.wanted(exported)
        taken_back = self.status == "undecided" and self.kind == exported.kind
        if exported != State() and (wanted == State() or taken_back):
            return "A decision cannot be taken back by a table. Undo it in the article."
        if self.actor and self.actor != exported.actor and not wanted.kind:
            return "An actor goes with a kind. Write allegation, denial or quote too."
        if not (wanted.kind or wanted.dismissed) and (self.note or self.status == "tagged"):
            return "It has no kind, so that nothing can be kept of it. Write allegation, denial or quote too."
        return ""


def is_same_cell(cell: str, exported: str, saved_in: str) -> bool:
    """Whether a cell is what was exported, but for what spreadsheets do to it: characters that their encoding lacks,
    white space at its ends, a number written otherwise."""
    return _as_saved(cell, saved_in) == _as_saved(exported, saved_in)


def _as_saved(value: str, saved_in: str) -> str:
    value = value.encode(saved_in, "replace").decode(saved_in).strip()
    return str(float(value.replace(",", "."))) if _NUMBER.fullmatch(value) else value


def _in_full(name: str, known: Mapping[str, list[str]]) -> str:
    """The name of the actor that this name or alias is of, if there is exactly one."""
    called = known.get(key_of_name(name), ())
    return called[0] if len(called) == 1 else name


def _refusal(wanted: State, known: Mapping[str, list[str]]) -> str:
    if len(wanted.note) > MOST_NOTED:
        return f"A note may have {MOST_NOTED:,} characters; this has {len(wanted.note):,}."
    called = known.get(key_of_name(wanted.actor), ())
    if len(called) > 1 and key_of_name(wanted.actor) not in map(key_of_name, called):
        return f"Several actors are called ‘{wanted.actor}’. Link this claim in the article."
    try:
        return "" if not wanted.actor else clean_name(wanted.actor) and ""
    except BadName as error:
        return str(error)


def _known_names(names: Iterable[str]) -> dict[str, list[str]]:
    """By key, the names of the actors that are called so."""
    keys = {key_of_name(name) for name in names if name} - {""}
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
    return State(tag.kind, tag.actor.survivor_or_self.name if tag.actor else "", tag.dismissed, tag.note)
