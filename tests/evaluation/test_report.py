import pytest

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import AnnotatedArticle, BratMark, GoldAttribution
from annotate.evaluation.kinds_file import KindsRow
from annotate.evaluation.report import build_report
from annotate.evaluation.text_report import report_as_text

TEXT = "Roe said it fell."
ARTICLE = AnnotatedArticle(
    "one",
    TEXT,
    (BratMark("source", ((0, 3),)), BratMark("cue", ((4, 8),)), BratMark("content", ((9, 16),))),
    (GoldAttribution("E1", ((9, 16),), ((0, 3),), ((4, 8),)),),
)
UNMARKED = AnnotatedArticle("two", TEXT, (), ())


def find(text):
    """Find the right content, without source and cue, and a second one that asserts nothing."""
    return [
        Attribution(((9, 16),), (), (), "allegation", 0.9, ""),
        Attribution(((4, 8),), (), (), None, 0.3, ""),
    ]


def test_the_size_counts_articles_words_and_attributions():
    size = build_report([ARTICLE, UNMARKED], find).size
    assert (size.articles, size.words) == (2, 10)
    assert (size.gold_attributions, size.found_attributions, size.shown_claims) == (1, 4, 2)
    assert size.words_per_second > 0


def test_the_counts_of_parts_are_summed_over_the_articles():
    parts = build_report([ARTICLE, UNMARKED], find).parts
    assert (parts["content"].gold, parts["content"].found, parts["content"].exact_runs) == (1, 4, 1)
    assert (parts["source"].gold, parts["source"].found) == (1, 0)


def test_an_attribution_is_right_if_its_content_is_marked():
    found = build_report([ARTICLE, UNMARKED], find)
    assert [(part.count, part.right) for part in found.calibration_of_all.bins] == [(2, 0), (2, 1)]
    assert [(part.count, part.right) for part in found.calibration_of_shown.bins] == [(2, 1)]
    # (2 · |0 - 0.3| + 2 · |0.5 - 0.9|) / 4 = 0.35
    assert found.calibration_of_all.error == pytest.approx(0.35)


def test_kinds_are_scored_only_in_articles_with_rows():
    row = KindsRow("one", "E1", ((9, 16),), ((0, 3),), "quote", None, "name")
    kinds = build_report([ARTICLE, UNMARKED], find, {"one": [row]}).kinds
    assert (kinds.articles, kinds.actors) == (1, None)
    assert kinds.counts.cells["quote", "allegation"] == 1
    assert kinds.counts.are_claims.whole == 1


def test_the_columns_of_a_table_are_aligned():
    lines = report_as_text(build_report([ARTICLE], find)).splitlines()
    head = next(line for line in lines if line.startswith("part"))
    rows = [line for line in lines if line.startswith(("source", "cue", "content")) and "exact" in line]
    assert {line.index("exact") for line in rows} == {head.index("match")}
    assert {len(line) for line in rows} == {head.index("F1") + len("F1")}


def test_a_detector_that_finds_nothing_can_be_scored():
    text = report_as_text(build_report([ARTICLE], lambda text: [], {"one": []}, actors=True))
    assert "expected calibration error –" in text
