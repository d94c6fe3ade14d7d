"""The meaning of an edited row, without the changes that the spreadsheet itself made."""

import re
from dataclasses import dataclass

from annotate.edited_csv.claim_state import DecisionState
from annotate.edited_csv.named_actors import NamedActors
from annotate.edited_csv.table import EditedRow
from annotate.vocabulary import DISMISSED, TAGGED, UNDECIDED

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?(E[+-]?[0-9]{1,2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """The cells of a row; a cell that is missing or only reformatted has the exported value."""

    kind: str
    actor: str
    status: str
    note: str

    def wanted_state(self, exported: DecisionState) -> DecisionState:
        """Return the decision that the row asks for. A kind written to a dismissed claim makes it a claim again."""
        if self.status == DISMISSED and not (exported.dismissed and self.kind):
            return DecisionState(dismissed=True, note=self.note)
        return DecisionState(self.kind, self.actor if self.kind else "", note=self.note if self.kind else "")

    def find_contradiction(self, exported: DecisionState) -> str:
        """Return a sentence that says why the row contradicts itself; "" if it does not."""
        wanted = self.wanted_state(exported)
        is_withdrawn = self.status == UNDECIDED and self.kind == exported.kind
        if exported != DecisionState() and (wanted == DecisionState() or is_withdrawn):
            return "A CSV cannot withdraw a decision. Undo it in the article."
        if self.actor and self.actor != exported.actor and not wanted.kind:
            return "An actor needs a kind. Write allegation, denial or quote too."
        if not (wanted.kind or wanted.dismissed) and (self.note or self.status == TAGGED):
            return "The row has no kind, so nothing can be stored. Write allegation, denial or quote too."
        return ""


def fill_row(row: EditedRow, exported: DecisionState, actors: NamedActors, encoding: str) -> FilledRow:
    """Fill in the exported values of a row. encoding: the one in which the spreadsheet saved the file."""
    actor = _restore_cell(row.actor, exported.actor, encoding)
    return FilledRow(
        kind=exported.kind if row.kind is None else row.kind,
        actor=actor if actor == exported.actor else actors.full_name(actor),
        status=exported.status if row.status is None else row.status,
        note=_restore_cell(row.note, exported.note, encoding),
    )


def _restore_cell(cell: str | None, exported: str, encoding: str) -> str:
    return exported if cell is None or is_same_cell(cell, exported, encoding) else cell


def is_same_cell(cell: str, exported: str, encoding: str) -> bool:
    """Return whether the cell is unedited.

    A spreadsheet replaces characters that its encoding lacks, strips white space and reformats numbers.
    """
    return _as_saved(cell, encoding) == _as_saved(exported, encoding)


def _as_saved(value: str, encoding: str) -> str:
    value = value.encode(encoding, "replace").decode(encoding).strip()
    return str(float(value.replace(",", "."))) if _NUMBER.fullmatch(value) else value
