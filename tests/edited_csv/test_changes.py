"""Comparing an edited CSV with the claims, and applying its changes."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from annotate.actors.merging import merge_actors
from annotate.edited_csv.changes import apply_changes
from annotate.edited_csv.claim_state import DecisionState
from annotate.edited_csv.comparison import compare
from annotate.models import Actor, Alias, Tag
from annotate.tagging.decisions import Decision
from annotate.tagging.undoing import undo
from tests.factories import at_most, make_actor, make_claim, tag


@dataclass
class SampleRow:
    claim_id: int
    version: int = 0
    kind: str | None = ""
    actor: str | None = ""
    status: str | None = ""
    note: str | None = ""
    line: int = 2


@pytest.fixture
def roe(editor):
    return make_actor("Jane Roe", created_by=editor)


def apply_rows(rows, editor):
    return apply_changes(changes=compare(rows).changes, decision_id=uuid4(), editor=editor)


def current_state(claim) -> DecisionState:
    claim.refresh_from_db()
    tag = claim.tag
    return (
        DecisionState(tag.kind, tag.actor.name if tag.actor else "", tag.dismissed, tag.note)
        if tag
        else DecisionState()
    )


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ({"kind": "quote"}, DecisionState("quote")),
        ({"kind": "denial", "actor": "jane ROE", "note": "p. 3"}, DecisionState("denial", "Jane Roe", False, "p. 3")),
        ({"status": "dismissed", "note": "none"}, DecisionState(dismissed=True, note="none")),
    ],
)
def test_a_changed_row_becomes_a_tag_of_the_uploading_editor(claim, roe, other_editor, fields, after):
    assert apply_rows([SampleRow(claim.pk, **fields)], other_editor) == (1, [])
    assert current_state(claim) == after
    assert claim.tag.editor == other_editor


def test_an_unchanged_row_does_nothing(claim, roe, editor):
    tag(claim, editor, Decision(kind="denial", actor_id=roe.pk, note="p. 3"))
    compared = compare([SampleRow(claim.pk, 1, "denial", "Jane Roe", note="p. 3")])
    assert (compared.unchanged, compared.changes, compared.conflicts) == (1, [], [])


def test_an_unedited_row_is_no_conflict_even_if_somebody_decided_since(claim, roe, editor, other_editor):
    tag(claim, editor, Decision(kind="denial", actor_id=roe.pk))
    tag(claim, other_editor, Decision(kind="quote"))
    compared = compare([SampleRow(claim.pk, 1, "denial", "Jane Roe")])
    assert (compared.unchanged, compared.conflicts) == (1, [])


def test_an_unedited_row_is_recognised_after_an_undo(article, claim, editor):
    tag(claim, editor, Decision(kind="denial"))
    undo(article_id=article.pk, editor=editor, decision_id=uuid4())
    tag(claim, editor, Decision(kind="quote"))
    assert compare([SampleRow(claim.pk, 2)]).unchanged == 1


def test_an_edited_row_conflicts_with_a_later_decision_and_shows_both(claim, editor, other_editor):
    tag(claim, other_editor, Decision(kind="quote"))
    (conflict,) = compare([SampleRow(claim.pk, 0, "denial")]).conflicts
    assert (conflict.theirs, conflict.yours, conflict.line) == (DecisionState("quote"), DecisionState("denial"), 2)


def test_equal_decisions_are_no_conflict(claim, other_editor):
    tag(claim, other_editor, Decision(kind="quote"))
    assert compare([SampleRow(claim.pk, 0, "quote")]).unchanged == 1


def test_a_kind_written_to_a_dismissed_claim_makes_it_a_claim_again(claim, editor):
    tag(claim, editor, Decision(dismissed=True))
    apply_rows([SampleRow(claim.pk, 1, "quote", status="dismissed")], editor)
    assert current_state(claim) == DecisionState("quote")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (SampleRow(99), "There is no claim 99"),
        (SampleRow(0, 7, "quote"), "has never had version 7"),
        (SampleRow(0, 1), "A CSV cannot withdraw a decision"),
        (SampleRow(0, 1, "quote", "?!"), "at least one letter or digit"),
        (SampleRow(0, 1, "quote", "x" * 201), "200 characters"),
        (SampleRow(0, 1, "quote", note="x" * 5_001), "5,000 characters"),
        (SampleRow(0, 1, "quote", "Clinton"), "Several actors are called ‘Clinton’"),
    ],
)
def test_an_impossible_row_is_reported_with_its_line(claim, editor, row, sentence):
    for name in ("Bill Clinton", "Hillary Clinton"):
        Alias.objects.create(actor=make_actor(name, created_by=editor), name="Clinton", key="clinton")
    tag(claim, editor, Decision(kind="allegation"))
    row.claim_id = row.claim_id or claim.pk
    compared = compare([row])
    ((line, problem),) = compared.problems
    assert line == 2
    assert sentence in problem
    assert not compared.changes


@pytest.mark.parametrize(
    ("before", "row", "sentence"),
    [
        (Decision(kind="quote"), SampleRow(0, 1, "quote", status="undecided"), "A CSV cannot withdraw a decision"),
        (Decision(dismissed=True), SampleRow(0, 1, "", status="tagged"), "A CSV cannot withdraw a decision"),
        (Decision(dismissed=True), SampleRow(0, 1, "", "Jane Roe", "dismissed"), "An actor needs a kind"),
        (None, SampleRow(0, 0, "", "Jane Roe"), "An actor needs a kind"),
        (None, SampleRow(0, 0, "", note="p. 3"), "has no kind"),
        (None, SampleRow(0, 0, "", status="tagged"), "has no kind"),
    ],
)
def test_a_contradictory_row_is_reported_and_not_dropped(claim, roe, editor, before, row, sentence):
    if before:
        tag(claim, editor, before)
    row.claim_id = claim.pk
    compared = compare([row])
    assert sentence in compared.problems[0][1]
    assert (compared.changes, compared.unchanged) == ([], 0)


def test_missing_columns_change_nothing(claim, roe, editor):
    tag(claim, editor, Decision(kind="denial", actor_id=roe.pk, note="p. 3"))
    gone = {"kind": None, "actor": None, "status": None, "note": None}
    assert compare([SampleRow(claim.pk, 1, **gone)]).unchanged == 1
    apply_rows([SampleRow(claim.pk, 1, **gone | {"note": "p. 4"})], editor)
    assert current_state(claim) == DecisionState("denial", "Jane Roe", note="p. 4")


@pytest.mark.parametrize(
    ("note", "cell"), [("07", "7"), ("1.50", "1,5"), (" yes ", "yes"), ("Łódź – “so”", "?ód? – “so”"), ("-1", "-1.0")]
)
def test_a_cell_that_a_spreadsheet_reformatted_counts_as_unedited(claim, editor, note, cell):
    tag(claim, editor, Decision(kind="quote", note=note))
    assert compare([SampleRow(claim.pk, 1, "quote", note=cell)], encoding="cp1252").unchanged == 1
    changes = compare([SampleRow(claim.pk, 1, "denial", note=cell)], encoding="cp1252").changes
    assert changes[0].after == DecisionState("denial", note=note)


def test_an_edited_number_in_a_note_is_a_change(claim, editor):
    tag(claim, editor, Decision(kind="quote", note="1.5"))
    assert compare([SampleRow(claim.pk, 1, "quote", note="1.6")]).changes


def test_another_name_of_the_same_actor_is_no_change(claim, roe, editor):
    Alias.objects.create(actor=roe, name="Janie", key="janie")
    tag(claim, editor, Decision(kind="quote", actor_id=roe.pk))
    assert compare([SampleRow(claim.pk, 1, "quote", "JANIE")]).unchanged == 1


def test_an_actors_name_beats_another_actors_alias(claim, roe, editor):
    clinton = make_actor("Clinton", created_by=editor)
    Alias.objects.create(actor=roe, name="Clinton", key="clinton")
    assert apply_rows([SampleRow(claim.pk, 0, "quote", "Clinton")], editor) == (1, [])
    claim.refresh_from_db()
    assert claim.tag.actor == clinton


def test_a_claim_that_is_in_the_file_twice_counts_once(claim, editor):
    compared = compare([SampleRow(claim.pk, kind="quote"), SampleRow(claim.pk, kind="denial", line=3)])
    assert [change.after.kind for change in compared.changes] == ["quote"]
    assert compared.problems[0][0] == 3


def test_an_unknown_actor_is_announced_and_created(claim, editor):
    (change,) = compare([SampleRow(claim.pk, kind="quote", actor="John Hale")]).changes
    assert change.new_actor
    apply_rows([SampleRow(claim.pk, kind="quote", actor="John Hale")], editor)
    assert Actor.objects.in_register().get().name == "John Hale"


def test_aliases_and_names_of_merged_actors_are_recognised(article, claim, roe, editor):
    second = make_claim(article, "We knew nothing")
    old = make_actor("J. Roe", created_by=editor)
    merge_actors(actor_id=old.pk, into_id=roe.pk, editor=editor)
    Alias.objects.create(actor=roe, name="Janie", key="janie")
    apply_rows(
        [SampleRow(claim.pk, kind="quote", actor="Janie"), SampleRow(second.pk, kind="quote", actor="J. Roe")], editor
    )
    assert {current_state(claim).actor, current_state(second).actor} == {"Jane Roe"}


def test_a_denial_keeps_what_it_answers(article, claim, editor):
    denial = make_claim(article, "We knew nothing")
    tag(denial, editor, Decision(kind="denial", answers_id=claim.pk))
    apply_rows([SampleRow(denial.pk, 1, "denial", note="p. 3")], editor)
    denial.refresh_from_db()
    assert denial.tag.answers == claim


def test_a_decision_made_before_the_confirmation_is_not_overwritten(article, claim, editor, other_editor):
    second = make_claim(article, "We knew nothing")
    changes = compare([SampleRow(claim.pk, kind="quote"), SampleRow(second.pk, kind="quote", line=3)]).changes
    tag(claim, other_editor, Decision(kind="denial"))
    stored, refused = apply_changes(changes=changes, decision_id=uuid4(), editor=editor)
    assert (stored, [line for line, _ in refused]) == (1, [2])
    assert current_state(claim) == DecisionState("denial")


def test_confirming_twice_changes_nothing_more(claim, editor):
    changes, decision_id = compare([SampleRow(claim.pk, kind="quote")]).changes, uuid4()
    for _ in range(2):
        assert apply_changes(changes=changes, decision_id=decision_id, editor=editor)[1] == []
    assert Tag.objects.count() == 1


@pytest.mark.parametrize("number", [3, 60])
def test_comparing_makes_a_fixed_number_of_queries_per_batch(article, editor, roe, number):
    claims = [make_claim(article, "unsafe") for _ in range(number)]
    for claim in claims:
        tag(claim, editor, Decision(kind="quote", actor_id=roe.pk))
    with at_most(7):
        assert compare([SampleRow(claim.pk, 1, "denial", "Jane Roe") for claim in claims]).changes
