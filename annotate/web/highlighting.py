"""An article's text cut into the pieces that are highlighted alike. Pure: spans in, segments out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotate.models import Claim


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that lies in the same claims throughout.

    `claim` is the innermost claim, whose look the run gets; `opens` are the claims whose first run this is; `part` is
    "source" or "cue" where it belongs to that of the active claim, else "".
    """

    text: str
    claim: Claim | None = None
    within: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class HighlightedParagraph:
    """One line of the text; `start` is its first code point."""

    start: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.start + sum(len(segment.text) for segment in self.segments)


def cut_paragraphs(text: str, claims: Sequence[Claim], active: int | None = None) -> list[HighlightedParagraph]:
    """The text as lines, blank ones left out, each cut into segments. Nested and overlapping claims are allowed.
    `active` is the claim whose source and cue are told apart."""
    found = [HighlightedParagraph(0)]
    for start, segment in _segments(text, claims, active):
        if segment.text == "\n":
            found.append(HighlightedParagraph(start + 1))
        else:
            found[-1].segments.append(segment)
    return [paragraph for paragraph in found if any(segment.text.strip() for segment in paragraph.segments)]


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
    """By position: the claims (as ""), and the active one's source and cue, that end and begin there, ends first."""
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
