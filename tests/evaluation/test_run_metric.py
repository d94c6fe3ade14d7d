from fractions import Fraction

import pytest

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import BratMark
from annotate.evaluation.compared_words import words_of
from annotate.evaluation.run_metric import LabelRun, RunCounts, compare_runs, label_runs, marks_of
from annotate.text import Document

#       0         1         2         3
#       0123456789012345678901234567890123456789
TEXT = "Roe said it fell, and Doe\nsaid it did not."
# words: Roe0 said1 it2 fell3 ,4 and5 Doe6 / said7 it8 did9 not10 .11


def runs_of(*marks, text=TEXT):
    return label_runs(words_of(Document(text)), [BratMark(part, spans) for part, spans in marks])


def counts_of(gold, found, part="content"):
    return compare_runs({LabelRun(part, *run) for run in gold}, {LabelRun(part, *run) for run in found})[part]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Roe’s car didn't, Doe's.", ["Roe", "’s", "car", "did", "n't", ",", "Doe", "'s", "."]),
        ("U.S. rose 1,000.5 -- well-known…", ["U.S.", "rose", "1,000.5", "--", "well-known", "…"]),
        ("“Été,”\tshe\r\nsaid", ["“", "Été", ",", "”", "she", "said"]),
    ],
)
def test_a_text_is_cut_into_words_numbers_clitics_and_single_marks(text, words):
    assert [text[word.start : word.end] for word in words_of(Document(text))] == words


def test_words_have_the_number_of_their_paragraph_without_blank_lines():
    assert [word.paragraph for word in words_of(Document("a b\n\nc"))] == [0, 0, 1]


def test_a_span_is_the_run_of_the_words_inside_it_with_or_without_spaces_around():
    assert runs_of(("content", ((9, 16),))) == runs_of(("content", ((8, 16),))) == {LabelRun("content", 2, 4)}


def test_a_word_only_partly_inside_the_span_is_not_in_the_run():
    assert runs_of(("content", ((10, 16),))) == {LabelRun("content", 3, 4)}
    assert runs_of(("content", ((9, 15),))) == {LabelRun("content", 2, 3)}


def test_each_fragment_is_a_separate_run():
    assert runs_of(("content", ((0, 8), (9, 16)))) == {LabelRun("content", 0, 2), LabelRun("content", 2, 4)}


def test_a_span_across_a_line_end_is_a_run_in_each_paragraph():
    assert runs_of(("content", ((22, 33),))) == {LabelRun("content", 6, 7), LabelRun("content", 7, 9)}


def test_the_longer_of_nested_spans_wins():
    assert runs_of(("source", ((0, 3),)), ("cue", ((4, 8),)), ("content", ((0, 16),))) == {LabelRun("content", 0, 4)}


def test_only_the_overlapping_fragment_of_a_shorter_span_is_dropped():
    outer, inner = ("content", ((0, 16),)), ("source", ((0, 3), (22, 25)))
    assert runs_of(inner, outer) == {LabelRun("content", 0, 4), LabelRun("source", 6, 7)}


def test_the_order_of_the_marks_does_not_matter():
    one, other = ("content", ((0, 8),)), ("source", ((4, 11),))  # 8 characters against 7
    assert runs_of(one, other) == runs_of(other, one) == {LabelRun("content", 0, 2)}


def test_a_span_without_a_word_is_not_a_run():
    assert runs_of(("content", ((3, 4),))) == set()


def test_a_detected_attribution_becomes_a_mark_for_each_of_its_parts():
    attribution = Attribution(((9, 16),), (), ((4, 8),), None, 0.5, "")
    assert marks_of([attribution]) == [BratMark("cue", ((4, 8),)), BratMark("content", ((9, 16),))]


def test_exact_needs_both_ends_and_begin_the_first_word():
    # Marked 0-4 and 6-9. Found 0-4 (exact), 6-8 (begins alike), 10-12 (wrong): exact 1, begin 2 of 3 and of 2.
    one = counts_of([(0, 4), (6, 9)], [(0, 4), (6, 8), (10, 12)])
    assert (one.exact.precision.value, one.exact.recall.value) == (1 / 3, 1 / 2)
    assert one.exact.f1 == pytest.approx(2 * 1 / (3 + 2))
    assert (one.begin.precision.value, one.begin.recall.value) == (2 / 3, 1.0)
    assert one.begin.f1 == pytest.approx(2 * 2 / (3 + 2))


def test_overlap_is_the_best_share_of_common_words():
    # Marked 0-4, 6-9, 20-22. Found 0-4: 1. 6-8: 2 of 3 words. 10-12: nothing. So 5/3 of three marked, 5/3 of three
    # found; Jaccard 5/3 of three marked and the one found that overlaps none.
    one = counts_of([(0, 4), (6, 9), (20, 22)], [(0, 4), (6, 8), (10, 12)])
    assert one.overlap_of_gold == one.overlap_of_found == Fraction(5, 3)
    assert one.overlap.recall.value == one.overlap.precision.value == pytest.approx(5 / 9)
    assert one.jaccard.value == pytest.approx((5 / 3) / 4)


def test_a_run_across_two_marked_ones_counts_for_each():
    # Marked 0-2 and 4-8, found 0-8: 2/8 and 4/8 for the marked ones, the better 4/8 for the found one.
    one = counts_of([(0, 2), (4, 8)], [(0, 8)])
    assert (one.overlap_of_gold, one.overlap_of_found, one.unmatched) == (Fraction(3, 4), Fraction(1, 2), 0)
    assert one.jaccard.value == 3 / 8


def test_parts_are_never_matched_with_each_other():
    compared = compare_runs({LabelRun("source", 0, 2)}, {LabelRun("cue", 0, 2)})
    assert compared["source"] == RunCounts(gold=1)
    assert compared["cue"] == RunCounts(found=1, unmatched=1)


def test_counts_of_several_articles_add_up():
    one, other = counts_of([(0, 4)], [(0, 4)]), counts_of([(0, 4), (5, 6)], [(0, 3)])
    both = one + other
    assert (both.gold, both.found, both.exact_runs, both.same_begin) == (3, 2, 1, 2)
    assert both.overlap_of_gold == Fraction(7, 4)


def test_nothing_marked_and_nothing_found_has_no_score():
    assert counts_of([], []).exact.f1 is None


def test_finding_nothing_that_is_marked_scores_zero():
    one = counts_of([(0, 4)], [])
    assert (one.exact.precision.value, one.exact.recall.value, one.exact.f1) == (None, 0, 0)
