"""Turn another tool's marks into claims: find out how the tool counts characters, and which marks belong together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotate.importing.decoding import FORBIDDEN_CHARACTERS, Unreadable
from annotate.importing.readers.alignment import align_other_counts, align_to_normalised, merge_spans
from annotate.importing.readers.reader_types import (
    LONGEST,
    Problem,
    Read,
    ReadActor,
    ReadClaim,
    ReadSuggestion,
    Spans,
    build_article,
    one_line,
)
from annotate.vocabulary import KINDS

SOURCE, CUE, CONTENT = "source", "cue", "content"
PARTS = {"source": SOURCE, "cue": CUE, "content": CONTENT, "claim": CONTENT}
FACTS = ("kind", "suggestion", "dismissed", "actor", "wikidata")
# The labels of other tools that mean a kind.
KIND_LABELS = {**{kind: kind for kind in KINDS}, "quotation": "quote"}


@dataclass(frozen=True, slots=True)
class ToolMark:
    """A mark of one or more spans, in the tool's order. `words` are the marked words as the tool exported them, which
    shows how it counts characters; None if it exports none."""

    name: str
    label: str
    spans: Spans
    words: str | None = None

    @property
    def part(self) -> str:
        """The part of an attribution (source, cue or content) that the label names, or "". A kind's label means
        content."""
        label = self.label.casefold()
        return CONTENT if label in KIND_LABELS else PARTS.get(label, "")


@dataclass(slots=True)
class ToolAnnotations:
    """Everything that a tool exported about one text. All fields refer to marks and events by name.

    `events` group marks into one attribution each; `pairs` connect two marks; `ties` say that one event or mark
    "answers" or "repeats" another. `facts` about a mark or event are its "kind", "suggestion" (a kind), "dismissed",
    "actor", "wikidata" and "note". `left_out` counts annotations that are not claims, by label.
    """

    marks: list[ToolMark] = field(default_factory=list)
    events: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)


def build_marked_article(text: str, marked: ToolAnnotations, place: str, **details: Any) -> Iterable[Read]:
    """Return the article with its claims, and a problem for everything left out. Raise Unreadable.

    text: as the tool exported it. details: the article's other fields.
    """
    located, misplaced = locate_marks(text, marked.marks)
    claims, loose = group_claims(replace(marked, marks=located))
    yield build_article(text, claims=claims, **details)
    for sentence in (*marked.sentences, *misplaced, *loose):
        yield Problem(place, sentence)


def locate_marks(text: str, marks: Sequence[ToolMark]) -> tuple[list[ToolMark], list[str]]:
    """Return the marks with their spans in the normalised text, and a sentence for each misplaced one.

    The exported words show which characters a tool counts. If it exports none, choose the count by which the marks
    cover whole words; if several do, place no mark.
    """
    if not marks:
        return [], []
    counts = [[mark.spans for mark in marks]]
    counts += [[other.map_spans(mark.spans) for mark in marks] for other in align_other_counts(text)]
    fitting = [[_matches(mark, spans, text) for mark, spans in zip(marks, counted, strict=True)] for counted in counts]
    best = max(map(sum, fitting))
    contenders = [counted for counted, fits in zip(counts, fitting, strict=True) if sum(fits) == best]
    places = {tuple(spans if _is_within(spans, text) else () for spans in counted) for counted in contenders}
    if all(mark.words is None for mark in marks) and len(places) > 1:
        return [], [
            "The article was imported without claims: the file does not show how its tool counts emoji or line ends. "
            "Draw the claims again."
        ]
    return _place(text, marks, contenders[0])


def _place(text: str, marks: Sequence[ToolMark], counted: Sequence[Spans]) -> tuple[list[ToolMark], list[str]]:
    normalised = align_to_normalised(text)
    placed, misplaced = [], []
    for mark, spans in zip(marks, counted, strict=True):
        if not _is_within(spans, text) or (mark.words is not None and not _matches(mark, spans, text)):
            misplaced.append(_explain_misplaced(mark))
        elif mapped := normalised.map_spans(spans):
            placed.append(replace(mark, spans=mapped))
    return placed, misplaced


def group_claims(marked: ToolAnnotations) -> tuple[list[ReadClaim], list[str]]:
    """Return the claims in reading order, and sentences about the marks that belong to no claim."""
    by_name = {mark.name: mark for mark in marked.marks}
    groups = {name: tuple(m for m in members if m in by_name) for name, members in marked.events.items()}
    in_events = {member for members in groups.values() for member in members}
    for mark in marked.marks:
        if mark.part == CONTENT and mark.name not in in_events:
            groups[mark.name] = (mark.name, *_connected(mark.name, by_name, marked.pairs))
    claims = {name: _build_claim([by_name[m] for m in members], name, marked.facts) for name, members in groups.items()}
    used = {m for name, claim in claims.items() if claim for m in groups[name]}
    loose = [
        mark for mark in marked.marks if mark.name not in used | in_events or (mark.part and mark.name not in used)
    ]
    found = {name: claim for name, claim in claims.items() if claim}
    # Claims with the same start and end stay in the file's order.
    order = sorted(found, key=lambda name: (found[name].spans[0][0], found[name].spans[-1][1]))
    return _with_ties(order, found, marked.ties), _explain_loose(loose, marked.left_out)


def _with_ties(
    order: Sequence[str], found: Mapping[str, ReadClaim], ties: Iterable[tuple[str, str, str]]
) -> list[ReadClaim]:
    place = {name: number for number, name in enumerate(order)}
    tied: dict[str, dict[str, Any]] = {}
    for tie, first, second in ties:
        if first in place and second in place and first != second:
            tied.setdefault(first, {})[tie] = place[second]
    return [replace(found[name], **tied.get(name, {})) for name in order]


def _build_claim(marks: Sequence[ToolMark], name: str, facts: Mapping[str, Mapping[str, str]]) -> ReadClaim | None:
    content, source, cue = (
        merge_spans(span for mark in marks if mark.part == part for span in mark.spans)
        for part in (CONTENT, SOURCE, CUE)
    )
    if not content:
        return None
    known = [facts[key] for key in (name, *(mark.name for mark in marks)) if key in facts]
    values = {fact: next((about[fact] for about in known if about.get(fact)), "") for fact in FACTS}
    labelled = (KIND_LABELS.get(mark.label.casefold(), "") for mark in marks)
    kind = values["kind"] or next(filter(None, labelled), "")
    name = one_line(values["actor"], LONGEST["actor"])
    actor = ReadActor(name, wikidata=values["wikidata"]) if name else None
    is_open = bool(values["suggestion"]) and not (kind or values["dismissed"])
    return ReadClaim(
        content,
        source,
        cue,
        kind="" if values["dismissed"] else kind,
        actor=None if is_open else actor,
        note=_note(known),
        dismissed=bool(values["dismissed"]),
        suggestion=ReadSuggestion(values["suggestion"], actor) if is_open else None,
    )


def _note(known: Iterable[Mapping[str, str]]) -> str:
    notes = dict.fromkeys(fact["note"] for fact in known if fact.get("note"))
    return FORBIDDEN_CHARACTERS.sub("", "\n".join(notes))


def _connected(content: str, marks: Mapping[str, ToolMark], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names of the sources and cues connected to a content, directly or through a cue. Do not go through a
    source, because one source may have said several things."""
    near: dict[str, list[str]] = {}
    for first, second in pairs:
        near.setdefault(first, []).append(second)
        near.setdefault(second, []).append(first)
    found: list[str] = []
    waiting = [content]
    while waiting:
        for name in near.get(waiting.pop(), ()):
            if name in marks and marks[name].part in (SOURCE, CUE) and name not in found:
                found.append(name)
                waiting += [name] if marks[name].part == CUE else []
    return found


def _matches(mark: ToolMark, spans: Spans, text: str) -> bool:
    if not _is_within(spans, text):
        return False
    if mark.words is None:
        return all(_covers_words(text, start, end) for start, end in spans)
    # Tools replace line ends by spaces, and join the pieces of a mark with a space.
    return "".join(mark.words.split()) == "".join("".join(text[start:end].split()) for start, end in spans)


def _is_within(spans: Spans, text: str) -> bool:
    return bool(spans) and all(0 <= start < end <= len(text) for start, end in spans)


def _covers_words(text: str, start: int, end: int) -> bool:
    """Return whether a span covers whole words, without white space around them."""
    cut = (start > 0 and text[start - 1 : start + 1].isalnum()) or (
        end < len(text) and text[end - 1 : end + 1].isalnum()
    )
    return not (cut or text[start].isspace() or text[end - 1].isspace())


def _explain_misplaced(mark: ToolMark) -> str:
    start, end = mark.spans[0][0], mark.spans[-1][1]
    words = f" (“{mark.words[:80]}” in the file)" if mark.words else ""
    return f"{mark.label} at {start:,} to {end:,} does not fit the text{words} and was left out. Draw that claim again."


def _explain_loose(marks: Iterable[ToolMark], left_out: Counter[str]) -> list[str]:
    parts = Counter(mark.label for mark in marks if mark.part)
    others = Counter(mark.label for mark in marks if not mark.part) + left_out
    sentences = []
    if parts:
        sentences.append(
            f"Left out, because no Content is connected to them: {_count_labels(parts)}. Draw those claims again."
        )
    if others:
        sentences.append(f"Left out, because they are not claims: {_count_labels(others)}.")
    return sentences


def _count_labels(labels: Counter[str]) -> str:
    return ", ".join(f"{number:,} {label}" for label, number in labels.most_common(20))


def read_span(start: object, end: object) -> Spans:
    """Return a mark's only span. Raise Unreadable if start and end are not whole numbers in order."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise Unreadable(
            f"A mark was left out: its offsets are impossible ({str(start)[:20]} to {str(end)[:20]}). Draw it again."
        )
    return ((start, end),)
