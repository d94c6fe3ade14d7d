import pytest

from annotate.actors.suggestions import Suggestion
from annotate.detection import Attribution
from annotate.importing.claim_intake import bring_claims, take_in_claims
from annotate.importing.readers.reader_types import ReadClaim
from annotate.models import Actor, Article, Claim
from tests.factories import make_actor, make_article, make_claim, tag


@pytest.fixture
def article(editor):
    return make_article(text="A said b. C said b. D denied it.", detected=False)


def found(actor: Actor | None = None, **fields) -> tuple[Attribution, Suggestion | None]:
    defaults = {"source": [], "cue": [], "kind": "allegation", "confidence": 0.5, "reason": "r"}
    return Attribution(**(defaults | fields)), actor and Suggestion(actor, 0.9, "a")


def take_in(article: Article, *found, note: str = "") -> list[Claim]:
    """Take in attributions, each with its suggested actor, as a detector's claims."""
    attributions, suggestions = zip(*found, strict=True) if found else ((), ())
    return take_in_claims(article=article, attributions=attributions, suggestions=suggestions, origin="test", note=note)


def test_claims_are_stored_with_their_ties(article):
    actor = make_actor("A")
    first, second, third = take_in(
        article,
        found(spans=[(7, 8)], source=[(0, 1)], cue=[(2, 6)], actor=actor),
        found(spans=[(17, 18)], repeats=0),
        found(spans=[(20, 21), (29, 31)], kind="denial", answers=0),
    )
    stored = Claim.objects.in_reading_order()
    assert list(stored) == [first, second, third]
    assert (stored[0].source_words, stored[0].suggested_actor, stored[0].spans) == ("A", actor, [[7, 8]])
    assert stored[1].repeats == first
    assert (stored[2].suggested_answer, stored[2].start, stored[2].end) == (first, 20, 31)


def test_the_articles_detection_is_marked_as_done(article):
    take_in(article)
    article.refresh_from_db()
    assert article.detection == "done"


def test_the_note_on_missing_claims_is_stored_with_the_article(article):
    take_in(article, note="This text seems to be in Welsh.")
    article.refresh_from_db()
    assert article.detection_note == "This text seems to be in Welsh."


def test_an_article_without_doubts_has_no_note(article):
    take_in(article)
    article.refresh_from_db()
    assert article.detection_note == ""


def test_a_job_that_runs_twice_leaves_the_note_as_it_is(article):
    for note in ("The first.", "The second."):
        take_in(article, note=note)
    article.refresh_from_db()
    assert article.detection_note == "The first."


def test_a_job_that_runs_twice_leaves_the_claims_as_they_are(article):
    once = take_in(article, found(spans=[(7, 8)]))
    twice = take_in(article, found(spans=[(7, 8)]))
    assert twice == once
    assert Claim.objects.count() == 1


def brought(*spans, **fields) -> ReadClaim:
    return ReadClaim(spans=spans, **fields)


def test_imported_claims_are_stored_unchanged(article):
    actor = make_actor("A")
    [claim] = bring_claims(
        article=article, brought=[brought((7, 8), source=((0, 1),), cue=((2, 6),), kind="quote")], suggested=[actor]
    )
    claim.refresh_from_db()
    assert (claim.origin, claim.suggested_kind, claim.suggested_actor) == ("import", "quote", actor)
    assert (claim.spans, claim.original_spans, claim.source_words) == ([[7, 8]], [[7, 8]], "A")
    assert (claim.start, claim.end, claim.cue, claim.confidence) == (7, 8, [[2, 6]], None)


def test_detection_adds_only_claims_that_overlap_no_stored_claim(article):
    bring_claims(article=article, brought=[brought((7, 8)), brought((20, 21), (29, 31))], suggested=[None, None])
    added = take_in(
        article, found(spans=[(0, 9)]), found(spans=[(17, 18)], repeats=0), found(spans=[(22, 29)], answers=0)
    )
    first = Claim.objects.in_reading_order()[0]
    assert [claim.start for claim in added] == [17, 22]
    assert (added[0].repeats, added[1].suggested_answer) == (first, first)
    assert Claim.objects.count() == 4


def test_detection_completes_imported_claims_without_a_kind(article):
    actor = make_actor("A")
    bring_claims(article=article, brought=[brought((7, 8)), brought((17, 18), kind="quote")], suggested=[None, None])
    both = [found(spans=[(6, 9)], kind="denial", actor=actor), found(spans=[(17, 18)], kind="denial", actor=actor)]
    take_in(article, *both)
    first, second = Claim.objects.in_reading_order()
    assert (first.suggested_kind, first.suggested_actor, first.confidence, first.origin) == (
        "denial",
        actor,
        0.5,
        "import",
    )
    assert first.reason == "It came with the article. r"
    assert (second.suggested_kind, second.suggested_actor) == ("quote", None)


def test_detection_adds_nothing_where_an_editor_drew_a_claim_meanwhile(article, editor):
    claim = make_claim(article, "b.", drawn_by=editor)
    assert len(take_in(article, found(spans=[(7, 8)]))) == 1  # taken back
    Article.objects.update(detection="pending")
    tag(claim, editor)
    assert take_in(article, found(spans=[(7, 8)])) == []
