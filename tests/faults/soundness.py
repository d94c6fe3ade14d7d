"""What must hold of whatever is read and found, however odd the file or the text."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotate.detection import detect
from annotate.importing.readers.reader_types import Problem, Read, ReadArticle
from annotate.text import Document

# Of the files whose readers are ours; the others are read in a process of their own.
ENDINGS_MADE_UP = [".txt", ".csv", ".tsv", ".json", ".jsonl", ".zip"]


def assert_sound_read(read: Read) -> None:
    """An article that the database can keep, whose claims lie in it, or a sentence."""
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
    """What is found in the text lies in it, and is found again."""
    found = detect(Document(text))
    for each in found:
        assert_sound_spans((each.spans, each.source, each.cue), text)
    assert detect(Document(text)) == found


def assert_sound_spans(parts: Iterable[Sequence[tuple[int, int]]], text: str) -> None:
    for spans in parts:
        assert all(0 <= start < end <= len(text) for start, end in spans), (spans, len(text))
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), spans
