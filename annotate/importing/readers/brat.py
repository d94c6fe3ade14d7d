"""Reads brat standoff (https://brat.nlplab.org/standoff.html): a text and its .ann."""

import re
from collections.abc import Callable, Iterator

from annotate.importing.decoding import decode
from annotate.importing.readers.reader_types import Read
from annotate.importing.readers.tool_marks import KINDS, Marked, ToolMark, marked_article

_BEGINS = re.compile(r"\n(?=(?:[A-Z]\d+|#\d*|\*)\t)")
_MARK = re.compile(r"(T\S+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"(E\S+)\t(\S+:[TE]\S+(?: \S+:[TE]\S+)*) *")
_RELATION = re.compile(r"R\S+\t(\S+) \S+:([TE]\S+) \S+:([TE]\S+)\s*")
_TIES = ("answers", "repeats")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) ([TER]\S+)(?: (.*))?")
_REFERENCE = re.compile(r"N\S+\t\S+ ([TE]\S+) (\S+)\t(.*)")
_WIKIDATA = re.compile(r"Wikidata:(Q[1-9]\d{0,18})")
_NOTE = re.compile(r"#\S*\t\S+ ([TER]\S+)\t(.*)")


def read_brat(text: bytes, ann: bytes, *, name: str = "") -> Iterator[Read]:
    """The article with its claims, then a problem for everything in the .ann that is left out. Raises Unreadable.

    Source, Cue and Content marks that an event or relations tie are one claim; a Content that nothing ties is one
    too. A content's kind is its label (Denial) or an attribute's value, its actor the name in a reference, its note
    an annotator's; relations say what it answers and repeats. name: of the .ann, for the problems' places.
    """
    # Unlike `decode`, brat counts a byte order mark.
    words = text.decode("utf-8") if _is_utf_8(text) else decode(text)
    marked = Marked()
    for number, line in _lines(decode(ann).replace("\r\n", "\n")):
        if not _READERS.get(line[0], _unknown)(line, marked):
            marked.sentences.append(f"Line {number:,} is no brat line (“{line[:60]}”). It was left out.")
    return iter(marked_article(words, marked, name))


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(ann: str) -> Iterator[tuple[int, str]]:
    """The lines that mark or tie something, with their numbers. Some tools break one where the words of its mark are
    broken, so that what follows belongs to it."""
    number = 1
    for line in _BEGINS.split(ann):
        if line.strip():
            yield number, line.rstrip()
        number += line.count("\n") + 1


def _unknown(line: str, marked: Marked) -> bool:
    return False


def _mark(line: str, marked: Marked) -> bool:
    if match := _MARK.fullmatch(line):
        spans = ((int(start), int(end)) for start, end in map(str.split, match[3].split(";")))
        marked.marks.append(ToolMark(match[1], match[2], tuple(spans), match[4]))
    return bool(match)


def _event(line: str, marked: Marked) -> bool:
    if match := _EVENT.fullmatch(line):
        marked.events[match[1]] = tuple(each.rpartition(":")[2] for each in match[2].split())
    return bool(match)


def _relation(line: str, marked: Marked) -> bool:
    if match := _RELATION.fullmatch(line):
        if (tie := match[1].casefold()) in _TIES:
            marked.ties.append((tie, match[2], match[3]))
        else:
            marked.pairs.append((match[2], match[3]))
    return bool(match)


def _attribute(line: str, marked: Marked) -> bool:
    if match := _ATTRIBUTE.fullmatch(line):
        # "A1 Kind E1 Denial", or a flag: "A1 Denial E1".
        name, kind = match[1].casefold(), KINDS.get((match[3] or match[1]).strip().casefold())
        if kind:
            marked.facts.setdefault(match[2], {})["suggestion" if name == "suggestion" else "kind"] = kind
        elif name == "dismissed":
            marked.facts.setdefault(match[2], {})["dismissed"] = name
        else:
            marked.left_out[match[1]] += 1
    return bool(match)


def _reference(line: str, marked: Marked) -> bool:
    if match := _REFERENCE.fullmatch(line):
        known = _WIKIDATA.fullmatch(match[2])
        marked.facts.setdefault(match[1], {}).update(actor=match[3].strip(), wikidata=known[1] if known else "")
    return bool(match)


def _note(line: str, marked: Marked) -> bool:
    match = _NOTE.fullmatch(line)
    if match:
        marked.facts.setdefault(match[1], {})["note"] = match[2].strip()
    return True  # Without a name, it is a comment of a tool.


def _equivalence(line: str, marked: Marked) -> bool:
    marked.left_out[line[1:].split(" ")[0].strip() or "*"] += 1
    return True


_READERS: dict[str, Callable[[str, Marked], bool]] = {
    **{"T": _mark, "E": _event, "R": _relation, "A": _attribute, "M": _attribute},
    **{"N": _reference, "#": _note, "*": _equivalence},
}
