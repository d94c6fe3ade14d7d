"""Decisions that are sent at the same time: the second waits for the first, then sees what it stored."""

from uuid import uuid4

import pytest
from django.db import connection

from annotate.models import Claim, Tag
from annotate.tagging.decisions import Decision, StaleClaim, decide
from annotate.tagging.drawn_claims import draw_claim
from tests.concurrency import run_while_uncommitted
from tests.factories import make_claim, span_of

pytestmark = pytest.mark.django_db(transaction=True)


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


def lock(claim) -> None:
    """Lock the claim's row, or fail at once if another transaction has it."""
    Claim.objects.select_for_update(nowait=True).get(pk=claim.pk)


def test_the_second_of_two_decisions_is_refused(claim, editor, other_editor):
    second = run_while_uncommitted(
        lambda: decide_first_version(claim, editor), lambda: decide_first_version(claim, other_editor)
    )
    assert isinstance(second, StaleClaim)
    assert Tag.objects.get().editor == editor


def test_a_decision_locks_claims_in_the_order_of_their_ids(article, claim, editor):
    """Or two decisions that share two claims could each hold one and wait for the other."""
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    # An update moves the row to the end of the table, where a query that sets no order finds it last.
    Claim.objects.filter(pk=claim.pk).update(reason="moved")

    def decide_both():
        with connection.cursor() as cursor:
            # Other plans might happen to give the order of the ids: this leaves only a walk through the table.
            for plan in ("indexscan", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET enable_{plan} = off")
        return decide_first_version(repeat, editor, repeats={claim.pk: 0})

    outcome = run_while_uncommitted(lambda: lock(claim), decide_both, meanwhile=lambda: lock(repeat))
    assert outcome.changed == [repeat, claim]


def test_a_drawing_sent_twice_at_once_makes_one_claim(article, editor):
    decision_id = uuid4()
    words = ["The council denied"]
    decision = Decision(kind="allegation", spans=[span_of(article.text, words[0])], words=words)

    def draw():
        return draw_claim(article_id=article.pk, decision=decision, decision_id=decision_id, editor=editor)

    outcome = run_while_uncommitted(draw, draw)
    assert outcome.changed == [Claim.objects.get()]
    assert Tag.objects.count() == 1
