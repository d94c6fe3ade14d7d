"""Files that stand under their name only when they are there in full."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def written_whole(file: Path) -> Iterator[IO[bytes]]:
    """A file to write, beside the one that it becomes at the end; if anything fails, it goes, and what stood there
    before stays. What is no plain file, as /dev/stdout, is written as it is. Raises OSError."""
    if file.exists() and not file.is_file():
        with open(file, "wb") as itself:
            yield itself
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with open(part, "wb") as written:
            yield written
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
