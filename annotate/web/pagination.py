"""Leafing through long lists at a cost that does not grow with them."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 10_000


class Pages(Paginator):
    """Pages of the first MOST things of a list. To count all of them would cost more with each that comes in, and who
    looks for one that far behind searches for it."""

    def __init__(self, found: QuerySet | Sequence, size: int) -> None:
        super().__init__(found[:MOST], size)

    @property
    def number(self) -> str:
        """How many there are, in words for a page."""
        return f"{MOST:,} or more" if self.count == MOST else f"{self.count:,}"
