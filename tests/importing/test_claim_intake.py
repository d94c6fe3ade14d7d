import pytest

from annotate.actors.suggestions import Suggestion
from annotate.detection import Attribution
from annotate.importing.claim_intake import store_detected_claims, store_imported_claims
from annotate.importing.readers.reader_types import ReadClaim
from annotate.models import Actor, Article, Claim
from tests.factories import make_actor, make_article, make_claim, tag


@pytest.fixture
def article(editor):
    return make_article(text="A said b. C said b. D denied it.", detected=False)


def detected(actor: Actor | None = None, **fields) -> tuple[Attribution, Suggestion | None]:
    defaults = {"source": [], "cue": [], "kind": "allegation", "confidence": 0.5, "reason": "r"}
    return Attribution(**(defaults | fields)), actor and Suggestion(actor, 0.9, "a")


def store_detected(article: Article, *pairs, note: str = "") -> list[Claim]:
    """Store attributions, each with its suggested actor, as a detector does."""
    attributions, suggestions = zip(*pairs, strict=True) if pairs else ((), ())
    return store_detected_claims(
        article=article, attributions=attributions, suggestions=suggestions, origin="test", note=note
    )


def test_claims_are_stored_with_their_ties(article):
    actor = make_actor("A")
    first, second, third = store_detected(
        article,
        detected(spans=[(7, 8)], source=[(0, 1)], cue=[(2, 6)], actor=actor),
        detected(spans=[(17, 18)], repeats=0),
        detected(spans=[(20, 21), (29, 31)], kind="denial", answers=0),
    )
    stored = Claim.objects.in_reading_order()
    assert list(stored) == [first, second, third]
    assert (stored[0].source_words, stored[0].suggested_actor, stored[0].spans) == ("A", actor, [[7, 8]])
    assert stored[1].repeats == first
    assert (stored[2].suggested_answer, stored[2].start, stored[2].end) == (first, 20, 31)


def test_the_articles_detection_is_marked_as_done(article):
    store_detected(article)
    article.refresh_from_db()
    assert article.detection == "done"


def test_the_note_on_missing_claims_is_stored_with_the_article(article):
    store_detected(article, note="This text seems to be in Welsh.")
    article.refresh_from_db()
    assert article.detection_note == "This text seems to be in Welsh."


def test_an_article_without_doubts_has_no_note(article):
    store_detected(article)
    article.refresh_from_db()
    assert article.detection_note == ""


def test_a_job_that_runs_twice_leaves_the_note_as_it_is(article):
    for note in ("The first.", "The second."):
        store_detected(article, note=note)
    article.refresh_from_db()
    assert article.detection_note == "The first."


def test_a_job_that_runs_twice_leaves_the_claims_as_they_are(article):
    once = store_detected(article, detected(spans=[(7, 8)]))
    twice = store_detected(article, detected(spans=[(7, 8)]))
    assert twice == once
    assert Claim.objects.count() == 1


def read_claim(*spans, **fields) -> ReadClaim:
    return ReadClaim(spans=spans, **fields)


def test_imported_claims_are_stored_unchanged(article):
    actor = make_actor("A")
    [claim] = store_imported_claims(
        article=article,
        reads=[read_claim((7, 8), source=((0, 1),), cue=((2, 6),), kind="quote")],
        suggested_actors=[actor],
    )
    claim.refresh_from_db()
    assert (claim.origin, claim.suggested_kind, claim.suggested_actor) == ("import", "quote", actor)
    assert (claim.spans, claim.original_spans, claim.source_words) == ([[7, 8]], [[7, 8]], "A")
    assert (claim.start, claim.end, claim.cue, claim.confidence) == (7, 8, [[2, 6]], None)


def test_detection_adds_only_claims_that_overlap_no_stored_claim(article):
    store_imported_claims(
        article=article, reads=[read_claim((7, 8)), read_claim((20, 21), (29, 31))], suggested_actors=[None, None]
    )
    added = store_detected(
        article, detected(spans=[(0, 9)]), detected(spans=[(17, 18)], repeats=0), detected(spans=[(22, 29)], answers=0)
    )
    first = Claim.objects.in_reading_order()[0]
    assert [claim.start for claim in added] == [17, 22]
    assert (added[0].repeats, added[1].suggested_answer) == (first, first)
    assert Claim.objects.count() == 4


def test_detection_completes_imported_claims_without_a_kind(article):
    actor = make_actor("A")
    store_imported_claims(
        article=article, reads=[read_claim((7, 8)), read_claim((17, 18), kind="quote")], suggested_actors=[None, None]
    )
    both = [
        detected(spans=[(6, 9)], kind="denial", actor=actor),
        detected(spans=[(17, 18)], kind="denial", actor=actor),
    ]
    store_detected(article, *both)
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
    assert len(store_detected(article, detected(spans=[(7, 8)]))) == 1  # taken back
    Article.objects.update(detection="pending")
    tag(claim, editor)
    assert store_detected(article, detected(spans=[(7, 8)])) == []
