"""Read brat standoff (https://brat.nlplab.org/standoff.html): a text and its .ann."""

import re
from collections.abc import Callable, Iterator

from annotate.importing.decoding import decode
from annotate.importing.readers.reader_types import Read
from annotate.importing.readers.tool_marks import KIND_LABELS, ToolAnnotations, ToolMark, build_marked_article
from annotate.vocabulary import WIKIDATA_ID

_BEGINS = re.compile(r"\n(?=(?:[A-Z]\d+|#\d*|\*)\t)")
_MARK = re.compile(r"(T\S+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"(E\S+)\t(\S+:[TE]\S+(?: \S+:[TE]\S+)*) *")
_RELATION = re.compile(r"R\S+\t(\S+) \S+:([TE]\S+) \S+:([TE]\S+)\s*")
_TIES = ("answers", "repeats")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) ([TER]\S+)(?: (.*))?")
_REFERENCE = re.compile(r"N\S+\t\S+ ([TE]\S+) (\S+)\t(.*)")
_WIKIDATA = re.compile(rf"Wikidata:({WIKIDATA_ID.pattern})")
_NOTE = re.compile(r"#\S*\t\S+ ([TER]\S+)\t(.*)")


def read_brat(text: bytes, ann: bytes, *, name: str = "") -> Iterator[Read]:
    """Return the article with its claims, then a problem for everything left out of the .ann. Raise Unreadable.

    An event or relations join Source, Cue and Content marks into one claim; an unconnected Content is a claim as well.
    The kind is the content's label (Denial) or an attribute's value, the actor the name in a reference, and the note
    an annotator's note. Relations say what a claim answers and repeats. `name`: the .ann's name, for problems.
    """
    # brat counts a byte order mark, which `decode` would drop.
    words = text.decode("utf-8") if _is_utf_8(text) else decode(text)
    marked = ToolAnnotations()
    for number, line in _lines(decode(ann).replace("\r\n", "\n")):
        if not _READERS.get(line[0], _skip_unknown)(line, marked):
            marked.sentences.append(
                f"Line {number:,} is not a brat annotation (“{line[:60]}”) and was left out. Draw that claim again."
            )
    return iter(build_marked_article(words, marked, name))


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(ann: str) -> Iterator[tuple[int, str]]:
    """Yield annotations with their line numbers. Some tools break an annotation where its words have a line break, so
    an annotation ends only where the next begins."""
    number = 1
    for line in _BEGINS.split(ann):
        if line.strip():
            yield number, line.rstrip()
        number += line.count("\n") + 1


def _skip_unknown(line: str, marked: ToolAnnotations) -> bool:
    return False


def _add_mark(line: str, marked: ToolAnnotations) -> bool:
    if match := _MARK.fullmatch(line):
        spans = ((int(start), int(end)) for start, end in map(str.split, match[3].split(";")))
        marked.marks.append(ToolMark(match[1], match[2], tuple(spans), match[4]))
    return bool(match)


def _add_event(line: str, marked: ToolAnnotations) -> bool:
    if match := _EVENT.fullmatch(line):
        marked.events[match[1]] = tuple(argument.rpartition(":")[2] for argument in match[2].split())
    return bool(match)


def _add_relation(line: str, marked: ToolAnnotations) -> bool:
    if match := _RELATION.fullmatch(line):
        if (tie := match[1].casefold()) in _TIES:
            marked.ties.append((tie, match[2], match[3]))
        else:
            marked.pairs.append((match[2], match[3]))
    return bool(match)


def _add_attribute(line: str, marked: ToolAnnotations) -> bool:
    if match := _ATTRIBUTE.fullmatch(line):
        # "A1 Kind E1 Denial", or a flag: "A1 Denial E1".
        name, kind = match[1].casefold(), KIND_LABELS.get((match[3] or match[1]).strip().casefold())
        if kind:
            marked.facts.setdefault(match[2], {})["suggestion" if name == "suggestion" else "kind"] = kind
        elif name == "dismissed":
            marked.facts.setdefault(match[2], {})["dismissed"] = name
        else:
            marked.left_out[match[1]] += 1
    return bool(match)


def _add_reference(line: str, marked: ToolAnnotations) -> bool:
    if match := _REFERENCE.fullmatch(line):
        wikidata = _WIKIDATA.fullmatch(match[2])
        marked.facts.setdefault(match[1], {}).update(actor=match[3].strip(), wikidata=wikidata[1] if wikidata else "")
    return bool(match)


def _add_note(line: str, marked: ToolAnnotations) -> bool:
    match = _NOTE.fullmatch(line)
    if match:
        marked.facts.setdefault(match[1], {})["note"] = match[2].strip()
    return True  # a note that names no annotation is a tool's comment


def _count_equivalence(line: str, marked: ToolAnnotations) -> bool:
    marked.left_out[line[1:].split(" ")[0].strip() or "*"] += 1
    return True


_READERS: dict[str, Callable[[str, ToolAnnotations], bool]] = {
    "T": _add_mark,
    "E": _add_event,
    "R": _add_relation,
    "A": _add_attribute,
    "M": _add_attribute,
    "N": _add_reference,
    "#": _add_note,
    "*": _count_equivalence,
}
