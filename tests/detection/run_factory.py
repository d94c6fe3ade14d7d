"""Runs as the model marks them, made by hand."""

from annotate.detection.model.encoding import EncodedParagraph
from annotate.detection.model.marked_run import MarkedRun


def make_run(
    part: str,
    span: tuple[int, int],
    words: tuple[int, int],
    *,
    line: int = 0,
    probability: float = 0.9,
    is_quoted: bool = False,
) -> MarkedRun:
    """Return a run at a span, with its words counted through the text."""
    count = words[1] - words[0]
    starts, ends = [span[0]] * count, [*[span[0]] * (count - 1), span[1]]
    written = ["“" if is_quoted else "word"] * count
    paragraph = EncodedParagraph(line, words[0], list(zip(starts, ends, strict=True)), written, [], [], [])
    return MarkedRun(paragraph, part, 0, count, probability)


def make_candidate(part: str, first: int, last: int, probability: float) -> MarkedRun:
    """Return words [first, last) of some paragraph as a run."""
    return MarkedRun(EncodedParagraph(0, 0, [], [], [], [], []), part, first, last, probability)
