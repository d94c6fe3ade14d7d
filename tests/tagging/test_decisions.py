import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from annotate.models import Claim, Tag
from annotate.tagging.decisions import Decision, DecisionRefused, StaleClaim, decide
from annotate.tagging.undoing import undo
from tests.factories import make_actor, make_article, make_claim, make_user, tag

ROE = "the bridge was unsafe"


def stands(claim: Claim) -> tuple:
    claim.refresh_from_db()
    return claim.status, claim.tag and claim.tag.kind, claim.version


def test_a_tag_keeps_kind_actor_spans_and_editor(claim, editor):
    actor = make_actor("Jane Roe")
    tag(claim, editor, Decision(kind="denial", actor_id=actor.pk, note="see p. 3"))
    kept = Tag.objects.get()
    assert (kept.kind, kept.actor, kept.editor, kept.note) == ("denial", actor, editor, "see p. 3")
    assert kept.spans == claim.spans
    assert stands(claim) == ("tagged", "denial", 1)


def test_a_tag_without_an_actor_says_that_the_article_names_none(claim, editor):
    tag(claim, editor, Decision(kind="quote"))
    assert Tag.objects.get().actor is None


def test_dismissing_keeps_neither_kind_nor_actor(claim, editor):
    tag(claim, editor, Decision(kind="quote", actor_id=1, dismissed=True))
    assert stands(claim) == ("dismissed", "", 1)


def test_the_next_tag_replaces_the_first_and_the_first_is_kept(claim, editor, other_editor):
    tag(claim, editor, Decision(kind="quote"))
    tag(claim, other_editor, Decision(kind="denial"))
    first, second = Tag.objects.order_by("pk")
    assert second.replaces == first
    assert stands(claim) == ("tagged", "denial", 2)


def test_the_slower_of_two_editors_is_shown_the_first_tag_and_overwrites_nothing(claim, editor, other_editor):
    tag(claim, editor, Decision(kind="quote"))
    with pytest.raises(StaleClaim) as refusal:
        late(claim, other_editor)
    assert refusal.value.claim.tag.editor == editor
    assert stands(claim) == ("tagged", "quote", 1)


def late(claim, editor, **options):
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
    assert stands(claim) == ("tagged", "quote", 1)


def test_an_old_decisions_id_with_a_new_version_is_refused_in_a_sentence(claim, editor):
    decision_id = uuid4()
    tag(claim, editor, decision_id=decision_id)
    with pytest.raises(DecisionRefused, match="saved before"):
        tag(claim, editor, Decision(kind="denial"), decision_id=decision_id)
    assert stands(claim) == ("tagged", "allegation", 1)


@pytest.mark.parametrize("kind", ["", "rumour", "Quote"])
def test_a_kind_that_is_none_is_refused(claim, editor, kind):
    with pytest.raises(DecisionRefused, match="allegation, denial or quote"):
        tag(claim, editor, Decision(kind=kind))


def test_an_actor_that_is_not_there_is_refused(claim, editor):
    with pytest.raises(DecisionRefused, match="no longer in the register"):
        tag(claim, editor, Decision(kind="quote", actor_id=99))
    assert stands(claim) == ("undecided", None, 0)


def test_an_actor_merged_meanwhile_is_kept_in_the_tag_and_read_as_the_survivor(claim, editor):
    survivor = make_actor("Jane Roe")
    merged = make_actor("J. Roe", merged_into=survivor)
    tag(claim, editor, Decision(kind="quote", actor_id=merged.pk))
    claim.refresh_from_db()
    assert (claim.tag.actor, claim.actor) == (merged, survivor)


def test_an_actor_that_is_linked_enters_the_register(claim, editor):
    suggested = make_actor("Jane Roe")
    tag(claim, editor, Decision(kind="quote", actor_id=suggested.pk))
    suggested.refresh_from_db()
    assert suggested.in_register


def test_a_claim_of_another_article_is_not_there(claim, editor):
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
    return make_claim(article, ROE, nth=2, repeats=claim)


def test_a_decision_is_taken_for_its_repeats_in_the_same_step(claim, repeat, editor):
    outcome = tag(claim, editor, Decision(kind="denial"), repeats={repeat.pk: 0})
    assert outcome.changed == [claim, repeat]
    assert stands(claim) == stands(repeat) == ("tagged", "denial", 1)


def test_a_repeat_decides_for_the_first_too(claim, repeat, editor):
    tag(repeat, editor, repeats={claim.pk: 0})
    assert stands(claim) == ("tagged", "allegation", 1)


def test_a_repeat_that_somebody_has_decided_meanwhile_is_left_alone(claim, repeat, editor, other_editor):
    tag(repeat, other_editor, Decision(dismissed=True))
    outcome = tag(claim, editor, repeats={repeat.pk: 0})
    assert outcome.skipped == 1
    assert stands(repeat) == ("dismissed", "", 1)


def test_only_a_real_repeat_follows(article, claim, editor):
    other = make_claim(article, "We knew nothing")
    outcome = tag(claim, editor, repeats={other.pk: 0})
    assert outcome.changed == [claim]
    assert stands(other) == ("undecided", None, 0)


def back(claim, editor):
    return undo(article_id=claim.article_id, editor=editor, decision_id=uuid4())


def test_undo_makes_a_claim_undecided_again(claim, editor):
    tag(claim, editor)
    back(claim, editor)
    assert stands(claim) == ("undecided", None, 2)


def test_undo_brings_back_what_was_replaced(claim, editor, other_editor):
    tag(claim, other_editor, Decision(kind="quote"))
    tag(claim, editor, Decision(kind="denial"))
    back(claim, editor)
    assert stands(claim) == ("tagged", "quote", 3)
    assert claim.tag.editor == other_editor


def test_undo_goes_back_one_decision_after_the_other(article, claim, editor):
    second = make_claim(article, "We knew nothing")
    tag(claim, editor)
    tag(second, editor)
    assert back(claim, editor).changed == [second]
    assert back(claim, editor).changed == [claim]
    with pytest.raises(DecisionRefused, match="You have nothing to undo"):
        back(claim, editor)


def test_undo_takes_back_a_decision_from_all_its_repeats(claim, repeat, editor):
    tag(claim, editor, repeats={repeat.pk: 0})
    back(claim, editor)
    assert stands(claim) == stands(repeat) == ("undecided", None, 2)


def test_undo_never_touches_what_another_editor_decided_since(claim, editor, other_editor):
    tag(claim, editor)
    tag(claim, other_editor, Decision(kind="denial"))
    with pytest.raises(DecisionRefused):
        back(claim, editor)
    assert stands(claim) == ("tagged", "denial", 2)


def test_undo_is_a_tag_of_its_own_and_nothing_is_rewritten(claim, editor):
    tag(claim, editor)
    back(claim, editor)
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
def test_of_ten_editors_who_decide_at_once_one_is_stored_and_nine_are_told():
    claim = make_claim(make_article(), ROE)
    outcomes = []

    def one(editor):
        try:
            late(claim, editor)
            outcomes.append("stored")
        except StaleClaim:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(make_user(f"editor{number}"),)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stored"] + ["told"] * 9
    assert Tag.objects.count() == 1
