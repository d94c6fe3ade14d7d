"""Transcripts: which lines start with a speaker's label, and which lines are only questions."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annotate.detection.attribution import Attribution
from annotate.detection.rule import Rule
from annotate.text.spans import Span

_QUESTIONS = frozenset(("Q", "QUESTION", "INTERVIEWER", "REPORTER", "MODERATOR", "HOST", "PRESENTER"))
_ANSWERS = frozenset(("A", "ANSWER"))
_LABEL = re.compile(r"(?P<label>Q|A|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})\s?:\s+(?=\S)")


def find_transcript(text: str, paragraphs: Sequence[Span]) -> dict[int, Attribution]:
    """Return the labelled lines of a transcript by the number of their paragraph.

    At least two lines must be labelled Q and A, or one of an interviewer and one of somebody else, or two neighbouring
    lines with different names. A question has the rule QUESTION.
    """
    lines = {at: match for at, span in enumerate(paragraphs) if (match := _LABEL.match(text, *span))}
    labels = {at: match["label"] for at, match in lines.items()}
    spoken = _speaking_lines(labels, lines, text, paragraphs)
    return {at: _attribute(lines[at], paragraphs[at]) for at in spoken}


def _speaking_lines(
    labels: dict[int, str], lines: dict[int, re.Match[str]], text: str, paragraphs: Sequence[Span]
) -> list[int]:
    questions = [at for at, label in labels.items() if label.upper() in _QUESTIONS]
    answers = [at for at, label in labels.items() if label.upper() in _ANSWERS]
    if answers and questions:
        return sorted(questions + answers)
    prose = [at for at in labels if _is_prose(text[lines[at].end() : paragraphs[at][1]])]
    counts = Counter(labels[at] for at in prose)
    alternate = any(second == first + 1 and labels[first] != labels[second] for first, second in pairwise(prose))
    if not alternate and not (questions and len(counts) > 1):
        return []
    return [at for at in prose if counts[labels[at]] > 1 or len(labels[at].split()) > 1 or at in questions]


def _is_prose(words: str) -> bool:
    """Whether a line says something, as an entry of a list or a table does not."""
    return words.rstrip("\"'”’)")[-1:] in (".", "!", "?", "…")


def _attribute(match: re.Match[str], paragraph: Span) -> Attribution:
    label = match["label"].upper()
    source = () if label in _ANSWERS | _QUESTIONS else (match.span("label"),)
    colon = match.end("label") + len(match[0][match.end("label") - match.start() :].split(":")[0])
    rule = Rule.QUESTION if label in _QUESTIONS else Rule.TRANSCRIPT
    return Attribution(((match.end(), paragraph[1]),), source, ((colon, colon + 1),), rule=rule)
