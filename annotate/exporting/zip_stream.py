"""Stream a zip while it is being written."""

import zipfile
from collections.abc import Iterable, Iterator

CHUNK = 65_536  # bytes
_DATE = (1980, 1, 1, 0, 0, 0)  # fixed, so that the same files make the same zip


def stream_zip(
    files: Iterable[tuple[str, bytes | Iterable[bytes]]], *, method: int = zipfile.ZIP_DEFLATED
) -> Iterator[bytes]:
    """Yield a zip of these files in chunks and in constant memory.

    files: names and contents; a content may come in pieces.
    """
    buffer = _WriteBuffer()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = method
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in [content] if isinstance(content, bytes) else content:
                    file.write(piece)
                    yield from buffer.take(more_than=CHUNK)
    yield from buffer.take(more_than=0)


class _WriteBuffer:
    """A file that cannot seek, so that zipfile writes sizes after each content."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Do nothing; zipfile calls it."""

    def close(self) -> None:
        """Do nothing; zipfile's type hints require it."""

    def take(self, *, more_than: int) -> Iterator[bytes]:
        if len(self._written) > more_than:
            yield bytes(self._written)
            self._written.clear()
