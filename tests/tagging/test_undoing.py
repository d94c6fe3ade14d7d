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


def take_step(which, claims, editor, **options):
    return which(article_id=claims[0].article_id, editor=editor, decision_id=uuid4(), **options)


def kinds(claims) -> list[str | None]:
    stored = Claim.objects.select_related("tag").in_bulk([claim.pk for claim in claims])
    tags = [stored[claim.pk].tag for claim in claims]
    return [tag.kind if tag else None for tag in tags]


def decide_as(claim, editor, kind="quote"):
    return tag(claim, editor, Decision(kind=kind))


def test_steps_are_undone_and_redone_one_after_the_other(claims, editor):
    states = [kinds(claims)]
    for number, kind in enumerate(("quote", "denial", "allegation", "quote")):
        decide_as(claims[number % 3], editor, kind)
        states.append(kinds(claims))
    for _ in range(2):
        for state in reversed(states[:-1]):
            take_step(undo, claims, editor)
            assert kinds(claims) == state
        for state in states[1:]:
            take_step(redo, claims, editor)
            assert kinds(claims) == state


@pytest.mark.parametrize("which", [undo, redo])
def test_with_nothing_to_do_the_step_is_refused(claims, editor, which):
    with pytest.raises(DecisionRefused, match=f"You have nothing to {which.__name__} in this article"):
        take_step(which, claims, editor)


def test_a_new_decision_leaves_nothing_to_redo(claims, editor):
    decide_as(claims[0], editor)
    take_step(undo, claims, editor)
    decide_as(claims[1], editor)
    with pytest.raises(DecisionRefused, match="to redo"):
        take_step(redo, claims, editor)


def test_one_claim_can_be_undone_on_its_own(claims, editor):
    decide_as(claims[0], editor)
    decide_as(claims[1], editor)
    take_step(undo, claims, editor, claim_id=claims[0].pk)
    assert kinds(claims) == [None, "quote", None]
    take_step(undo, claims, editor)
    assert kinds(claims) == [None, None, None]
    with pytest.raises(DecisionRefused, match="on this claim"):
        take_step(undo, claims, editor, claim_id=claims[2].pk)


def test_the_same_step_sent_twice_is_done_once(claims, editor):
    decide_as(claims[0], editor)
    decide_as(claims[1], editor)
    decision_id = uuid4()
    for _ in range(2):
        outcome = undo(article_id=claims[0].article_id, editor=editor, decision_id=decision_id)
        assert [claim.pk for claim in outcome.changed] == [claims[1].pk]
    assert kinds(claims) == ["quote", None, None]


def test_undo_skips_what_another_editor_decided_since(claims, editor, other_editor):
    decide_as(claims[0], editor)
    decide_as(claims[1], editor)
    decide_as(claims[1], other_editor, "denial")
    take_step(undo, claims, editor)
    assert kinds(claims) == [None, "denial", None]


def test_redo_does_not_overwrite_what_another_editor_decided_since(claims, editor, other_editor):
    decide_as(claims[0], editor)
    take_step(undo, claims, editor)
    decide_as(claims[0], other_editor, "denial")
    with pytest.raises(DecisionRefused, match="to redo"):
        take_step(redo, claims, editor)
    assert kinds(claims)[0] == "denial"


def test_random_steps_end_as_a_simple_model_predicts(claims, editor):
    """Random decisions, undos and redos against two stacks of whole states."""
    random.seed(4)
    past, state, future = [], kinds(claims), []
    for _ in range(60):
        which = random.choice(["decide", "undo", "redo"])
        if which == "decide":
            number, kind = random.randrange(3), random.choice(["quote", "denial", "allegation"])
            decide_as(claims[number], editor, kind)
            past, future = [*past, state], []
            state = [kind if index == number else old for index, old in enumerate(state)]
        elif which == "undo" and past:
            take_step(undo, claims, editor)
            future, state = [*future, state], past.pop()
        elif which == "redo" and future:
            take_step(redo, claims, editor)
            past, state = [*past, state], future.pop()
        assert kinds(claims) == state


def restore_state(claim, editor, tag_id, version=None, decision_id=None):
    claim.refresh_from_db()
    return restore(
        article_id=claim.article_id,
        claim_id=claim.pk,
        version=claim.version if version is None else version,
        tag_id=tag_id,
        decision_id=decision_id or uuid4(),
        editor=editor,
    )


def test_restoring_an_earlier_state_adds_a_tag(claim, editor, other_editor):
    first = tag(claim, other_editor, Decision(kind="denial", note="see page 3")).changed[0].tag
    decide_as(claim, editor, "quote")
    restore_state(claim, editor, first.pk)
    claim.refresh_from_db()
    assert (claim.tag.kind, claim.tag.note, claim.tag.editor) == ("denial", "see page 3", editor)
    assert Tag.objects.count() == 3


def test_the_state_before_the_first_tag_can_be_restored_and_redone(claim, editor):
    decide_as(claim, editor, "quote")
    decide_as(claim, editor, "denial")
    restore_state(claim, editor, None)
    assert kinds([claim]) == [None]
    take_step(redo, [claim], editor)
    assert kinds([claim]) == ["denial"]


def test_the_state_after_an_undo_can_be_restored(claim, editor):
    decide_as(claim, editor, "quote")
    decide_as(claim, editor, "denial")
    take_step(undo, [claim], editor)
    undoing = Tag.objects.latest("pk")
    decide_as(claim, editor, "allegation")
    restore_state(claim, editor, undoing.pk)
    assert kinds([claim]) == ["quote"]


def test_restoring_the_current_state_is_refused(claim, editor):
    current = decide_as(claim, editor).changed[0].tag
    with pytest.raises(DecisionRefused, match="already in that state"):
        restore_state(claim, editor, current.pk)


def test_restoring_a_stale_claim_is_refused(claim, editor, other_editor):
    first = decide_as(claim, editor).changed[0].tag
    decide_as(claim, other_editor, "denial")
    with pytest.raises(StaleClaim):
        restore_state(claim, editor, first.pk, version=1)


def test_restoring_sent_twice_is_done_once(claim, editor):
    first = decide_as(claim, editor).changed[0].tag
    decide_as(claim, editor, "denial")
    decision_id = uuid4()
    for _ in range(2):
        restore_state(claim, editor, first.pk, version=2, decision_id=decision_id)
    assert Tag.objects.count() == 3


def test_a_tag_of_another_claim_cannot_be_restored(claims, editor):
    other = decide_as(claims[1], editor).changed[0].tag
    with pytest.raises(Tag.DoesNotExist):
        restore_state(claims[0], editor, other.pk)
