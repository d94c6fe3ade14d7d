"""Every reader turns any damaged file into articles with sound spans, or into problems; detection reads any result.

The environment variable GENERATED sets the number of files (default: 300; before a release: 10,000).
"""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.file_formats import BY_ENDING
from annotate.importing.readers.reader_choice import read_file, read_glimpse
from annotate.importing.readers.reader_types import ReadArticle
from annotate.importing.readers.sandbox import Sandbox
from tests.faults.soundness import assert_sound_claims, assert_sound_read

GENERATED = int(os.environ.get("GENERATED", "300"))
FILES = Path(__file__).parent.parent / "importing" / "files"


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("brat.txt", "brat.ann", "bridge.html", "doccano.jsonl"):
            archive.write(FILES / name, name)
    return made.getvalue()


TABLE = 'title,text,published,kind\r\nA,“It leaked”, said Roe.,2026-03-01,quote\r\n"B","It, too,\r\nleaked.",x,\r\n'
SAMPLES = [(file.name, file.read_bytes()) for file in sorted(FILES.iterdir()) if file.suffix in BY_ENDING]
SAMPLES += [
    ("a.zip", zipped()),
    ("a.csv", TABLE.encode()),
    ("b.csv", TABLE.encode("utf-16")),
    ("c.tsv", b"text\tb\n1\t2\n"),
]
ODD = st.one_of(
    st.binary(min_size=1, max_size=8),
    st.sampled_from(
        [
            b"\x00",
            b"\xff\xfe",
            b"\xfe\xff",
            b"\xef\xbb\xbf",
            b"\xf0\x9f\x98\x80",
            b"e\xcc\x81",
            b"\r",
            b'"',
            b",",
            b"{",
            b"]",
        ]
    ),
    st.sampled_from(
        [b"\xed\xa0\x80", b"\\ud83d", b"NaN", b"1e999", b"-1", b"99999999999999999999", b"T1\tSource 5 2", b"&#0;"]
    ),
)
DAMAGE = st.lists(st.tuples(st.sampled_from(["put", "over", "cut", "end", "twice"]), st.floats(0, 1), ODD), max_size=6)


def damaged(raw: bytes, damage: list[tuple[str, float, bytes]]) -> bytes:
    for how, where, odd in damage:
        at = int(where * len(raw))
        raw = {
            "put": raw[:at] + odd + raw[at:],
            "over": raw[:at] + odd + raw[at + len(odd) :],
            "cut": raw[:at] + raw[at + 20 * len(odd) :],
            "end": raw[:at],
            "twice": raw[:at] + raw[at // 2 : at // 2 + 200] + raw[at:],
        }[how]
    return raw


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as serving:
        yield serving


@settings(max_examples=GENERATED, deadline=None, suppress_health_check=list(HealthCheck), derandomize=GENERATED <= 300)
@given(sample=st.sampled_from(SAMPLES), other_name=st.sampled_from(["", "", "", *BY_ENDING]), damage=DAMAGE)
def test_every_damaged_file_gives_sound_articles_or_a_problem(sandbox, sample, other_name, damage):
    name, raw = sample
    name, raw = (f"a{other_name}" if other_name else name), damaged(raw, damage)
    try:
        read_glimpse(name, lambda: io.BytesIO(raw))
    except Unreadable as error:
        assert str(error)
    for read in read_file(name, lambda: io.BytesIO(raw), sandbox=sandbox):
        assert_sound_read(read)
        if isinstance(read, ReadArticle):
            assert_sound_claims(read.text[:3000])
