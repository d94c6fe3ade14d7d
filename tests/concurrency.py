"""Running two changes at once, in an order that does not depend on luck."""

import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connection, transaction

LONGEST_WAIT = 20  # seconds


def run_while_uncommitted(
    first: Callable[[], Any], second: Callable[[], Any], *, meanwhile: Callable[[], Any] | None = None
) -> Any:
    """Run `first`, start `second` in another connection before `first` is committed, and return what `second` gives.

    An exception of `second` is returned, not raised. `first` is committed as soon as `second` waits for one of its
    locks, or has ended without waiting; `meanwhile` runs just before that, in the transaction of `first`. The test
    needs `django_db(transaction=True)`.
    """
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(second())
        except Exception as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        deadline = time.monotonic() + LONGEST_WAIT
        while thread.is_alive() and not _is_waited_for() and time.monotonic() < deadline:
            time.sleep(0.01)
        if meanwhile:
            meanwhile()
    thread.join(LONGEST_WAIT)
    return outcome[0]


def _is_waited_for() -> bool:
    """Whether another connection waits for a lock that this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])
