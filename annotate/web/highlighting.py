"""An article's text cut into the pieces that are highlighted alike. Pure: spans in, segments out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotate.models import Claim


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that lies in the same claims, sources and cues throughout.

    `claim` is the innermost claim, whose look the run gets; `opens` are the claims whose first run this is.
    """

    text: str
    claim: Claim | None = None
    within: tuple[int, ...] = ()
    source_of: tuple[int, ...] = ()
    cue_of: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text; `start` is its first code point."""

    start: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.start + sum(len(segment.text) for segment in self.segments)


def paragraphs(text: str, claims: Sequence[Claim]) -> list[Paragraph]:
    """The text as lines, blank ones left out, each cut into segments. Nested and overlapping claims are allowed."""
    found = [Paragraph(0)]
    for start, segment in _segments(text, claims):
        if segment.text == "\n":
            found.append(Paragraph(start + 1))
        else:
            found[-1].segments.append(segment)
    return [paragraph for paragraph in found if any(segment.text.strip() for segment in paragraph.segments)]


def _segments(text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, Segment]]:
    changes = _changes(claims)
    line_ends = [match.start() for match in re.finditer("\n", text)]
    cuts = sorted({0, len(text), *changes, *line_ends, *(end + 1 for end in line_ends)})
    inside: dict[str, dict[int, Claim]] = {"content": {}, "source": {}, "cue": {}}
    opened: set[int] = set()
    for start, end in pairwise(cuts):
        for part, claim, begins in changes[start]:
            if begins:
                inside[part][claim.pk] = claim
            else:
                inside[part].pop(claim.pk, None)
        opens = inside["content"].keys() - opened
        opened |= opens
        innermost = min(inside["content"].values(), key=_size, default=None)
        ids = [tuple(sorted(each)) for each in (*inside.values(), opens)]
        yield start, Segment(text[start:end], innermost, *ids)


def _changes(claims: Iterable[Claim]) -> dict[int, list[tuple[str, Claim, bool]]]:
    """By position: the parts of claims that end and begin there, ends first."""
    changes = defaultdict(list)
    for claim in claims:
        for part, spans in (("content", claim.spans), ("source", claim.source), ("cue", claim.cue)):
            for start, end in spans:
                changes[start].append((part, claim, True))
                changes[end].insert(0, (part, claim, False))
    return changes


def _size(claim: Claim) -> tuple[int, int]:
    return claim.end - claim.start, claim.pk
