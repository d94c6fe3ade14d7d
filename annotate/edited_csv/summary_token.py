"""Sign a file's changes, so that the page on which the editor confirms them can carry them.

A token works only for the editor who uploaded the file.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.core import signing

from annotate.edited_csv.claim_state import DecisionState
from annotate.edited_csv.comparison import Change

_SALT = "edited-csv"
_MAX_AGE = 12 * 3600  # seconds


class BadToken(ValueError):
    """A token that is incomplete, altered, too old or another editor's."""


def sign_changes(changes: Sequence[Change], *, editor_id: int) -> str:
    """Return a token that holds the changes and the id under which they will be stored, for this editor."""
    content = {"id": str(uuid4()), "changes": [asdict(change) for change in changes]}
    return signing.dumps(content, salt=_salt_for(editor_id), compress=True)


def load_changes(token: str, *, editor_id: int) -> tuple[UUID, list[Change]]:
    """Return the id and the changes of a token. Raise BadToken."""
    try:
        content = signing.loads(token, salt=_salt_for(editor_id), max_age=_MAX_AGE)
    except signing.BadSignature as error:
        raise BadToken from error
    return UUID(content["id"]), [_load_change(fields) for fields in content["changes"]]


def _salt_for(editor_id: int) -> str:
    return f"{_SALT}-{editor_id}"


def _load_change(fields: dict[str, Any]) -> Change:
    return Change(**{**fields, "before": DecisionState(**fields["before"]), "after": DecisionState(**fields["after"])})
