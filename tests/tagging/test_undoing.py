"""Undo and redo over any number of steps, and restoring any earlier state."""

import random
from uuid import uuid4

import pytest

from annotate.models import Claim, Tag
from annotate.tagging.decisions import Decision, DecisionRefused, StaleClaim
from annotate.tagging.undoing import redo, restore, undo
from tests.factories import make_claim, tag


@pytest.fixture
def claims(article, claim):
    return [claim, make_claim(article, "We knew nothing"), make_claim(article, "unsafe", nth=1)]


def step(which, claims, editor, **options):
    return which(article_id=claims[0].article_id, editor=editor, decision_id=uuid4(), **options)


def kinds(claims) -> list[str | None]:
    there = Claim.objects.select_related("tag").in_bulk([claim.pk for claim in claims])
    return [there[claim.pk].tag.kind if there[claim.pk].tag else None for claim in claims]


def decide(claim, editor, kind="quote"):
    return tag(claim, editor, Decision(kind=kind))


def test_steps_are_undone_and_redone_one_after_the_other(claims, editor):
    states = [kinds(claims)]
    for number, kind in enumerate(("quote", "denial", "allegation", "quote")):
        decide(claims[number % 3], editor, kind)
        states.append(kinds(claims))
    for _ in range(2):
        for state in reversed(states[:-1]):
            step(undo, claims, editor)
            assert kinds(claims) == state
        for state in states[1:]:
            step(redo, claims, editor)
            assert kinds(claims) == state


@pytest.mark.parametrize("which", [undo, redo])
def test_nothing_to_do_is_told(claims, editor, which):
    with pytest.raises(DecisionRefused, match=f"You have nothing to {which.__name__} in this article"):
        step(which, claims, editor)


def test_a_new_decision_leaves_nothing_to_redo(claims, editor):
    decide(claims[0], editor)
    step(undo, claims, editor)
    decide(claims[1], editor)
    with pytest.raises(DecisionRefused, match="to redo"):
        step(redo, claims, editor)


def test_one_claim_has_its_own_undo(claims, editor):
    decide(claims[0], editor)
    decide(claims[1], editor)
    step(undo, claims, editor, claim_id=claims[0].pk)
    assert kinds(claims) == [None, "quote", None]
    step(undo, claims, editor)
    assert kinds(claims) == [None, None, None]
    with pytest.raises(DecisionRefused, match="on this claim"):
        step(undo, claims, editor, claim_id=claims[2].pk)


def test_the_same_step_sent_twice_is_done_once(claims, editor):
    decide(claims[0], editor)
    decide(claims[1], editor)
    decision_id = uuid4()
    for _ in range(2):
        outcome = undo(article_id=claims[0].article_id, editor=editor, decision_id=decision_id)
        assert [claim.pk for claim in outcome.changed] == [claims[1].pk]
    assert kinds(claims) == ["quote", None, None]


def test_what_another_editor_decided_since_is_stepped_over(claims, editor, other_editor):
    decide(claims[0], editor)
    decide(claims[1], editor)
    decide(claims[1], other_editor, "denial")
    step(undo, claims, editor)
    assert kinds(claims) == [None, "denial", None]


def test_what_another_editor_decided_since_is_not_redone_over(claims, editor, other_editor):
    decide(claims[0], editor)
    step(undo, claims, editor)
    decide(claims[0], other_editor, "denial")
    with pytest.raises(DecisionRefused, match="to redo"):
        step(redo, claims, editor)
    assert kinds(claims)[0] == "denial"


def test_any_walk_of_steps_ends_as_a_plain_model_says(claims, editor):
    """Random decisions, undos and redos against two stacks of whole states."""
    random.seed(4)
    past, state, future = [], kinds(claims), []
    for _ in range(60):
        which = random.choice(["decide", "undo", "redo"])
        if which == "decide":
            number, kind = random.randrange(3), random.choice(["quote", "denial", "allegation"])
            decide(claims[number], editor, kind)
            past, future = [*past, state], []
            state = [kind if each == number else old for each, old in enumerate(state)]
        elif which == "undo" and past:
            step(undo, claims, editor)
            future, state = [*future, state], past.pop()
        elif which == "redo" and future:
            step(redo, claims, editor)
            past, state = [*past, state], future.pop()
        assert kinds(claims) == state


def bring_back(claim, editor, tag_id, version=None, decision_id=None):
    claim.refresh_from_db()
    return restore(
        article_id=claim.article_id,
        claim_id=claim.pk,
        version=claim.version if version is None else version,
        tag_id=tag_id,
        decision_id=decision_id or uuid4(),
        editor=editor,
    )


def test_any_earlier_state_is_restored_by_a_new_tag(claim, editor, other_editor):
    first = tag(claim, other_editor, Decision(kind="denial", note="see page 3")).changed[0].tag
    decide(claim, editor, "quote")
    bring_back(claim, editor, first.pk)
    claim.refresh_from_db()
    assert (claim.tag.kind, claim.tag.note, claim.tag.editor) == ("denial", "see page 3", editor)
    assert Tag.objects.count() == 3


def test_the_state_before_the_first_tag_is_restored_too_and_can_be_undone(claim, editor):
    decide(claim, editor, "quote")
    decide(claim, editor, "denial")
    bring_back(claim, editor, None)
    assert kinds([claim]) == [None]
    step(redo, [claim], editor)
    assert kinds([claim]) == ["denial"]


def test_the_state_after_an_undoing_is_restored(claim, editor):
    decide(claim, editor, "quote")
    decide(claim, editor, "denial")
    step(undo, [claim], editor)
    undoing = Tag.objects.latest("pk")
    decide(claim, editor, "allegation")
    bring_back(claim, editor, undoing.pk)
    assert kinds([claim]) == ["quote"]


def test_what_stands_already_is_told(claim, editor):
    standing = decide(claim, editor).changed[0].tag
    with pytest.raises(DecisionRefused, match="already in that state"):
        bring_back(claim, editor, standing.pk)


def test_a_restoring_that_lost_a_race_is_told(claim, editor, other_editor):
    first = decide(claim, editor).changed[0].tag
    decide(claim, other_editor, "denial")
    with pytest.raises(StaleClaim):
        bring_back(claim, editor, first.pk, version=1)


def test_a_restoring_sent_twice_is_done_once(claim, editor):
    first = decide(claim, editor).changed[0].tag
    decide(claim, editor, "denial")
    decision_id = uuid4()
    for _ in range(2):
        bring_back(claim, editor, first.pk, version=2, decision_id=decision_id)
    assert Tag.objects.count() == 3


def test_a_tag_of_another_claim_is_not_restored(claims, editor):
    other = decide(claims[1], editor).changed[0].tag
    with pytest.raises(Tag.DoesNotExist):
        bring_back(claims[0], editor, other.pk)
