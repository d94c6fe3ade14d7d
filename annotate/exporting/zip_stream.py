"""A zip that is written while it is sent."""

import zipfile
from collections.abc import Iterable, Iterator

PIECE = 65_536  # bytes
_DAY = (1980, 1, 1, 0, 0, 0)  # the same files are the same zip, whenever it is made


def zipped(
    files: Iterable[tuple[str, bytes | Iterable[bytes]]], *, method: int = zipfile.ZIP_DEFLATED
) -> Iterator[bytes]:
    """A zip of these files (name and content, whole or in pieces), in pieces, in memory that does not grow."""
    out = _Gathered()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for name, content in files:
            about = zipfile.ZipInfo(name, _DAY)
            about.compress_type = method
            with archive.open(about, "w", force_zip64=True) as file:
                for piece in [content] if isinstance(content, bytes) else content:
                    file.write(piece)
                    yield from out.taken(PIECE)
    yield from out.taken(0)


class _Gathered:
    """A file that cannot be gone back in, from which what has been written is taken."""

    def __init__(self) -> None:
        self.gathered = bytearray()

    def write(self, piece: bytes) -> int:
        self.gathered += piece
        return len(piece)

    def flush(self) -> None:
        pass

    def taken(self, most: int) -> Iterator[bytes]:
        """What has been gathered, if it is more than `most` bytes."""
        if len(self.gathered) > most:
            yield bytes(self.gathered)
            self.gathered.clear()
