"""Pages of long lists, at a cost that does not grow with the list."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 10_000


class Pages(Paginator):
    """Pages of the first MOST entries of a list.

    Counting every entry of a long list is slow, and nobody pages that far: search finds the rest.
    """

    def __init__(self, entries: QuerySet | Sequence[Any], size: int) -> None:
        super().__init__(entries[:MOST], size)

    @property
    def number(self) -> str:
        """The number of entries, as the page shows it."""
        return f"{MOST:,} or more" if self.count == MOST else f"{self.count:,}"
