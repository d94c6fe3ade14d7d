"""The second look at each run, and how sure a whole attribution is."""

import pytest

from annotate.detection.model.certainty import SIGNS, certainty, signs
from annotate.detection.model.chains import Run
from annotate.detection.model.labels import PARTS
from annotate.detection.model.tying import Labelled, Tied
from annotate.detection.model.weighing import TRAITS, Candidates, traits, weighed
from annotate.detection.model.witnesses import Witnesses
from annotate.detection.model.words import lines_of_words

WRITTEN = "“ It is safe , ” Ms Roe said .".split()
CONTENT, CUE, SOURCE = Run("content", 0, 6, 0.8), Run("cue", 8, 9, 0.9), Run("source", 6, 8, 0.7)
RUNS = [CONTENT, CUE, SOURCE, Run("content", 1, 6, 0.1)]
AS_THEY_ARE = {part: [0.0, 1.0] + [0.0] * (TRAITS - 1) for part in PARTS}


def weights_of(trait: int, weight: float = 1.0) -> dict[str, list[float]]:
    of_part = [0.0] * (TRAITS + 1)
    of_part[trait + 1] = weight
    return dict.fromkeys(PARTS, of_part)


def labelled(part: str, probability: float) -> Labelled:
    return Labelled(part, (0, 5), (0, 1), 0, probability)


@pytest.mark.parametrize("run", RUNS)
def test_every_run_has_as_many_traits_as_there_are_weights(run):
    assert len(traits(run, Candidates(WRITTEN, RUNS))) == TRAITS


def test_weight_on_the_probability_alone_changes_nothing():
    mended = weighed(Candidates(WRITTEN, RUNS), AS_THEY_ARE)
    assert [run.probability for run in mended] == pytest.approx([run.probability for run in RUNS])


def test_mending_changes_no_more_than_the_probability():
    mended = weighed(Candidates(WRITTEN, RUNS), weights_of(0, 0.5))
    assert [(run.part, run.first, run.last) for run in mended] == [(run.part, run.first, run.last) for run in RUNS]


def test_a_rival_is_another_run_of_the_same_part_over_the_same_words():
    assert traits(CONTENT, Candidates(WRITTEN, RUNS))[2] == pytest.approx(0.1)
    assert traits(CUE, Candidates(WRITTEN, RUNS))[2] == 0.0


def test_a_stranger_is_a_run_of_another_part_over_the_same_words():
    runs = [CONTENT, Run("cue", 2, 3, 0.4)]
    assert [traits(run, Candidates(WRITTEN, runs))[3] for run in runs] == [0.4, 0.8]


def test_a_cue_counts_for_more_the_nearer_it_stands():
    cues = Run("cue", 6, 7, 0.9), Run("cue", 9, 10, 0.9)
    near, far = (traits(CONTENT, Candidates(WRITTEN, [CONTENT, cue]))[4 + PARTS.index("cue")] for cue in cues)
    assert near == pytest.approx(0.9) and 0 < far < near


def test_what_the_rules_find_too_is_seen():
    witnessed = frozenset({("content", 0, 6)})
    alone, backed = (traits(CONTENT, Candidates(WRITTEN, RUNS, each))[-6:] for each in (frozenset(), witnessed))
    assert [bool(trait) for trait in alone] == [False] * 6
    assert [bool(trait) for trait in backed] == [True, True, True, True, False, True]


@pytest.mark.parametrize("weight", [1e9, -1e9])
def test_no_weight_is_too_heavy(weight):
    for run in weighed(
        Candidates(WRITTEN, [CONTENT, Run("cue", 8, 9, 1.0), Run("source", 6, 8, 0.0)]), weights_of(0, weight)
    ):
        assert 0 <= run.probability <= 1


def test_marks_of_the_rules_become_words_of_the_paragraph():
    text = "Rain fell.\nMs Roe said it was safe."
    first, second = lines_of_words(text)
    marks = Witnesses([("source", (11, 17)), ("cue", (18, 22)), ("content", (23, 34))])
    assert marks.of(first) == frozenset()
    assert marks.of(second) == {("source", 0, 2), ("cue", 2, 3), ("content", 3, 6)}


def test_a_mark_over_two_paragraphs_is_seen_in_both():
    text = "“It is safe.\n“It is old.”"
    marks = Witnesses([("content", (0, len(text))), ("cue", (1, 3))])
    assert [("content", 0, len(words)) in marks.of(words) for words in lines_of_words(text)] == [True, True]


def test_without_content_nothing_is_certain():
    assert certainty(Tied(cues=[labelled("cue", 0.9)]), [9.0] * (SIGNS + 1)) == 0.0


def test_an_attribution_is_as_sure_as_its_least_sure_content():
    weights = [0.0, 1.0] + [0.0] * (SIGNS - 1)
    both = Tied(contents=[labelled("content", 0.9), labelled("content", 0.6)])
    assert certainty(both, weights) == pytest.approx(0.6)


def test_the_signs_tell_a_cue_and_a_source():
    content, cue, source = (labelled(part, 0.5) for part in ("content", "cue", "source"))
    assert signs(Tied([content], [cue], [])) == pytest.approx([0.0, 0.5, 0.0, 1.0, 0.0, 0.0])
    assert signs(Tied([content, content], [], [source])) == pytest.approx([0.0, 0.0, 0.5, 0.0, 1.0, 1.0])


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_certainty_stays_between_nothing_and_one(probability):
    for weight in (1e9, -1e9):
        assert 0 <= certainty(Tied([labelled("content", probability)]), [0.0, *[weight] * SIGNS]) <= 1
