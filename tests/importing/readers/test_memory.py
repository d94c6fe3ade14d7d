"""Read each hostile file in its own process and measure the peak of its memory."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.importing.readers.file_builders import read, zipped

MOST_MEGABYTES = 300  # of a worker's memory
ROOT = Path(__file__).parents[3]
SCRIPT = """
import io, re, sys
from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import ReadArticle

class Repeated(io.RawIOBase):
    "Bytes that are never all in memory: a head, a repeated piece, and a tail."
    def __init__(self, head, piece, times, tail):
        self.pieces = iter([head, *(memoryview(piece) for _ in range(times)), tail])
        self.piece = b""
    def readable(self):
        return True
    def readinto(self, buffer):
        while not self.piece:
            self.piece = next(self.pieces, None)
            if self.piece is None:
                self.piece = b""
                return 0
        size = min(len(buffer), len(self.piece))
        buffer[:size], self.piece = self.piece[:size], self.piece[size:]
        return size

name, head, piece, times, tail = eval(sys.argv[1])
def opener():
    return io.BufferedReader(Repeated(head, piece, times, tail), 1 << 20) if head else open(name, "rb")
articles = problems = 0
for read in read_file(name, opener):
    articles, problems = articles + isinstance(read, ReadArticle), problems + (not isinstance(read, ReadArticle))
# getrusage would return the parent's peak if that is higher.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
print(articles, problems, int(peak[1]) >> 10)
"""
MEGABYTE = 1 << 20
FILES = {
    "a line of a gigabyte": ("a.csv", b"title,text\nT,One.\nT,", b"x" * MEGABYTE, 1 << 10, b"\nT,Two.\n", 2, 1),
    "100,000 rows": ("a.csv", b"title,text\n", b"T," + b"Words of it. " * 80 + b"\n", 100_000, b"", 100_000, 0),
    "an item of a gigabyte": ("a.json", b'[{"text": "One."}, {"text": "', b"x" * MEGABYTE, 1 << 10, b'"}]', 1, 1),
    "brackets without end": ("a.jsonl", b'{"text": "One."}\n', b"[" * MEGABYTE, 20, b"\n", 1, 1),
    "a row of small objects": ("a.jsonl", b'{"text": "One.", "a": [', b"{},{},{}," * 1000, 400, b"0]}", 1, 0),
    "a row of nothing but emoji": ("a.csv", b"text\nOne.\n", "😀".encode() * 1000, 20_000, b"\n", 1, 1),
    "a text of a gigabyte": ("a.txt", b"x", b"x" * MEGABYTE, 1 << 10, b"", 0, 1),
    "a page of a gigabyte": ("a.html", b"<p>", b"x" * MEGABYTE, 1 << 10, b"", 0, 1),
}


def measure(name: str, head: bytes, piece: bytes, times: int, tail: bytes) -> tuple[int, int, int]:
    """Return the numbers of articles and problems, and megabytes of memory."""
    command = [sys.executable, "-c", SCRIPT, repr((name, head, piece, times, tail))]
    if len(command[-1]) > 100_000:
        command[-1] = f"({name!r}, {head!r}, {piece[:1]!r} * {len(piece)}, {times}, {tail!r})"
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(map(int, printed.split()))


@pytest.mark.parametrize("what", FILES)
def test_hostile_files_stay_within_a_workers_memory(what):
    *file, articles, problems = FILES[what]
    found = measure(*file)
    assert found[:2] == (articles, problems)
    assert found[2] < MOST_MEGABYTES


def test_a_zip_bomb_stays_within_a_workers_memory(tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("bomb.csv", "w") as file:
        file.write(b"title,text\nT,")
        for _ in range(300):
            file.write(b"x" * MEGABYTE)
    articles, problems, megabytes = measure(str(bomb), b"", b"", 0, b"")
    assert (articles, problems) == (0, 1)
    assert megabytes < MOST_MEGABYTES


def test_many_files_in_a_zip_stay_within_a_workers_memory(tmp_path):
    many = tmp_path / "many.zip"
    many.write_bytes(zipped({f"folder/article-{number:07}.txt": f"Article {number}." for number in range(20_000)}))
    articles, _, megabytes = measure(str(many), b"", b"", 0, b"")
    assert articles == 20_000
    assert megabytes < MOST_MEGABYTES / 4


def test_an_ordinary_file_is_read():
    assert len(read("a.csv", "title,text\nT,One.\n")[0]) == 1
