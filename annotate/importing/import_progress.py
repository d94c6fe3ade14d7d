"""Reading an import's file from where the last job was."""

import time
from collections.abc import Iterable, Iterator

from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import Read, ReadArticle
from annotate.importing.readers.sandbox import Sandbox
from annotate.importing.stored_files import StoredFile
from annotate.models import Import

# A batch is what is lost at most by a kill -9, and what an editor waits for at most who stops an import.
MOST, SECONDS, LETTERS = 100, 1.0, 2_000_000


def unseen_reads(bulk: Import, file: StoredFile) -> Iterator[Read]:
    """What has not been seen yet of an import's file; reading is the same each time, so that its place is a number."""
    mapping = ColumnMapping(**bulk.mapping) if bulk.mapping else None
    with _PassingOver(bulk.seen) as sandbox:
        for number, read in enumerate(read_file(bulk.name, file.open, mapping=mapping, sandbox=sandbox), 1):
            sandbox.to_pass = bulk.seen - number
            if number > bulk.seen:
                yield read


class _PassingOver(Sandbox):
    """Parses nothing of the files that were seen already, each of which was one read."""

    def __init__(self, to_pass: int) -> None:
        super().__init__()
        self.to_pass = to_pass

    def read(self, format: str, raw: bytes, **hints: str) -> ReadArticle:
        return ReadArticle("seen") if self.to_pass > 0 else super().read(format, raw, **hints)


def batches(reads: Iterable[Read]) -> Iterator[list[Read]]:
    """What is read in batches that are taken in at once: of some number, some size, or what came within a second."""
    batch, letters, deadline = [], 0, time.monotonic() + SECONDS
    for read in reads:
        batch.append(read)
        letters += len(read.text) if isinstance(read, ReadArticle) else 0
        if len(batch) >= MOST or letters >= LETTERS or time.monotonic() >= deadline:
            yield batch
            batch, letters, deadline = [], 0, time.monotonic() + SECONDS
    if batch:
        yield batch
