"""From the marks of another annotating tool to claims: whose count of characters it is, and what belongs together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotate.importing.decoding import NEVER_IN_TEXT
from annotate.importing.readers.alignment import from_other_counts, merged, to_normalised
from annotate.importing.readers.reader_types import (
    LONGEST,
    Problem,
    Read,
    ReadActor,
    ReadClaim,
    ReadSuggestion,
    Spans,
    Unreadable,
    article,
    one_line,
)

SOURCE, CUE, CONTENT = "source", "cue", "content"
PARTS = {"source": SOURCE, "cue": CUE, "content": CONTENT, "claim": CONTENT}
FACTS = ("kind", "suggestion", "dismissed", "actor", "wikidata")
KINDS = {"allegation": "allegation", "denial": "denial", "quote": "quote", "quotation": "quote"}


@dataclass(frozen=True, slots=True)
class ToolMark:
    """What somebody has marked, in one piece or several, which stand in the order in which the tool has them. `words`
    are those that the tool wrote beside it, None if it writes none; they tell how it counted."""

    name: str
    label: str
    spans: Spans
    words: str | None = None

    @property
    def part(self) -> str:
        """source, cue, content or "" for what is no part of an attribution; a label that is a kind is a content."""
        label = self.label.casefold()
        return CONTENT if label in KINDS else PARTS.get(label, "")


@dataclass(slots=True)
class Marked:
    """All that a tool has on one text. `events` tie marks to one attribution each, by name; `pairs` tie two marks;
    `ties` say that one event or mark "answers" or "repeats" another; `facts` are what it has on a mark or an event: a
    "kind", a "suggestion" (a kind too), "dismissed", the "actor" with its "wikidata", a "note"; `left_out` counts what
    is no claim."""

    marks: list[ToolMark] = field(default_factory=list)
    events: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)


def marked_article(text: str, marked: Marked, place: str, **about) -> Iterable[Read]:
    """The article with its claims, and a problem for everything that is left out of them. Raises Unreadable.

    text: as the tool had it. about: the article's title and so on.
    """
    located, astray = locate(text, marked.marks)
    claims, loose = to_claims(replace(marked, marks=located))
    yield article(text, claims=claims, **about)
    for sentence in (*marked.sentences, *astray, *loose):
        yield Problem(place, sentence)


def locate(text: str, marks: Sequence[ToolMark]) -> tuple[list[ToolMark], list[str]]:
    """The marks with their spans in the normalised text, and a sentence for each that cannot be placed.

    Which characters a tool counts is seen from the words that it wrote beside its marks or, where it wrote none, from
    where whole words would be marked; if that leaves a doubt, nothing is placed.
    """
    if not marks:
        return [], []
    counts = [[mark.spans for mark in marks]]
    counts += [[other.spans(mark.spans) for mark in marks] for other in from_other_counts(text)]
    fitting = [[_fits(mark, spans, text) for mark, spans in zip(marks, each, strict=True)] for each in counts]
    best = max(map(sum, fitting))
    contenders = [spans for spans, fits in zip(counts, fitting, strict=True) if sum(fits) == best]
    places = {tuple(each if _within(each, text) else () for each in spans) for spans in contenders}
    if all(mark.words is None for mark in marks) and len(places) > 1:
        return [], [
            "Its marks could not be placed, for the file does not tell how it counts emoji or line ends. "
            "The article came in without claims."
        ]
    return _placed(text, marks, contenders[0])


def _placed(text: str, marks: Sequence[ToolMark], counted: Sequence[Spans]) -> tuple[list[ToolMark], list[str]]:
    normalised = to_normalised(text)
    placed, astray = [], []
    for mark, spans in zip(marks, counted, strict=True):
        if not _within(spans, text) or (mark.words is not None and not _fits(mark, spans, text)):
            astray.append(_astray(mark))
        elif carried := normalised.spans(spans):
            placed.append(replace(mark, spans=carried))
    return placed, astray


def to_claims(marked: Marked) -> tuple[list[ReadClaim], list[str]]:
    """The claims in reading order, and a sentence for each mark that belongs to none."""
    by_name = {mark.name: mark for mark in marked.marks}
    groups = {name: tuple(m for m in members if m in by_name) for name, members in marked.events.items()}
    in_events = {member for members in groups.values() for member in members}
    for mark in marked.marks:
        if mark.part == CONTENT and mark.name not in in_events:
            groups[mark.name] = (mark.name, *_tied(mark.name, by_name, marked.pairs))
    claims = {name: _claim([by_name[m] for m in members], name, marked.facts) for name, members in groups.items()}
    used = {m for name, claim in claims.items() if claim for m in groups[name]}
    loose = [
        mark for mark in marked.marks if mark.name not in used | in_events or (mark.part and mark.name not in used)
    ]
    found = {name: claim for name, claim in claims.items() if claim}
    # In reading order; of claims with the same ends, in the file's.
    order = sorted(found, key=lambda name: (found[name].spans[0][0], found[name].spans[-1][1]))
    return _with_ties(order, found, marked.ties), _loose(loose, marked.left_out)


def _with_ties(
    order: Sequence[str], found: Mapping[str, ReadClaim], ties: Iterable[tuple[str, str, str]]
) -> list[ReadClaim]:
    place = {name: number for number, name in enumerate(order)}
    tied: dict[str, dict[str, int]] = {}
    for tie, one, other in ties:
        if one in place and other in place and one != other:
            tied.setdefault(one, {})[tie] = place[other]
    return [replace(found[name], **tied.get(name, {})) for name in order]


def _claim(marks: Sequence[ToolMark], name: str, facts: Mapping[str, Mapping[str, str]]) -> ReadClaim | None:
    content, source, cue = (
        merged(span for mark in marks if mark.part == part for span in mark.spans) for part in (CONTENT, SOURCE, CUE)
    )
    if not content:
        return None
    known = [facts[each] for each in (name, *(mark.name for mark in marks)) if each in facts]
    told = {fact: next((each[fact] for each in known if each.get(fact)), "") for fact in FACTS}
    labelled = (KINDS.get(mark.label.casefold(), "") for mark in marks)
    kind = told["kind"] or next(filter(None, labelled), "")
    name = one_line(told["actor"], LONGEST["actor"])
    actor = ReadActor(name, wikidata=told["wikidata"]) if name else None
    is_open = bool(told["suggestion"]) and not (kind or told["dismissed"])
    return ReadClaim(
        content,
        source,
        cue,
        kind="" if told["dismissed"] else kind,
        actor=None if is_open else actor,
        note=_note(known),
        dismissed=bool(told["dismissed"]),
        suggestion=ReadSuggestion(told["suggestion"], actor) if is_open else None,
    )


def _note(known: Iterable[Mapping[str, str]]) -> str:
    notes = dict.fromkeys(fact["note"] for fact in known if fact.get("note"))
    return NEVER_IN_TEXT.sub("", "\n".join(notes))


def _tied(content: str, marks: Mapping[str, ToolMark], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The names of a content's sources and cues: tied to it, or to its cue. Not by way of a source, for one source
    may have said several things."""
    near: dict[str, list[str]] = {}
    for one, other in pairs:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: list[str] = []
    waiting = [content]
    while waiting:
        for name in near.get(waiting.pop(), ()):
            if name in marks and marks[name].part in (SOURCE, CUE) and name not in found:
                found.append(name)
                waiting += [name] if marks[name].part == CUE else []
    return found


def _fits(mark: ToolMark, spans: Spans, text: str) -> bool:
    if not _within(spans, text):
        return False
    if mark.words is None:
        return all(_stands_alone(text, start, end) for start, end in spans)
    # Tools fold line ends, and join the pieces of a mark by a space.
    return "".join(mark.words.split()) == "".join("".join(text[start:end].split()) for start, end in spans)


def _within(spans: Spans, text: str) -> bool:
    return bool(spans) and all(0 <= start < end <= len(text) for start, end in spans)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether whole words are marked, without the white space around them."""
    cut = (start > 0 and text[start - 1 : start + 1].isalnum()) or (
        end < len(text) and text[end - 1 : end + 1].isalnum()
    )
    return not (cut or text[start].isspace() or text[end - 1].isspace())


def _astray(mark: ToolMark) -> str:
    start, end = mark.spans[0][0], mark.spans[-1][1]
    said = f", where the file has “{mark.words[:80]}”" if mark.words else ""
    return f"{mark.label} at {start:,} to {end:,} does not fit the text{said}. It was left out; draw that claim again."


def _loose(marks: Iterable[ToolMark], left_out: Counter[str]) -> list[str]:
    parts = Counter(mark.label for mark in marks if mark.part)
    others = Counter(mark.label for mark in marks if not mark.part) + left_out
    sentences = []
    if parts:
        sentences.append(f"Left out, for they are tied to no Content: {_counted(parts)}.")
    if others:
        sentences.append(f"Left out, for they are no claims: {_counted(others)}.")
    return sentences


def _counted(labels: Counter[str]) -> str:
    return ", ".join(f"{number:,} {label}" for label, number in labels.most_common(20))


def offsets(start: object, end: object) -> Spans:
    """A mark's one span, from a file's values. Raises Unreadable if they are no two whole numbers in order."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise Unreadable(f"A mark from {str(start)[:20]} to {str(end)[:20]} is no stretch of a text.")
    return ((start, end),)
