"""Checks that must pass for every file and text, however odd."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotate.detection import detect
from annotate.importing.readers.reader_types import Problem, Read, ReadArticle
from annotate.text import Document

# Only formats that our own readers parse; third-party parsers run in a separate process.
FUZZED_ENDINGS = [".txt", ".csv", ".tsv", ".json", ".jsonl", ".zip"]


def assert_sound_read(read: Read) -> None:
    """Assert that a reader returned a storable article with claims inside its text, or a problem with a sentence."""
    if isinstance(read, Problem):
        assert read.sentence and "\n" not in read.sentence
        return
    assert isinstance(read, ReadArticle) and read.text.strip()
    read.text.encode()  # no lone surrogates
    assert "\x00" not in f"{read.text}{read.title}{read.author}{read.outlet}{read.url}"
    for claim in read.claims:
        assert claim.spans
        assert_sound_spans((claim.spans, claim.source, claim.cue), read.text)


def assert_sound_claims(text: str) -> None:
    """Assert that all spans found are inside the text, and that a second detection finds the same."""
    claims = detect(Document(text))
    for claim in claims:
        assert_sound_spans((claim.spans, claim.source, claim.cue), text)
    assert detect(Document(text)) == claims


def assert_sound_spans(parts: Iterable[Sequence[tuple[int, int]]], text: str) -> None:
    for spans in parts:
        assert all(0 <= start < end <= len(text) for start, end in spans), (spans, len(text))
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), spans
