"""The audit list: who exported, imported, merged actors or changed accounts."""

from contextvars import ContextVar

from annotate.models import AuditEntry, User

Action = AuditEntry.Action
# The client's address of the request that this thread answers; None outside requests.
address: ContextVar[str | None] = ContextVar("address", default=None)
LONGEST_SUBJECT, LONGEST_DETAIL = 300, 500


def note(what: Action, *, by: User | None, subject: str, detail: str = "") -> None:
    """Add an entry to the audit list. by: None for a command.

    Call it in the transaction of the action, so that both are stored or neither.
    """
    AuditEntry.objects.create(
        what=what, by=by, subject=subject[:LONGEST_SUBJECT], detail=detail[:LONGEST_DETAIL], address=address.get()
    )
