"""Read a zip: each file by its own reader, and a text with an .ann as brat standoff."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.brat import read_brat
from annotate.importing.readers.limits import (
    HIGHEST_RATIO,
    LARGEST_ARTICLE,
    LARGEST_DIRECTORY,
    LARGEST_MEMBER,
    LARGEST_UNPACKED_ZIP,
    MOST_MEMBERS,
    RATIO_COUNTS_FROM,
)
from annotate.importing.readers.manifest import MANIFEST, Manifest
from annotate.importing.readers.reader_types import Opener, Problem, Read

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Files that operating systems add.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_NO_TEXT = (
    "The .txt file for this .ann is not in the zip, or belongs to another annotator's .ann. Put both in the same "
    "folder under the same name."
)
_SAME_NAME = (
    "Some files in this zip have the same name; only the last of each was read. Rename the others and import them."
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
Reads = Iterator[Read]
ReadMember = Callable[[str, Opener], Reads]
OpenMember = Callable[[zipfile.ZipInfo], io.BufferedReader]


def read_zip(opener: Opener, read_member: ReadMember) -> Reads:
    """Yield the articles and problems of a zip's files, in the order of their names. Raise Unreadable.

    read_member: reads a file by its name and opener. If it raises Unreadable, a problem with the file's name is
    yielded. Sizes are counted while unpacking, because headers can lie.
    """
    with opener() as file, _Directory(file) as directory, _open_zip(directory) as packed:
        members = _members(packed)
        if len(members) < len(packed.infolist()):
            yield Problem("", _SAME_NAME)
        open_member = partial(_open, packed, _Budget())
        partners = _pair_texts(members)
        manifest = _find_manifest(members, open_member)
        left_out = {*partners.values(), manifest.name}
        for name in sorted(name for name in members.keys() - left_out if not _is_litter(members[name])):
            ann = members.get(partners.get(name, ""))
            try:
                for read in _read(members[name], ann, open_member, read_member):
                    yield manifest.add_details(name, read) if ann else read
            except ZipTooLarge:
                raise
            except _BROKEN as error:
                yield Problem(name, _explain(error))


def _find_manifest(members: dict[str, zipfile.ZipInfo], open_member: OpenMember) -> Manifest:
    """Return the manifest of another OnRecord's export, or an empty one."""
    for name in (name for name in members if PurePosixPath(name).name == MANIFEST):
        try:
            manifest = Manifest(name, partial(open_member, members[name]))
        except _BROKEN:
            continue
        if manifest.is_onrecord:
            return manifest
    return Manifest()


def _members(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    listed = packed.infolist()
    if len(listed) > MOST_MEMBERS:
        raise Unreadable(
            f"A zip can have up to {MOST_MEMBERS:,} files; this one has {len(listed):,}. Import it in parts."
        )
    return {member.filename: member for member in listed}


def _read(
    member: zipfile.ZipInfo, ann: zipfile.ZipInfo | None, open_member: OpenMember, read_member: ReadMember
) -> Reads:
    if ann:
        return _read_brat(partial(open_member, member), partial(open_member, ann), ann.filename)
    if member.filename.endswith(".ann"):
        raise Unreadable(_NO_TEXT)
    return read_member(member.filename, partial(open_member, member))


class ZipTooLarge(Unreadable):
    """The zip unpacks to more than is allowed. Reading stops."""


class _Budget:
    """Counts the bytes unpacked from a zip so far."""

    def __init__(self) -> None:
        self.unpacked = 0

    def spend(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > LARGEST_UNPACKED_ZIP:
            raise ZipTooLarge(
                f"The rest was left out: this zip unpacks to more than {LARGEST_UNPACKED_ZIP:,} bytes. "
                "Import it in parts."
            )


class _Member(io.RawIOBase):
    """A file in the zip. Reading it raises Unreadable as soon as it unpacks to too much."""

    def __init__(self, file: IO[bytes], member: zipfile.ZipInfo, budget: _Budget) -> None:
        self._file, self._member, self._budget, self._unpacked = file, member, budget, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        piece = self._file.read(len(view))
        self._unpacked += len(piece)
        self._budget.spend(len(piece))
        if self._unpacked > max(RATIO_COUNTS_FROM, HIGHEST_RATIO * self._member.compress_size):
            raise Unreadable(
                f"This file was not read: it unpacks to more than {HIGHEST_RATIO} times its size, like a zip bomb. "
                "Import it without the zip."
            )
        if self._unpacked > LARGEST_MEMBER:
            raise Unreadable(f"A file in a zip can be up to {LARGEST_MEMBER:,} bytes. Import this one on its own.")
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()


class _Directory(io.BufferedReader):
    """The zip file itself. zipfile reads the list of members at once, so its length is limited here."""

    def read(self, size: int | None = -1) -> bytes:
        bounded = size is not None and 0 <= size <= LARGEST_DIRECTORY
        data = super().read(size if bounded else LARGEST_DIRECTORY + 1)
        if len(data) > LARGEST_DIRECTORY:
            raise Unreadable("The zip lists too many files. Import it in parts.")
        return data


def _open_zip(directory: "_Directory") -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(directory)
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable("The zip is damaged. Create it again and try once more.") from error


def _open(packed: zipfile.ZipFile, budget: _Budget, member: zipfile.ZipInfo) -> io.BufferedReader:
    # Other methods unpack whole blocks without a limit, or need a dictionary of up to 4 GB.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("This file is packed with an unusual method. Pack it with the usual one (Deflate).")
    return io.BufferedReader(_Member(packed.open(member), member, budget))


def _read_brat(open_text: Opener, open_ann: Opener, name: str) -> Iterator[Read]:
    with open_text() as text, open_ann() as ann:
        raws = [file.read(4 * LARGEST_ARTICLE + 1) for file in (text, ann)]
    if max(map(len, raws)) > 4 * LARGEST_ARTICLE:
        raise Unreadable(
            f"An article can be up to {LARGEST_ARTICLE:,} bytes, and its .ann four times that. Import it in parts."
        )
    yield from read_brat(*raws, name=name)


def _pair_texts(members: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Map the names of texts to those of their .ann files. An .ann is in its text's folder, or in PolNeAR's layout
    (text/NAME.txt, attributions/NAME_ANNOTATOR.ann). Of several annotators, take the first by name."""
    partners: dict[str, str] = {}
    for name in sorted(name for name in members if name.endswith(".ann")):
        path = PurePosixPath(name)
        beside = str(path.with_suffix(".txt"))
        apart = str(path.parent.parent / "text" / f"{path.stem.rpartition('_')[0]}.txt")
        for text in (beside, apart):
            if text in members and text not in partners:
                partners[text] = name
                break
    return partners


def _is_litter(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or member.filename.startswith(LITTER[0]) or member.filename.endswith(LITTER[1:])


def _explain(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "This file has a password. Pack it without one."
    return "This file is damaged inside the zip. Pack it again."
