from dataclasses import replace

import pytest

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import AnnotatedArticle, BratMark, GoldAttribution
from annotate.evaluation.comparison_text import compare_as_text
from annotate.evaluation.kinds_row import KindsRow
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


def rows_of(*articles):
    return {
        article.name: [KindsRow(article.name, "E1", ((9, 16),), (), "quote", None, "none", form="direct")]
        for article in articles
    }


def test_kinds_are_counted_by_beat():
    articles = [replace(ARTICLE, name=name) for name in ("bbc2004-sport-a", "bbc2004-sport-b", "abc2006-rural-1")]
    report = build_report(articles, find, rows_of(*articles))
    assert {beat: of.articles for beat, of in report.kinds.beats.items()} == {"abc2006 rural": 1, "bbc2004 sport": 2}
    assert report.kinds.beats["bbc2004 sport"].counts.found.whole == 2
    assert "bbc2004 sport         2" in report_as_text(report)


def test_forms_of_marks_and_breaks_are_scored_on_request():
    article = AnnotatedArticle("one", 'It fell.\n"It fell."', (), ())
    rows = {"one": [KindsRow("one", "E1", ((9, 19),), (), "quote", None, "none", form="direct")]}

    def find_in_double_marks(document):
        text = document.text
        return [Attribution(((9, 19),), (), (), "quote", 0.9, "")] if '"' in text and "\n" in text else []

    assert build_report([article], find_in_double_marks, rows).kinds.mark_forms is None
    forms = build_report([article], find_in_double_marks, rows, marks=True).kinds.mark_forms
    assert {form: counts.found_of_form("direct").part for form, counts in forms.items()} == {
        "as it is": 1,
        "single marks": 0,
        "curly single marks": 0,
        "paragraph breaks lost": 0,
    }


def test_several_folders_are_compared_in_one_table():
    report = build_report([ARTICLE], find, rows_of(ARTICLE), actors=True, marks=True)
    lines = compare_as_text([("beats/dev", report), ("polnear/dev", report)]).splitlines()
    assert lines[0].split() == ["beats/dev", "polnear/dev"]
    assert lines[1].split()[-8:] == ["1", "of", "1", "100.0%"] * 2
    assert len({len(line) for line in lines}) == 1
