"""Reads a zip: each of its files by its own reader, a text beside its .ann as brat standoff."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

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
from annotate.importing.readers.reader_types import Opener, Problem, Read, Unreadable

# What operating systems add, and nobody has written.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_NO_TEXT = (
    "The .txt file that it marks is not in the zip, or has another annotator's .ann already. Put one beside the other, "
    "with the same name."
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
Reads = Iterator[Read]
ReadMember = Callable[[str, Opener], Reads]
OpenMember = Callable[[zipfile.ZipInfo], io.BufferedReader]


def read_zip(opener: Opener, read_member: ReadMember) -> Reads:
    """All that the zip's files give, in the order of their names. Raises Unreadable.

    read_member: gives what a file of this name has; it may raise Unreadable, which becomes a problem with its name.
    Sizes are counted while unpacking, for headers can lie.
    """
    with opener() as file, _Directory(file) as directory, _opened(directory) as packed:
        members = _members(packed)
        if len(members) < len(packed.infolist()):
            yield Problem("", "Some of its files have the same name; of those only the last was read.")
        open_one = partial(_open, packed, _Budget())
        partners = _partners(members)
        manifest = _manifest(members, open_one)
        left_out = {*partners.values(), manifest.name}
        for name in sorted(name for name in members.keys() - left_out if not _is_litter(members[name])):
            ann = members.get(partners.get(name, ""))
            try:
                for read in _read(members[name], ann, open_one, read_member):
                    yield manifest.told(name, read) if ann else read
            except SpentZip:
                raise
            except _BROKEN as error:
                yield Problem(name, _sentence(error))


def _manifest(members: dict[str, zipfile.ZipInfo], open_one: OpenMember) -> Manifest:
    """That of another OnRecord's export; an empty one if there is none."""
    for name in (name for name in members if PurePosixPath(name).name == MANIFEST):
        try:
            manifest = Manifest(name, partial(open_one, members[name]))
        except _BROKEN:
            continue
        if manifest.is_onrecord:
            return manifest
    return Manifest()


def _members(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    listed = packed.infolist()
    if len(listed) > MOST_MEMBERS:
        raise Unreadable(f"A zip may have {MOST_MEMBERS:,} files; this has {len(listed):,}. Import it in parts.")
    return {member.filename: member for member in listed}


def _read(member: zipfile.ZipInfo, ann: zipfile.ZipInfo | None, open_one: OpenMember, read_member: ReadMember) -> Reads:
    if ann:
        return _brat(partial(open_one, member), partial(open_one, ann), ann.filename)
    if member.filename.endswith(".ann"):
        raise Unreadable(_NO_TEXT)
    return read_member(member.filename, partial(open_one, member))


class SpentZip(Unreadable):
    """The zip holds more than may be unpacked; nothing more of it is read."""


class _Budget:
    """What has been unpacked of a zip so far, in bytes."""

    def __init__(self) -> None:
        self.unpacked = 0

    def spend(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > LARGEST_UNPACKED_ZIP:
            raise SpentZip(
                f"The zip unpacks to more than {LARGEST_UNPACKED_ZIP:,} bytes, so the rest was left out. "
                "Import it in parts."
            )


class _Member(io.RawIOBase):
    """A file in the zip that is refused as soon as it has given too much."""

    def __init__(self, file: io.BufferedIOBase, member: zipfile.ZipInfo, budget: _Budget) -> None:
        self._file, self._member, self._budget, self._given = file, member, budget, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        piece = self._file.read(len(buffer))
        self._given += len(piece)
        self._budget.spend(len(piece))
        if self._given > max(RATIO_COUNTS_FROM, HIGHEST_RATIO * self._member.compress_size):
            raise Unreadable(
                f"It unpacks to more than {HIGHEST_RATIO} times its size, as a zip bomb does. It was not read."
            )
        if self._given > LARGEST_MEMBER:
            raise Unreadable(f"A file in a zip may have {LARGEST_MEMBER:,} bytes. Import this one by itself.")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()


class _Directory(io.BufferedReader):
    """The zip's own file; its list of members is read at once, so that it may not be too long."""

    def read(self, size: int | None = -1) -> bytes:
        bounded = size is not None and 0 <= size <= LARGEST_DIRECTORY
        data = super().read(size if bounded else LARGEST_DIRECTORY + 1)
        if len(data) > LARGEST_DIRECTORY:
            raise Unreadable("The zip lists too many files. Import it in parts.")
        return data


def _opened(directory: "_Directory") -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(directory)
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable("The zip is damaged. Make it anew and try again.") from error


def _open(packed: zipfile.ZipFile, budget: _Budget, member: zipfile.ZipInfo) -> io.BufferedReader:
    # Others unpack a block at a time without a limit, or ask for a dictionary of up to 4 GB.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("It is packed by an unusual method. Pack it with the usual one (Deflate).")
    return io.BufferedReader(_Member(packed.open(member), member, budget))


def _brat(open_text: Opener, open_ann: Opener, name: str) -> Iterator[Read]:
    with open_text() as text, open_ann() as ann:
        raws = [file.read(4 * LARGEST_ARTICLE + 1) for file in (text, ann)]
    if max(map(len, raws)) > 4 * LARGEST_ARTICLE:
        raise Unreadable(f"An article may have {LARGEST_ARTICLE:,} bytes, and its .ann four times that.")
    yield from read_brat(*raws, name=name)


def _partners(members: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """The text's name to its .ann's: beside it, or in PolNeAR's folders (text/NAME.txt, attributions/NAME_EDITOR.ann).
    Of several annotators the first by name counts."""
    found: dict[str, str] = {}
    for name in sorted(name for name in members if name.endswith(".ann")):
        path = PurePosixPath(name)
        beside = str(path.with_suffix(".txt"))
        apart = str(path.parent.parent / "text" / f"{path.stem.rpartition('_')[0]}.txt")
        for text in (beside, apart):
            if text in members and text not in found:
                found[text] = name
                break
    return found


def _is_litter(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or member.filename.startswith(LITTER[0]) or member.filename.endswith(LITTER[1:])


def _sentence(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "It has a password. Pack it without one."
    return "It is damaged in the zip. Pack it anew."
