"""A repeated sentence: claims found in one copy are added to the others."""

import tracemalloc

from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model_detector import find_by_model
from annotate.text import Document
from tests.detection.run_factory import make_run

SENTENCE = "It was safe, Roe said."
PARTS = (("content", "It was safe"), ("source", "Roe"), ("cue", "said"))


class Finding:
    """A model that finds a claim in given copies of the sentence, each with a given probability."""

    def __init__(self, text: str, found: dict[int, float], parts=PARTS) -> None:
        self._runs = sorted(
            (self._run(text, copy, *part, p) for copy, p in found.items() for part in parts), key=_start
        )

    def mark(self, document: Document, by_rules) -> list[MarkedRun]:
        return self._runs

    def confidence(self, runs: list[MarkedRun]) -> float:
        return next(run.probability for run in runs if run.part == "content")

    def _run(self, text: str, copy: int, part: str, words: str, probability: float) -> MarkedRun:
        line = text.split("\n")[copy]
        start = sum(len(each) + 1 for each in text.split("\n")[:copy]) + line.index(words)
        first = len(text[:start].split())
        places = (first, first + len(words.split()))
        return make_run(part, (start, start + len(words)), places, line=copy, probability=probability)


def _start(run: MarkedRun) -> int:
    return run.span[0]


def found(text: str, copies: dict[int, float]) -> list[tuple[int, str, float]]:
    """Return line, content and confidence of each attribution."""
    shown = find_by_model(Finding(text, copies), Document(text), [])
    return [(text.count("\n", 0, each.spans[0][0]), text[slice(*each.spans[0])], each.confidence) for each in shown]


def test_a_claim_found_in_one_copy_is_found_in_the_others():
    text = f"{SENTENCE}\nThe river rose.\n{SENTENCE}\n{SENTENCE}"
    assert found(text, {2: 0.9}) == [(0, "It was safe", 0.9), (2, "It was safe", 0.9), (3, "It was safe", 0.9)]


def test_the_copies_have_source_and_cue():
    text = f"{SENTENCE}\n{SENTENCE}"
    shown = find_by_model(Finding(text, {0: 0.9}), Document(text), [])
    assert [[text[slice(*span)] for span in (*each.source, *each.cue)] for each in shown] == [["Roe", "said"]] * 2
    assert shown[1].cue[0][0] - shown[0].cue[0][0] == len(SENTENCE) + 1


def test_copies_get_the_highest_confidence_found():
    text = "\n".join([SENTENCE] * 3)
    assert [certainty for _, _, certainty in found(text, {0: 0.6, 2: 0.8})] == [0.6, 0.8, 0.8]


def test_nothing_is_added_where_something_was_found():
    text = "\n".join([SENTENCE] * 3)
    assert found(text, {0: 0.6, 1: 0.7, 2: 0.8}) == [(line, "It was safe", p) for line, p in enumerate((0.6, 0.7, 0.8))]


def test_another_sentence_gets_nothing():
    text = f"{SENTENCE}\nIt was safe, Roe said, at last."
    assert [line for line, _, _ in found(text, {0: 0.9})] == [0]


def test_a_refrain_costs_no_more_than_its_length():
    text = "\n".join([SENTENCE] * 600)
    model, document = Finding(text, dict.fromkeys(range(600), 0.9)), Document(text)
    tracemalloc.start()
    try:
        assert len(find_by_model(model, document, [])) == 600
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000  # each place for each other one: more than a hundred million
