"""Which ties between denials and charges are right."""

from dataclasses import replace

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import AnnotatedArticle
from annotate.evaluation.json_report import report_as_json
from annotate.evaluation.judging import judge_article
from annotate.evaluation.kinds_row import KindsRow
from annotate.evaluation.report import build_report
from annotate.evaluation.text_report import report_as_text
from annotate.evaluation.tie_counts import TieCounts, count_ties

TEXT = """Doe says that Roe stole the bridge money.
Poe adds that Roe took money meant for a bridge.
Roe denies that he stole it.
Loe says that taxes are high.
"""


def spans_of(words):
    start = TEXT.index(words)
    return ((start, start + len(words)),)


CHARGE = KindsRow(
    "one", "E1", spans_of("Roe stole the bridge money"), (), "allegation", "Doe", "none", targets=("Roe",)
)
AGAIN = replace(CHARGE, id="E2", content=spans_of("Roe took money meant for a bridge"), actor="Poe")
DENIED = KindsRow("one", "E3", spans_of("he stole it"), (), "denial", "Roe", "none", answers="E1", targets=("Roe",))
TAXES = KindsRow("one", "E4", spans_of("taxes are high"), (), "allegation", "Loe", "none")
ROWS = (CHARGE, AGAIN, DENIED, TAXES)


def find_rows(answers, rows=ROWS):
    """Find each row with its kind, and the third tied to the claim of that index."""
    found = [Attribution(row.content, (), (), row.kind, 0.9) for row in rows]
    found[2] = replace(found[2], answers=answers)
    return found


def count(answers, rows=ROWS) -> TieCounts:
    return count_ties(judge_article("one", TEXT, rows, find_rows(answers)))


def test_a_tie_to_the_marked_row_is_right():
    assert count(0) == TieCounts(answering=1, charge_shown=1, same_row=1, right=1, ties=1, right_ties=1)


def test_a_tie_to_another_statement_of_the_charge_is_right():
    assert count(1) == TieCounts(answering=1, charge_shown=1, same_row=0, right=1, ties=1, right_ties=1)


def test_a_row_held_against_the_same_target_states_the_charge_if_it_shares_a_word():
    other = replace(AGAIN, content=spans_of("taxes are high"))
    for again, right in ((other, 0), (replace(other, cue=spans_of("bridge")), 1)):
        rows = (CHARGE, again, DENIED)
        assert count_ties(judge_article("one", TEXT, rows, find_rows(1, rows))).right == right


def test_a_tie_to_a_claim_about_something_else_is_wrong():
    assert count(3) == TieCounts(answering=1, charge_shown=1, ties=1)


def test_a_denial_without_a_tie_is_not_tied():
    assert count(None) == TieCounts(answering=1, charge_shown=1)


def test_a_tie_of_a_denial_that_answers_nothing_is_wrong():
    rows = (CHARGE, AGAIN, replace(DENIED, answers=None), TAXES)
    assert count(0, rows) == TieCounts(ties=1)


def test_a_charge_that_is_not_found_is_not_shown():
    found = find_rows(None)[2:3]
    assert count_ties(judge_article("one", TEXT, ROWS, found)) == TieCounts(answering=1)


def test_ties_of_optional_rows_are_left_out():
    rows = (CHARGE, AGAIN, replace(DENIED, optional=True), TAXES)
    assert count(0, rows) == TieCounts()


def test_denied_words_that_match_the_charge_answer_another_statement_of_it():
    # “Roe denies claims that he stole it”: only the claim is shown, as a denial.
    denies = replace(DENIED, content=spans_of("Roe denies"), answers="E4")
    claim = replace(CHARGE, id="E4", content=spans_of("he stole it"), actor=None)
    found = [Attribution(CHARGE.content, (), (), "allegation", 0.9), Attribution(claim.content, (), (), "denial", 0.9)]
    found[1] = replace(found[1], answers=0)
    other = replace(claim, content=spans_of("taxes are high"))
    assert count_ties(judge_article("one", TEXT, (CHARGE, denies, claim), found)) == TieCounts(ties=1, right_ties=1)
    assert count_ties(judge_article("one", TEXT, (CHARGE, denies, other), found)) == TieCounts(ties=1)


def test_ties_are_reported_as_text_and_json():
    report = build_report([AnnotatedArticle("one", TEXT, (), ())], lambda document: find_rows(1), {"one": list(ROWS)})
    assert report_as_json(report)["kinds"]["ties"] == {
        "tied": {"part": 1, "of": 1, "share": 1.0},
        "tied_if_charge_shown": {"part": 1, "of": 1, "share": 1.0},
        "tied_to_marked_row": {"part": 0, "of": 1, "share": 0.0},
        "right_of_shown": {"part": 1, "of": 1, "share": 1.0},
    }
    assert "shown ties that are right        100.0%  1 of 1" in report_as_text(report)
