"""An article's text, cut into pieces with the same highlighting. Pure: spans in, segments out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotate.models import Claim


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that is in the same claims from start to end.

    `claim` is the innermost claim, whose look the piece gets; `within` are the ids of all; `opens` are the ids of the
    claims that begin here; `part` is "source" or "cue" in those parts of the active claim, or else "".
    """

    text: str
    claim: Claim | None = None
    within: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class HighlightedParagraph:
    """One line of the text. `start` is its first code point."""

    start: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The code point after the last one of the line."""
        return self.start + sum(len(segment.text) for segment in self.segments)


def cut_paragraphs(text: str, claims: Sequence[Claim], active: int | None = None) -> list[HighlightedParagraph]:
    """Return the lines of a text that are not blank, each cut into segments. Claims may be nested and overlap.

    active: the id of the claim whose source and cue become segments.
    """
    lines = [HighlightedParagraph(0)]
    for start, segment in _segments(text, claims, active):
        if segment.text == "\n":
            lines.append(HighlightedParagraph(start + 1))
        else:
            lines[-1].segments.append(segment)
    return [line for line in lines if any(segment.text.strip() for segment in line.segments)]


def _segments(text: str, claims: Sequence[Claim], active: int | None) -> Iterator[tuple[int, Segment]]:
    changes = _changes(claims, active)
    line_ends = [match.start() for match in re.finditer("\n", text)]
    cuts = sorted({0, len(text), *changes, *line_ends, *(end + 1 for end in line_ends)})
    inside: dict[int, Claim] = {}
    opened: set[int] = set()
    part = ""
    for start, end in pairwise(cuts):
        for kind, claim, begins in changes.get(start, ()):
            if kind:
                part = kind if begins else ""
            elif begins:
                inside[claim.pk] = claim
            else:
                inside.pop(claim.pk, None)
        opens = inside.keys() - opened
        opened |= opens
        innermost = min(inside.values(), key=_size, default=None)
        yield start, Segment(text[start:end], innermost, tuple(sorted(inside)), tuple(sorted(opens)), part)


def _changes(claims: Iterable[Claim], active: int | None) -> dict[int, list[tuple[str, Claim, bool]]]:
    """Return what ends and begins at each place, ends first: claims (as ""), and the active claim's source and cue."""
    changes = defaultdict(list)
    for claim in claims:
        parts = [("", claim.spans)]
        if claim.pk == active:
            parts += [("source", claim.source), ("cue", claim.cue)]
        for kind, spans in parts:
            for start, end in spans:
                changes[start].append((kind, claim, True))
                changes[end].insert(0, (kind, claim, False))
    return changes


def _size(claim: Claim) -> tuple[int, int]:
    return claim.end - claim.start, claim.pk
