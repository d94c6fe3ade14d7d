"""Work out what an edited CSV would change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotate.edited_csv.claim_state import DecisionState, states_by_version
from annotate.edited_csv.filled_row import fill_row
from annotate.edited_csv.named_actors import NamedActors
from annotate.edited_csv.table import BadEditedRow, EditedRow
from annotate.models import Claim, Tag
from annotate.models.tag import LONGEST_NOTE

BATCH = 500  # rows whose claims and tags are in memory at once


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs from the claim's current tag. new_actor: whether the actor has to be created."""

    line: int
    article_id: int
    claim_id: int
    version: int
    before: DecisionState
    after: DecisionState
    new_actor: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edited row whose claim somebody else has decided since the export."""

    line: int
    article_id: int
    claim_id: int
    theirs: DecisionState
    yours: DecisionState


@dataclass(slots=True)
class Comparison:
    """What a file would change. problems: line and sentence for each row left out. unchanged: a number of rows."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unchanged: int = 0


def compare(rows: Iterable[EditedRow | BadEditedRow], *, encoding: str = "utf-8") -> Comparison:
    """Return what the rows would change. Change nothing.

    A row counts as edited if it differs from the claim's state at the exported version. encoding: the one in
    which a spreadsheet saved the file.
    """
    comparison, seen = Comparison(), set()
    batch: list[EditedRow] = []
    for row in rows:
        if isinstance(row, BadEditedRow):
            comparison.problems.append((row.line, row.sentence))
        elif row.claim_id in seen:
            sentence = f"Claim {row.claim_id} is in the file twice. Only its first row was compared."
            comparison.problems.append((row.line, sentence))
        else:
            seen.add(row.claim_id)
            batch.append(row)
        if len(batch) == BATCH:
            _compare_batch(batch, comparison, encoding)
            batch = []
    _compare_batch(batch, comparison, encoding)
    comparison.problems.sort()
    return comparison


def _compare_batch(rows: Sequence[EditedRow], comparison: Comparison, encoding: str) -> None:
    claim_ids = [row.claim_id for row in rows]
    claims = Claim.objects.with_decisions().in_bulk(claim_ids)
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in Tag.objects.filter(claim__in=claim_ids).select_related("actor__survivor", "undoes").order_by("pk"):
        tags[tag.claim_id].append(tag)
    actors = NamedActors(row.actor or "" for row in rows)
    for row in rows:
        result = _compare_row(row, claims.get(row.claim_id), tags[row.claim_id], actors, encoding)
        if isinstance(result, Change):
            comparison.changes.append(result)
        elif isinstance(result, Conflict):
            comparison.conflicts.append(result)
        elif result:
            comparison.problems.append((row.line, result))
        else:
            comparison.unchanged += 1


def _compare_row(
    row: EditedRow, claim: Claim | None, tags: Sequence[Tag], actors: NamedActors, encoding: str
) -> Change | Conflict | str:
    """Return the row's change or conflict, a sentence if it cannot be applied, or "" if it changes nothing."""
    if claim is None:
        return f"There is no claim {row.claim_id}. Was it exported from another OnRecord?"
    if row.version > len(tags):
        return f"Claim {row.claim_id} has never had version {row.version}. Export it again."
    states = states_by_version(tags)
    exported, current = states[row.version], states[-1]
    filled = fill_row(row, exported, actors, encoding)
    wanted = filled.wanted_state(exported)
    if sentence := filled.find_contradiction(exported):
        return sentence
    if wanted in (exported, current):
        return ""
    if sentence := _find_problem(wanted, actors):
        return sentence
    if row.version != claim.version:
        return Conflict(row.line, claim.article_id, claim.pk, theirs=current, yours=wanted)
    is_new = bool(wanted.actor) and wanted.actor != exported.actor and not actors.is_known(wanted.actor)
    return Change(row.line, claim.article_id, claim.pk, claim.version, current, wanted, new_actor=is_new)


def _find_problem(wanted: DecisionState, actors: NamedActors) -> str:
    if len(wanted.note) > LONGEST_NOTE:
        return f"A note can have at most {LONGEST_NOTE:,} characters; this one has {len(wanted.note):,}. Shorten it."
    return actors.find_problem(wanted.actor) if wanted.actor else ""
