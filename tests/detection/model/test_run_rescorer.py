"""Rescoring runs, and the confidence of a whole attribution."""

import pytest

from annotate.detection.model.confidence_scale import SIGNS, confidence_of_runs, signs_of
from annotate.detection.model.labels import PARTS
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model.rule_evidence import RuleEvidence
from annotate.detection.model.run_rescorer import TRAITS, Candidates, rescore_runs, run_traits
from annotate.text.corpus_words import cut_corpus_lines
from tests.detection.run_factory import make_candidate, make_run

WRITTEN = "“ It is safe , ” Ms Roe said .".split()
CONTENT, CUE, SOURCE = (
    make_candidate("content", 0, 6, 0.8),
    make_candidate("cue", 8, 9, 0.9),
    make_candidate("source", 6, 8, 0.7),
)
RUNS = [CONTENT, CUE, SOURCE, make_candidate("content", 1, 6, 0.1)]
AS_THEY_ARE = {part: [0.0, 1.0] + [0.0] * (TRAITS - 1) for part in PARTS}


def weights_of(trait: int, weight: float = 1.0) -> dict[str, list[float]]:
    of_part = [0.0] * (TRAITS + 1)
    of_part[trait + 1] = weight
    return dict.fromkeys(PARTS, of_part)


def labelled(part: str, probability: float) -> MarkedRun:
    return make_run(part, (0, 5), (0, 1), probability=probability)


def rescore(runs: list[MarkedRun], weights: dict) -> list[MarkedRun]:
    [found] = rescore_runs([Candidates(WRITTEN, runs)], weights)
    return found


def traits_of(
    run: MarkedRun, runs: list[MarkedRun], by_rules: frozenset = frozenset(), written: list[str] = WRITTEN
) -> list:
    return list(run_traits([Candidates(written, runs, by_rules)])[runs.index(run)])


def test_a_run_has_a_trait_for_each_weight():
    assert run_traits([Candidates(WRITTEN, RUNS), Candidates(WRITTEN, [CUE])]).shape == (len(RUNS) + 1, TRAITS)


def test_a_paragraph_without_candidates_has_no_runs():
    assert list(rescore_runs([Candidates(WRITTEN, []), Candidates(["Rain"], [])], AS_THEY_ARE)) == [[], []]
    assert list(rescore_runs([], AS_THEY_ARE)) == []


def test_weighting_only_the_probability_changes_nothing():
    assert [run.probability for run in rescore(RUNS, AS_THEY_ARE)] == pytest.approx([run.probability for run in RUNS])


def test_rescoring_changes_only_the_probability():
    found = rescore(RUNS, weights_of(0, 0.5))
    assert [(run.part, run.first, run.last) for run in found] == [(run.part, run.first, run.last) for run in RUNS]


def test_other_paragraphs_in_the_batch_change_nothing():
    other = Candidates(
        "Rain fell , he said".split(), [make_candidate("cue", 4, 5, 0.6), make_candidate("content", 0, 2, 0.5)]
    )
    own = Candidates(WRITTEN, RUNS, frozenset({("content", 0, 6)}))
    expected = run_traits([own])
    assert (run_traits([other, own, other])[2:6] == expected).all()
    assert (run_traits([own, other])[:4] == expected).all()


def test_a_rival_is_another_run_of_the_same_part_over_the_same_words():
    assert traits_of(CONTENT, RUNS)[2] == pytest.approx(0.1)
    assert traits_of(CUE, RUNS)[2] == 0.0


def test_a_stranger_is_a_run_of_another_part_over_the_same_words():
    runs = [CONTENT, make_candidate("cue", 2, 3, 0.4)]
    assert [traits_of(run, runs)[3] for run in runs] == [0.4, 0.8]


def test_a_nearer_cue_counts_for_more():
    cues = make_candidate("cue", 6, 7, 0.9), make_candidate("cue", 9, 10, 0.9)
    near, far = (traits_of(CONTENT, [CONTENT, cue])[4 + PARTS.index("cue")] for cue in cues)
    assert near == pytest.approx(0.9) and 0 < far < near


ENDS = {
    "the paragraph begins": 1,
    "the paragraph ends": 2,
    "a mark first": 3,
    "a mark last": 4,
    "a mark before": 5,
    "a mark after": 6,
    "a sentence begins": 7,
    "a pause after": 8,
    "a stop last": 9,
    "a capital": 10,
    "that": 11,
    "that before": 12,
    "a comma after": 13,
    "a comma last": 14,
    "an odd mark inside": 15,
    "a stop inside": 16,
}


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        (0, 6, {"the paragraph begins", "a mark first", "a mark last", "a sentence begins"}),
        (0, 5, {"the paragraph begins", "a mark first", "a sentence begins", "a comma last", "a mark after"}
         | {"an odd mark inside"}),
        (1, 4, {"a mark before", "a comma after", "a pause after"}),
        (6, 8, {"a mark before", "a capital"}),
        (9, 12, {"that", "a comma last"}),
        (10, 11, {"that before", "a comma after", "a pause after"}),
        (12, 18, {"a capital", "a stop last", "a stop inside", "the paragraph ends", "a pause after"}),
        (15, 17, {"a sentence begins", "a capital", "a pause after"}),
    ],
)  # fmt: skip
def test_the_words_at_the_ends_of_a_run_are_traits(first, last, seen):
    words = "“ it is safe , ” Ms Roe said that is , I know . We go .".split()
    of_ends = traits_of(
        make_candidate("content", first, last, 0.5), [make_candidate("content", first, last, 0.5)], written=words
    )[7:24]
    assert {name for name, at in ENDS.items() if of_ends[at]} == seen


def test_agreement_with_the_rules_is_a_trait():
    by_rules = frozenset({("content", 0, 6)})
    without_rules, with_rules = (traits_of(CONTENT, RUNS, spans)[-6:] for spans in (frozenset(), by_rules))
    assert without_rules == [0] * 6
    assert with_rules == [1, 1, 1, 1, 0, 1]


@pytest.mark.parametrize("weight", [1e9, -1e9])
def test_huge_weights_do_not_overflow(weight):
    for run in rescore(
        [CONTENT, make_candidate("cue", 8, 9, 1.0), make_candidate("source", 6, 8, 0.0)], weights_of(0, weight)
    ):
        assert 0 <= run.probability <= 1


def test_spans_found_by_rules_become_words_of_the_paragraph():
    text = "Rain fell.\nMs Roe said it was safe."
    first, second = cut_corpus_lines(text)
    marks = RuleEvidence([("source", (11, 17)), ("cue", (18, 22)), ("content", (23, 34))])
    assert marks.inside(first) == frozenset()
    assert marks.inside(second) == {("source", 0, 2), ("cue", 2, 3), ("content", 3, 6)}


def test_a_span_over_two_paragraphs_counts_in_both():
    text = "“It is safe.\n“It is old.”"
    marks = RuleEvidence([("content", (0, len(text))), ("cue", (1, 3))])
    assert [("content", 0, len(words)) in marks.inside(words) for words in cut_corpus_lines(text)] == [True, True]


def test_an_attribution_without_content_has_no_confidence():
    assert confidence_of_runs([labelled("cue", 0.9)], [9.0] * (SIGNS + 1)) == 0.0


def test_an_attribution_is_as_sure_as_its_least_sure_content():
    weights = [0.0, 1.0] + [0.0] * (SIGNS - 1)
    both = [labelled("content", 0.9), labelled("content", 0.6)]
    assert confidence_of_runs(both, weights) == pytest.approx(0.6)


def test_the_signs_show_whether_there_is_a_cue_and_a_source():
    content, cue, source = (labelled(part, 0.5) for part in ("content", "cue", "source"))
    assert signs_of([content, cue]) == pytest.approx([0.0, 0.5, 0.0, 1.0, 0.0, 0.0])
    assert signs_of([content, content, source]) == pytest.approx([0.0, 0.0, 0.5, 0.0, 1.0, 1.0])


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_confidence_is_between_0_and_1(probability):
    for weight in (1e9, -1e9):
        assert 0 <= confidence_of_runs([labelled("content", probability)], [0.0, *[weight] * SIGNS]) <= 1
