"""The audit list: who exported, imported, merged, and changed accounts. The rooms write it where they do that."""

from contextvars import ContextVar

from annotate.models import AuditEntry, User

What = AuditEntry.What
# Where the request that is answered in this thread came from; None outside of requests.
address: ContextVar[str | None] = ContextVar("address", default=None)
LONGEST_SUBJECT, LONGEST_DETAIL = 300, 500


def note(what: What, *, by: User | None, subject: str, detail: str = "") -> None:
    """Adds to the list, in the transaction of what is noted: there is both or neither. by: None for a command."""
    AuditEntry.objects.create(
        what=what, by=by, subject=subject[:LONGEST_SUBJECT], detail=detail[:LONGEST_DETAIL], address=address.get()
    )
