"""Claims that editors draw, and claims whose spans they change."""

from uuid import uuid4

import pytest

from annotate.models import Article, Claim, Tag
from annotate.tagging.decisions import Decision, DecisionRefused, decide
from annotate.tagging.drawn_claims import draw_claim
from annotate.tagging.undoing import redo, undo
from tests.factories import exported_rows, make_actor, make_claim, span_of, tag

WORDS = "The council denied"


def drawing_of(article, *words: str, **fields) -> Decision:
    spans = [span_of(article.text, part) for part in words]
    return Decision(**{"kind": "allegation", **fields}, spans=spans, words=words)


def draw(article, editor, *words: str, decision_id=None, **fields) -> Claim:
    decision = drawing_of(article, *words, **fields)
    outcome = draw_claim(article_id=article.pk, decision=decision, decision_id=decision_id or uuid4(), editor=editor)
    return Claim.objects.with_decisions().get(pk=outcome.changed[0].pk)


def redraw(claim, editor, *words: str, **options) -> Claim:
    tag(claim, editor, drawing_of(claim.article, *words), **options)
    claim.refresh_from_db()
    return claim


def take_step(step, article, editor) -> None:
    step(article_id=article.pk, editor=editor, decision_id=uuid4())


def test_drawn_words_become_a_tagged_claim(article, editor):
    claim = draw(article, editor, WORDS)
    assert (claim.spans, claim.start, claim.end) == ([span_of(article.text, WORDS)], *span_of(article.text, WORDS))
    assert (claim.status, claim.kind, claim.drawn_by, claim.tag.spans) == ("tagged", "allegation", editor, claim.spans)


def test_a_claim_can_be_drawn_in_several_parts(article, editor):
    assert len(draw(article, editor, "Ms Roe", "unsafe").spans) == 2


def test_a_drawn_claim_has_the_chosen_actor(article, editor):
    actor = make_actor("Jane Roe")
    assert draw(article, editor, WORDS, actor_id=actor.pk).actor == actor
    actor.refresh_from_db()
    assert actor.in_register


def test_a_drawing_sent_twice_makes_one_claim(article, editor):
    decision_id = uuid4()
    first = draw(article, editor, WORDS, decision_id=decision_id)
    assert draw(article, editor, WORDS, decision_id=decision_id) == first
    assert Claim.objects.count() == Tag.objects.count() == 1


def test_undo_hides_a_drawn_claim_and_redo_shows_it_again(article, editor):
    claim = draw(article, editor, WORDS)
    take_step(undo, article, editor)
    assert not Claim.objects.visible().exists()
    assert not exported_rows()
    assert not Article.objects.with_progress().get().total
    take_step(redo, article, editor)
    assert Claim.objects.visible().get() == claim


@pytest.mark.parametrize(
    "decision",
    [
        Decision(kind="allegation"),
        Decision(kind="allegation", spans=[[0, 2]], words=["xx"]),
        Decision(kind="rumour", spans=[[0, 2]], words=["Ms"]),
        Decision(kind="quote", actor_id=99, spans=[[0, 2]], words=["Ms"]),
    ],
)
def test_an_invalid_drawing_is_refused_and_stores_nothing(article, editor, decision):
    with pytest.raises(DecisionRefused):
        draw_claim(article_id=article.pk, decision=decision, decision_id=uuid4(), editor=editor)
    assert not Claim.objects.exists()


def test_an_unknown_article_is_an_error(db, editor):
    with pytest.raises(Article.DoesNotExist):
        draw_claim(article_id=1, decision=Decision(kind="quote"), decision_id=uuid4(), editor=editor)


def test_a_redrawn_claim_keeps_its_original_spans(claim, editor):
    before = claim.spans
    redraw(claim, editor, "bridge was unsafe")
    assert (claim.spans, claim.original_spans) == ([span_of(claim.article.text, "bridge was unsafe")], before)
    assert (claim.start, claim.end) == tuple(claim.spans[0])


def test_undo_and_redo_change_the_spans_as_well(claim, article, editor):
    before = claim.spans
    after = redraw(claim, editor, "bridge").spans
    for step, spans in ((undo, before), (redo, after), (undo, before)):
        take_step(step, article, editor)
        claim.refresh_from_db()
        assert (claim.spans, claim.start) == (spans, spans[0][0])


def test_a_later_decision_keeps_the_new_spans(claim, editor):
    after = redraw(claim, editor, "bridge").spans
    tag(claim, editor, Decision(kind="quote"))
    claim.refresh_from_db()
    assert claim.spans == claim.tag.spans == after


def test_redrawing_a_claim_does_not_tag_its_repeats(article, claim, editor):
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    redraw(claim, editor, "bridge", repeats={repeat.pk: 0})
    repeat.refresh_from_db()
    assert repeat.status == "undecided"


def test_words_that_do_not_match_are_refused_and_change_nothing(claim, editor):
    with pytest.raises(DecisionRefused, match="does not have the words"):
        decide(
            article_id=claim.article_id,
            claim_id=claim.pk,
            version=0,
            decision=Decision(kind="quote", spans=[[0, 3]], words=["xyz"]),
            decision_id=uuid4(),
            editor=editor,
        )
    claim.refresh_from_db()
    assert (claim.version, claim.tag) == (0, None)
