"""Tagging and dismissing one claim, with its repeats."""

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from annotate.models import Claim, Tag
from annotate.tagging.decisions import Decision, DecisionRefused, StaleClaim, decide
from annotate.tagging.undoing import undo
from tests.factories import make_actor, make_article, make_claim, make_user, tag

WORDS = "the bridge was unsafe"


def state_of(claim: Claim) -> tuple:
    claim.refresh_from_db()
    return claim.status, claim.tag and claim.tag.kind, claim.version


def test_a_tag_stores_kind_actor_spans_and_editor(claim, editor):
    actor = make_actor("Jane Roe")
    tag(claim, editor, Decision(kind="denial", actor_id=actor.pk, note="see p. 3"))
    stored = Tag.objects.get()
    assert (stored.kind, stored.actor, stored.editor, stored.note) == ("denial", actor, editor, "see p. 3")
    assert stored.spans == claim.spans
    assert state_of(claim) == ("tagged", "denial", 1)


def test_a_tag_can_have_no_actor(claim, editor):
    tag(claim, editor, Decision(kind="quote"))
    assert Tag.objects.get().actor is None


def test_a_dismissed_claim_has_no_kind_and_no_actor(claim, editor):
    tag(claim, editor, Decision(kind="quote", actor_id=1, dismissed=True))
    assert state_of(claim) == ("dismissed", "", 1)


def test_the_next_tag_replaces_the_first_without_deleting_it(claim, editor, other_editor):
    tag(claim, editor, Decision(kind="quote"))
    tag(claim, other_editor, Decision(kind="denial"))
    first, second = Tag.objects.order_by("pk")
    assert second.replaces == first
    assert state_of(claim) == ("tagged", "denial", 2)


def test_the_slower_of_two_editors_sees_the_first_tag_and_overwrites_nothing(claim, editor, other_editor):
    tag(claim, editor, Decision(kind="quote"))
    with pytest.raises(StaleClaim) as refusal:
        decide_first_version(claim, other_editor)
    assert refusal.value.claim.tag.editor == editor
    assert state_of(claim) == ("tagged", "quote", 1)


def decide_first_version(claim, editor, **options):
    return decide(
        article_id=claim.article_id,
        claim_id=claim.pk,
        version=0,
        decision=Decision(kind="denial"),
        decision_id=uuid4(),
        editor=editor,
        **options,
    )


def test_the_same_decision_sent_twice_is_stored_once(claim, editor):
    decision_id = uuid4()
    for _ in range(2):
        decide(
            article_id=claim.article_id,
            claim_id=claim.pk,
            version=0,
            decision=Decision(kind="quote"),
            decision_id=decision_id,
            editor=editor,
        )
    assert Tag.objects.count() == 1
    assert state_of(claim) == ("tagged", "quote", 1)


def test_a_used_decision_id_is_refused_for_a_new_version(claim, editor):
    decision_id = uuid4()
    tag(claim, editor, decision_id=decision_id)
    with pytest.raises(DecisionRefused, match="saved before"):
        tag(claim, editor, Decision(kind="denial"), decision_id=decision_id)
    assert state_of(claim) == ("tagged", "allegation", 1)


@pytest.mark.parametrize("kind", ["", "rumour", "Quote"])
def test_an_invalid_kind_is_refused(claim, editor, kind):
    with pytest.raises(DecisionRefused, match="allegation, denial or quote"):
        tag(claim, editor, Decision(kind=kind))


def test_an_unknown_actor_is_refused(claim, editor):
    with pytest.raises(DecisionRefused, match="no longer in the register"):
        tag(claim, editor, Decision(kind="quote", actor_id=99))
    assert state_of(claim) == ("undecided", None, 0)


def test_a_tag_with_a_merged_actor_counts_for_the_survivor(claim, editor):
    survivor = make_actor("Jane Roe")
    merged = make_actor("J. Roe", merged_into=survivor)
    tag(claim, editor, Decision(kind="quote", actor_id=merged.pk))
    claim.refresh_from_db()
    assert (claim.tag.actor, claim.actor) == (merged, survivor)


def test_linking_an_actor_adds_it_to_the_register(claim, editor):
    suggested = make_actor("Jane Roe")
    tag(claim, editor, Decision(kind="quote", actor_id=suggested.pk))
    suggested.refresh_from_db()
    assert suggested.in_register


def test_a_claim_of_another_article_is_not_found(claim, editor):
    other = make_article(text="Another text.")
    with pytest.raises(Claim.DoesNotExist):
        decide(
            article_id=other.pk,
            claim_id=claim.pk,
            version=0,
            decision=Decision(kind="quote"),
            decision_id=uuid4(),
            editor=editor,
        )


@pytest.fixture
def repeat(article, claim):
    return make_claim(article, WORDS, nth=2, repeats=claim)


def test_a_decision_tags_the_repeats_as_well(claim, repeat, editor):
    outcome = tag(claim, editor, Decision(kind="denial"), repeats={repeat.pk: 0})
    assert outcome.changed == [claim, repeat]
    assert state_of(claim) == state_of(repeat) == ("tagged", "denial", 1)


def test_a_decision_on_a_repeat_tags_the_first_claim_as_well(claim, repeat, editor):
    tag(repeat, editor, repeats={claim.pk: 0})
    assert state_of(claim) == ("tagged", "allegation", 1)


def test_a_repeat_that_somebody_decided_in_the_meantime_is_left_alone(claim, repeat, editor, other_editor):
    tag(repeat, other_editor, Decision(dismissed=True))
    outcome = tag(claim, editor, repeats={repeat.pk: 0})
    assert outcome.skipped == 1
    assert state_of(repeat) == ("dismissed", "", 1)


def test_a_claim_with_other_words_is_not_tagged_as_a_repeat(article, claim, editor):
    other = make_claim(article, "We knew nothing")
    outcome = tag(claim, editor, repeats={other.pk: 0})
    assert outcome.changed == [claim]
    assert state_of(other) == ("undecided", None, 0)


def undo_last(claim, editor):
    return undo(article_id=claim.article_id, editor=editor, decision_id=uuid4())


def test_undo_makes_a_claim_undecided_again(claim, editor):
    tag(claim, editor)
    undo_last(claim, editor)
    assert state_of(claim) == ("undecided", None, 2)


def test_undo_brings_back_the_replaced_tag(claim, editor, other_editor):
    tag(claim, other_editor, Decision(kind="quote"))
    tag(claim, editor, Decision(kind="denial"))
    undo_last(claim, editor)
    assert state_of(claim) == ("tagged", "quote", 3)
    assert claim.tag.editor == other_editor


def test_undo_goes_back_one_decision_at_a_time(article, claim, editor):
    second = make_claim(article, "We knew nothing")
    tag(claim, editor)
    tag(second, editor)
    assert undo_last(claim, editor).changed == [second]
    assert undo_last(claim, editor).changed == [claim]
    with pytest.raises(DecisionRefused, match="You have nothing to undo"):
        undo_last(claim, editor)


def test_undo_covers_all_repeats_of_a_decision(claim, repeat, editor):
    tag(claim, editor, repeats={repeat.pk: 0})
    undo_last(claim, editor)
    assert state_of(claim) == state_of(repeat) == ("undecided", None, 2)


def test_undo_leaves_later_decisions_of_others_alone(claim, editor, other_editor):
    tag(claim, editor)
    tag(claim, other_editor, Decision(kind="denial"))
    with pytest.raises(DecisionRefused):
        undo_last(claim, editor)
    assert state_of(claim) == ("tagged", "denial", 2)


def test_undo_adds_a_tag_and_rewrites_nothing(claim, editor):
    tag(claim, editor)
    undo_last(claim, editor)
    first, second = Tag.objects.order_by("pk")
    assert second.undoes == first
    assert first.kind == "allegation"


@pytest.mark.parametrize("change", [lambda tags: tags.update(kind="quote"), lambda tags: tags._raw_delete("default")])
def test_the_database_refuses_to_change_or_delete_a_tag(claim, editor, change):
    tag(claim, editor)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        change(Tag.objects.all())
    assert Tag.objects.get().kind == "allegation"


@pytest.mark.django_db(transaction=True)
def test_of_ten_editors_who_decide_at_once_nine_are_refused():
    claim = make_claim(make_article(), WORDS)
    outcomes = []

    def decide_in_own_connection(editor):
        try:
            decide_first_version(claim, editor)
            outcomes.append("stored")
        except StaleClaim:
            outcomes.append("refused")
        finally:
            connection.close()

    editors = [make_user(f"editor{number}") for number in range(10)]
    threads = [threading.Thread(target=decide_in_own_connection, args=(editor,)) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 9 + ["stored"]
    assert Tag.objects.count() == 1
