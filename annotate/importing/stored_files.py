"""Store an import's file in the database in pieces: every worker can read it without having it all in memory."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotate.models import Import, ImportPiece

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 1 << 18  # bytes


def store_pieces(*, of: Import, chunks: Iterable[bytes]) -> int:
    """Store a file that arrives in chunks of any size. Return its size in bytes."""
    size = number = 0
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= PIECE:
            _store_piece(of, number, waiting[:PIECE])
            del waiting[:PIECE]
            number += 1
        size += len(chunk)
    if waiting:
        _store_piece(of, number, waiting)
    return size


def _store_piece(of: Import, number: int, content: bytearray) -> None:
    ImportPiece.objects.create(of=of, number=number, content=bytes(content))


class StoredFile:
    """Opens an import's file for readers. `bytes_read` counts what has been read since the file was last opened."""

    def __init__(self, of: Import) -> None:
        self._of = of
        self._last: _PieceReader | None = None

    @property
    def bytes_read(self) -> int:
        return min(self._last.bytes_read, self._of.size) if self._last else 0

    def open(self) -> io.BufferedReader:
        """Open the file at its beginning."""
        self._last = _PieceReader(self._of)
        return io.BufferedReader(self._last, 1 << 16)


class _PieceReader(io.RawIOBase):
    def __init__(self, of: Import) -> None:
        self._of, self._at, self.bytes_read = of, 0, 0
        self._number, self._piece = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._of.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        number, inside = divmod(self._at, PIECE)
        if number != self._number:
            pieces = ImportPiece.objects.filter(of=self._of, number=number)
            content = pieces.values_list("content", flat=True).first()
            self._number, self._piece = number, bytes(content or b"")
        piece = self._piece[inside : inside + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        self.bytes_read += len(piece)
        return len(piece)
