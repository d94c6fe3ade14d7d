import pytest

from annotate.actors.resolution import ResolvedActor
from annotate.detection import Attribution
from annotate.evaluation.actor_counts import count_end_to_end, count_given_sources, same_actor
from annotate.evaluation.judging import NOT_FOUND, NOT_SHOWN, UNMARKED, judge_article
from annotate.evaluation.kind_counts import KindCounts, count_kinds
from annotate.evaluation.kinds_row import KindsRow
from annotate.evaluation.overlap import match_contents, merge_spans
from annotate.text import Document


def row(start, end, kind="allegation", source=(), actor=None, source_is="none", **fields):
    return KindsRow("one", "E1", ((start, end),), source, kind, actor, source_is, **fields)


def claim(start, end, kind="allegation", source=()):
    return Attribution(((start, end),), source, (), kind, 0.9, "")


def count(rows, found, text="") -> KindCounts:
    return count_kinds(judge_article("one", text, rows, found))


def parts_of(share) -> tuple[int, int]:
    return share.part, share.whole


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ((0, 10), (0, 5), True),  # half of the one, all of the other
        ((0, 10), (0, 4), False),  # less than half of the marked one
        ((0, 4), (0, 10), False),  # less than half of the found one
        ((0, 10), (5, 15), True),  # half of either
        ((0, 10), (6, 16), False),
        ((0, 10), (10, 20), False),
    ],
)
def test_contents_match_if_they_share_at_least_half_of_each(gold, found, same):
    assert match_contents([[gold]], [[found]]) == ({0: 0} if same else {})


def test_the_spans_of_a_content_count_together():
    # 20 marked characters, of which 12 are found: 6 in each span.
    assert match_contents([[(0, 10), (20, 30)]], [[(4, 10), (20, 26)]]) == {0: 0}


def test_the_best_overlap_is_matched_first_and_each_content_once():
    assert match_contents([[(0, 10)], [(2, 10)]], [[(2, 10)]]) == {1: 0}
    assert match_contents([[(0, 10)], [(0, 10)]], [[(0, 10)]]) == {0: 0}


def test_overlapping_spans_are_merged_and_touching_ones_are_not():
    assert merge_spans([(5, 9), (0, 6), (9, 12)]) == ((0, 9), (9, 12))


def test_kinds_are_counted_in_a_confusion_matrix_and_in_shares():
    rows = [row(0, 10), row(20, 30, "denial"), row(40, 50, "quote"), row(60, 70, "other"), row(80, 90, "denial")]
    rows.append(row(200, 210))
    found = [claim(0, 10), claim(20, 30, "quote"), claim(40, 50, None), claim(60, 70), claim(100, 110, "denial")]
    counts = count(rows, found)
    assert counts.cells == {
        ("allegation", "allegation"): 1,
        ("denial", "quote"): 1,
        ("quote", NOT_SHOWN): 1,
        ("other", "allegation"): 1,
        ("denial", NOT_FOUND): 1,
        ("allegation", NOT_FOUND): 1,
        (UNMARKED, "denial"): 1,
    }
    assert (counts.found.part, counts.found.whole) == (2, 5)  # allegation and denial, of all but "other"
    assert (counts.are_claims.part, counts.are_claims.whole) == (2, 4)  # of four shown, one is "other", one unmarked
    assert (counts.right_kind.part, counts.right_kind.whole) == (1, 2)
    assert (counts.score("denial").precision.value, counts.score("denial").recall.value) == (0, 0)
    assert (counts.score("allegation").precision.value, counts.score("allegation").recall.value) == (0.5, 0.5)


def test_marked_claims_are_matched_before_rows_that_assert_nothing():
    # The shown claim covers "other" exactly and half of it is the marked claim, which still gets it.
    counts = count([row(0, 10, "other"), row(0, 5)], [claim(0, 10)])
    assert counts.cells == {("allegation", "allegation"): 1, ("other", NOT_FOUND): 1}


def test_a_duplicate_row_is_found_once():
    assert count([row(0, 10), row(0, 10)], [claim(0, 10)]).found.part == 1


def test_kinds_of_several_articles_add_up():
    one = count([row(0, 10)], [claim(0, 10)])
    assert ((one + one).found.part, (one + one).found.whole) == (2, 2)


def test_an_optional_row_counts_neither_shown_nor_missed():
    counts = count([row(0, 10, optional=True), row(20, 30, "denial", optional=True)], [claim(0, 10)])
    assert (counts.cells, counts.optional) == ({}, 2)
    assert (parts_of(counts.found), parts_of(counts.are_claims)) == ((0, 0), (0, 0))


def test_a_claim_inside_an_optional_row_is_not_wrongly_shown():
    optional = row(0, 100, optional=True)
    assert count([optional], [claim(10, 20)]).cells == {}
    assert count([optional], [claim(90, 110)]).cells == {(UNMARKED, "allegation"): 1}


def test_a_second_claim_that_matches_an_optional_row_is_not_wrongly_shown():
    counts = count([row(0, 10, optional=True)], [claim(0, 10), claim(0, 12)])
    assert (counts.cells, counts.optional) == ({}, 2)


def test_marked_claims_are_matched_before_optional_ones_and_these_before_the_rest():
    # The shown claim covers the optional row exactly, and half of it is the marked claim.
    required, optional, other = row(0, 5), row(0, 10, optional=True), row(0, 10, "other")
    assert count([optional, required], [claim(0, 10)]).cells == {("allegation", "allegation"): 1}
    assert count([other, optional], [claim(0, 9)]).cells == {("other", NOT_FOUND): 1}


def test_another_right_kind_is_right_and_leaves_the_matrix():
    counts = count([row(0, 10, "denial", alt=("quote",), form="direct")], [claim(0, 10, "quote")])
    assert (counts.cells, counts.other_right_kinds) == ({}, {("denial", "quote"): 1})
    assert [parts_of(share) for share in (counts.found, counts.are_claims, counts.right_kind)] == [(1, 1)] * 3
    assert parts_of(counts.denials) == parts_of(counts.denials_with_plain_cue) == (0, 0)
    assert parts_of(counts.found_of_form("direct")) == (1, 1)
    assert parts_of(counts.score("quote").precision) == (1, 1)


def test_a_kind_that_is_neither_marked_nor_allowed_is_wrong():
    counts = count([row(0, 10, "denial", alt=("quote",))], [claim(0, 10)])
    assert parts_of(counts.right_kind) == (0, 1)
    assert parts_of(counts.denials) == (0, 1)


def test_a_claim_that_need_not_be_shown_is_not_missed_but_counts_where_it_is_shown():
    rows = [row(0, 10, alt=("other",), form="direct")]
    for missing in ([], [claim(0, 10, None)]):
        counts = count(rows, missing)
        assert parts_of(counts.found) == parts_of(counts.found_of_form("direct")) == (0, 0)
    counts = count(rows, [claim(0, 10)])
    assert parts_of(counts.found) == parts_of(counts.found_of_form("direct")) == (1, 1)


def test_a_row_that_asserts_nothing_may_allow_a_kind():
    counts = count([row(0, 10, "other", alt=("allegation",))], [claim(0, 10)])
    assert (parts_of(counts.are_claims), parts_of(counts.found)) == ((1, 1), (0, 0))
    assert parts_of(count([row(0, 10, "other", alt=("allegation",))], [claim(0, 10, "quote")]).are_claims) == (0, 1)


#                 0         1         2         3         4
#                 01234567890123456789012345678901234567890123456789
DENIALS = "Roe denied the theft. Doe said she was at home."


def test_denials_without_a_denying_cue_are_counted_apart():
    rows = [row(11, 20, "denial", cue=((4, 10),)), row(31, 46, "denial", cue=((26, 30),))]
    counts = count(rows, [claim(11, 20, "denial"), claim(31, 46)], DENIALS)
    assert parts_of(counts.denials) == (1, 2)
    assert parts_of(counts.denials_with_plain_cue) == (0, 1)
    assert parts_of(counts.shown_denials) == (1, 1)


def test_found_claims_are_counted_by_form():
    rows = [row(0, 10, form="direct"), row(20, 30, form="direct"), row(40, 50, form="mixed"), row(60, 70)]
    rows.append(row(80, 90, form="direct", optional=True))
    counts = count(rows, [claim(0, 10), claim(40, 50)])
    assert [parts_of(counts.found_of_form(form)) for form in ("direct", "mixed", "indirect")] == [
        (1, 2),
        (1, 1),
        (0, 0),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Émile Zola", "emile  ZOLA"),
        ("U.S.", "us"),
        ("Jane Roe and John Doe", "John Doe, Jane Roe"),
        ("A, B, and C", "C, B and A"),
        ("Roe & Doe", "Doe and Roe"),
        (None, None),
    ],
)
def test_different_spellings_of_an_actor_are_the_same(one, other):
    assert same_actor(one, other)


@pytest.mark.parametrize(("one", "other"), [("Roe", "Jane Roe"), ("Roe", None), (None, "Roe"), ("A and B", "A")])
def test_different_actors_are_not_the_same(one, other):
    assert not same_actor(one, other)


#       0         1         2         3         4         5         6
#       012345678901234567890123456789012345678901234567890123456789012345
TEXT = "Jane Roe said it fell. She said it was old. An aide said it rained."
ROWS = [
    row(14, 21, source=((0, 8),), actor="Jane Roe", source_is="name"),
    row(32, 42, source=((23, 26),), actor="Jane Roe", source_is="pronoun"),
    row(57, 66, source=((44, 51),), actor="Somebody Else", source_is="nominal"),
]


def test_actors_of_given_sources_are_counted_by_the_form_of_the_source():
    counts = count_given_sources(Document(TEXT), ROWS)
    assert {group: counts.right_of_all(group).value for group in ("name", "pronoun", "nominal", "none", "all")} == {
        "name": 1.0,
        "pronoun": 1.0,
        "nominal": 0.0,
        "none": None,
        "all": 2 / 3,
    }


def test_only_actors_with_a_confidence_of_eight_tenths_or_more_are_sure(monkeypatch):
    named = [ResolvedActor("Jane Roe", "person", 0.8, ""), ResolvedActor("John Doe", "person", 0.79, ""), None]
    monkeypatch.setattr("annotate.evaluation.actor_counts.resolve_sources", lambda text, sources: named)
    counts = count_given_sources(Document(TEXT), ROWS)
    assert (counts.right_of_sure.part, counts.right_of_sure.whole) == (1, 1)


def test_an_attribution_that_is_not_found_is_wrong():
    counts = count_end_to_end(Document(TEXT), ROWS, [claim(14, 21, source=((0, 8),)), claim(0, 2)])
    assert (counts.right_of_all("all").part, counts.right_of_all("all").whole) == (1, 3)
    assert counts.right_of_found("all").value == 1


def test_an_attribution_to_nobody_that_is_not_found_is_wrong():
    unnamed = [row(57, 66, source=((44, 51),), actor=None, source_is="nominal")]
    assert count_end_to_end(Document(TEXT), unnamed, []).right_of_all("all").value == 0
    assert count_end_to_end(Document(TEXT), unnamed, [claim(57, 66)]).right_of_all("all").value == 1


def test_each_of_the_right_actors_is_right():
    unnamed = row(57, 66, source=((44, 51),), actor="Somebody Else", source_is="nominal", also=("Roe", None))
    assert count_given_sources(Document(TEXT), [unnamed]).right_of_all("nominal").value == 1


def test_the_actors_of_optional_rows_are_not_counted():
    rows = [*ROWS[:1], row(32, 42, source=((23, 26),), actor="Nobody", source_is="pronoun", optional=True)]
    assert parts_of(count_given_sources(Document(TEXT), rows).right_of_all("all")) == (1, 1)
    assert parts_of(count_end_to_end(Document(TEXT), rows, [claim(14, 21, source=((0, 8),))]).right_of_all("all")) == (
        1,
        1,
    )
