"""Read an import's file from where the last job stopped, in batches."""

import time
from collections.abc import Iterable, Iterator

from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import Read, ReadArticle
from annotate.importing.readers.sandbox import Sandbox
from annotate.importing.stored_files import StoredFile
from annotate.models import Import

# A kill -9 loses one batch at most, and stopping an import takes one batch at most.
MOST_READS, MOST_SECONDS, MOST_CHARACTERS = 100, 1.0, 2_000_000


def unseen_reads(bulk: Import, file: StoredFile) -> Iterator[Read]:
    """Yield the part of its file that the import has not read yet. Reading always yields the same order, so a count
    marks the place."""
    mapping = ColumnMapping(**bulk.mapping) if bulk.mapping else None
    with _SkippingSandbox(bulk.seen) as sandbox:
        for number, read in enumerate(read_file(bulk.name, file.open, mapping=mapping, sandbox=sandbox), 1):
            sandbox.to_skip = bulk.seen - number
            if number > bulk.seen:
                yield read


class _SkippingSandbox(Sandbox):
    """Does not parse the files that were read already. Each of them counts as one read."""

    def __init__(self, to_skip: int) -> None:
        super().__init__()
        self.to_skip = to_skip

    def read(self, format: str, raw: bytes, **hints: str) -> ReadArticle:
        return ReadArticle("seen") if self.to_skip > 0 else super().read(format, raw, **hints)


def batches(reads: Iterable[Read]) -> Iterator[list[Read]]:
    """Yield batches to store together. Each is limited in number, in characters, and to one second of reading."""
    batch: list[Read] = []
    characters, deadline = 0, time.monotonic() + MOST_SECONDS
    for read in reads:
        batch.append(read)
        characters += len(read.text) if isinstance(read, ReadArticle) else 0
        if len(batch) >= MOST_READS or characters >= MOST_CHARACTERS or time.monotonic() >= deadline:
            yield batch
            batch, characters, deadline = [], 0, time.monotonic() + MOST_SECONDS
    if batch:
        yield batch
