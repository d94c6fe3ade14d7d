"""Many claims decided in one step, and undone in one."""

from uuid import uuid4

import pytest

from annotate.models import Claim, Tag
from annotate.tagging.bulk_decisions import accept_suggestions, link_source
from annotate.tagging.decisions import Decision, DecisionRefused
from annotate.tagging.undoing import undo
from tests.factories import at_most, make_actor, make_claim, tag


@pytest.fixture
def roe():
    return make_actor("Jane Roe")


@pytest.fixture
def claims(article, roe):
    return [
        make_claim(article, words, suggested_actor=roe) for words in ("the bridge was unsafe", "knew nothing", "denied")
    ]


def accept(claims, editor, decision_id=None):
    return accept_suggestions(
        article_id=claims[0].article_id,
        claim_ids=[claim.pk for claim in claims],
        decision_id=decision_id or uuid4(),
        editor=editor,
    )


def link(claims, editor, actor_id, decision_id=None):
    return link_source(
        article_id=claims[0].article_id,
        seen={claim.pk: claim.version for claim in claims},
        actor_id=actor_id,
        decision_id=decision_id or uuid4(),
        editor=editor,
    )


def states() -> list[tuple[str, str | None]]:
    claims = Claim.objects.with_decisions().order_by("pk")
    return [(claim.status, claim.tag and claim.tag.actor and claim.tag.actor.name) for claim in claims]


def test_suggestions_are_accepted_and_one_undo_takes_all_back(claims, article, editor):
    assert len(accept(claims, editor).changed) == 3
    assert states() == [("tagged", "Jane Roe")] * 3
    undo(article_id=article.pk, editor=editor, decision_id=uuid4())
    assert states() == [("undecided", None)] * 3


def test_a_claim_that_somebody_decided_in_the_meantime_is_left_alone(claims, editor, other_editor):
    tag(claims[0], other_editor, Decision(dismissed=True))
    outcome = accept(claims, editor)
    assert (len(outcome.changed), outcome.skipped) == (2, 1)
    assert states()[0] == ("dismissed", None)


def test_accepting_sent_twice_is_done_once(claims, editor):
    decision_id = uuid4()
    for _ in range(2):
        assert len(accept(claims, editor, decision_id).changed) == 3
    assert Tag.objects.count() == 3


def test_with_nothing_left_to_accept_the_step_is_refused(claims, editor):
    accept(claims, editor)
    with pytest.raises(DecisionRefused, match="decided in the meantime"):
        accept(claims, editor)


def test_claims_of_another_article_are_not_accepted(claims, editor):
    with pytest.raises(DecisionRefused):
        accept_suggestions(article_id=0, claim_ids=[claims[0].pk], decision_id=uuid4(), editor=editor)


def test_an_accepted_denial_answers_the_suggested_allegation(claims, article, editor):
    denial = make_claim(article, "nothing", suggested_kind="denial", suggested_answer=claims[0])
    accept([denial], editor)
    assert Tag.objects.get().answers == claims[0]


@pytest.mark.parametrize("number", [2, 40])
def test_accepting_is_five_queries_whatever_the_number(article, roe, editor, number):
    claims = [make_claim(article, "unsafe", suggested_actor=roe) for _ in range(number)]
    with at_most(5):
        accept(claims, editor)


def test_linking_a_source_keeps_the_kinds(claims, editor):
    tag(claims[0], editor, Decision(kind="quote", note="heard it"))
    claims[0].refresh_from_db()
    hale = make_actor("John Hale")
    link(claims, editor, hale.pk)
    assert states() == [("tagged", "John Hale")] * 3
    claims[0].refresh_from_db()
    assert (claims[0].tag.kind, claims[0].tag.note) == ("quote", "heard it")


def test_a_source_can_be_linked_to_no_actor(claims, editor):
    link(claims, editor, None)
    assert states() == [("tagged", None)] * 3


def test_dismissed_and_stale_claims_are_left_alone(claims, editor, other_editor):
    tag(claims[0], editor, Decision(dismissed=True))
    claims[0].refresh_from_db()
    tag(claims[1], other_editor, Decision(kind="quote"))  # the page has not seen this
    claims[1].version = 0
    outcome = link(claims, editor, make_actor("John Hale").pk)
    assert (len(outcome.changed), outcome.skipped) == (1, 2)


def test_an_unknown_actor_is_refused(claims, editor):
    with pytest.raises(DecisionRefused, match="no longer in the register"):
        link(claims, editor, 99)
    assert not Tag.objects.exists()


def test_linking_sent_twice_is_done_once(claims, editor, roe):
    decision_id = uuid4()
    for _ in range(2):
        link(claims, editor, roe.pk, decision_id)
    assert Tag.objects.count() == 3
