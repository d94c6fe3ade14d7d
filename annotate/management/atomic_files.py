"""Files that appear under their name only once they are complete."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def write_atomically(file: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file that replaces `file` at the end. If anything fails, `file` stays as it was. Raise OSError.

    If `file` is not a regular file, such as /dev/stdout, open it directly.
    """
    if file.exists() and not file.is_file():
        with open(file, "wb") as output:
            yield output
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with open(part, "wb") as output:
            yield output
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
