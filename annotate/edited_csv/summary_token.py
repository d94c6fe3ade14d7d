"""Sign a file's changes, so that the page on which the editor confirms them can carry them."""

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
    """A token that is incomplete, altered or too old."""


def sign_changes(changes: Sequence[Change]) -> str:
    """Return a token that holds the changes and the id under which they will be stored."""
    content = {"id": str(uuid4()), "changes": [asdict(change) for change in changes]}
    return signing.dumps(content, salt=_SALT, compress=True)


def load_changes(token: str) -> tuple[UUID, list[Change]]:
    """Return the id and the changes of a token. Raise BadToken."""
    try:
        content = signing.loads(token, salt=_SALT, max_age=_MAX_AGE)
    except signing.BadSignature as error:
        raise BadToken from error
    return UUID(content["id"]), [_load_change(fields) for fields in content["changes"]]


def _load_change(fields: dict[str, Any]) -> Change:
    return Change(**{**fields, "before": DecisionState(**fields["before"]), "after": DecisionState(**fields["after"])})
