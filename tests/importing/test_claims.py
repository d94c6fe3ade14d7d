import pytest

from annotate.importing.claims import FoundClaim, take_in_claims
from annotate.models import Claim
from tests.making import make_actor, make_article


@pytest.fixture
def article(editor):
    return make_article(text="A said b. C said b. D denied it.", detected=False)


def found(**fields) -> FoundClaim:
    defaults = {"source": [], "cue": [], "kind": "allegation", "actor": None, "confidence": 0.5, "reason": "r"}
    return FoundClaim(**{**defaults, "answers": None, "repeats": None, **fields})


def test_claims_are_stored_with_their_ties(article):
    actor = make_actor("A")
    first, second, third = take_in_claims(
        article=article,
        found=[
            found(spans=[(7, 8)], source=[(0, 1)], cue=[(2, 6)], actor=actor),
            found(spans=[(17, 18)], repeats=0),
            found(spans=[(20, 21), (29, 31)], kind="denial", answers=0),
        ],
        origin="test",
    )
    stored = Claim.objects.in_reading_order()
    assert list(stored) == [first, second, third]
    assert (stored[0].source_words, stored[0].suggested_actor, stored[0].spans) == ("A", actor, [[7, 8]])
    assert stored[1].repeats == first
    assert (stored[2].suggested_answer, stored[2].start, stored[2].end) == (first, 20, 31)


def test_the_articles_detection_is_done(article):
    take_in_claims(article=article, found=[], origin="test")
    article.refresh_from_db()
    assert article.detection == "done"


def test_the_note_on_why_claims_may_be_missing_is_kept_with_the_article(article):
    take_in_claims(article=article, found=[], origin="test", note="This text seems to be in Welsh.")
    article.refresh_from_db()
    assert article.detection_note == "This text seems to be in Welsh."


def test_an_article_without_doubts_has_no_note(article):
    take_in_claims(article=article, found=[], origin="test")
    article.refresh_from_db()
    assert article.detection_note == ""


def test_a_job_that_runs_twice_leaves_the_note_as_it_is(article):
    for note in ("The first.", "The second."):
        take_in_claims(article=article, found=[], origin="test", note=note)
    article.refresh_from_db()
    assert article.detection_note == "The first."


def test_a_job_that_runs_twice_leaves_the_claims_as_they_are(article):
    once = take_in_claims(article=article, found=[found(spans=[(7, 8)])], origin="test")
    twice = take_in_claims(article=article, found=[found(spans=[(7, 8)])], origin="test")
    assert twice == once
    assert Claim.objects.count() == 1
