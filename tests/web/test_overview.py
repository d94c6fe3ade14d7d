"""Uncovered sentences, bulk actions, and unanswered allegations."""

import re

import pytest

from annotate.tagging.decisions import Decision
from annotate.web.overview import untouched
from tests.factories import at_most, make_actor, make_article, make_claim, tag


@pytest.fixture
def claims(article):
    sure = (("the bridge was unsafe", 0.97), ("denied", 0.85), ("We knew nothing", 0.6))
    return [make_claim(article, words, confidence=each) for words, each in sure]


def overview(client, article) -> str:
    return client.get(f"/articles/{article.pk}/overview/").content.decode()


def test_open_suggestions_are_offered_by_confidence_with_their_number(htmx, article, claims):
    html = overview(htmx, article)
    assert "Accept 1 suggestion with a confidence of 95% or more" in html
    assert "Accept 2 suggestions with a confidence of 80% or more" in html
    assert "Accept 3 suggestions: all undecided ones" in html
    assert "90% or more" not in html  # the same claims as at 95%


def test_accepting_a_batch_accepts_the_claims_offered(htmx, article, claims):
    sent = re.findall(r'name="claims" value="([\d,]+)"', overview(htmx, article))[1]
    htmx.post(
        f"/articles/{article.pk}/accept/", {"claims": sent, "decision_id": "6f2d5f0e-2c8e-4a38-8f6d-0a8a2f2d9c11"}
    )
    for claim in claims:
        claim.refresh_from_db()
    assert [claim.status for claim in claims] == ["tagged", "tagged", "undecided"]


def test_decided_claims_are_not_offered(htmx, article, claims, editor):
    for claim in claims:
        tag(claim, editor)
    assert "No undecided suggestions." in overview(htmx, article)


def test_the_share_of_untouched_sentences_is_shown(htmx, article, claims, editor):
    assert "100% of the sentences" in overview(htmx, article)
    tag(claims[0], editor, Decision(dismissed=True))
    assert "75% of the sentences" in overview(htmx, article)


@pytest.mark.parametrize(
    ("spans", "share"),
    [([], 1.0), ([[0, 1]], 0.75), ([[9, 11]], 0.5), ([[0, 40]], 0.0), ([[10, 10]], 1.0), ([[39, 99]], 0.75)],
)
def test_one_character_is_enough_to_touch_a_sentence(spans, share):
    assert untouched([(0, 10), (10, 20), (20, 30), (30, 40)], spans) == share


def test_a_text_without_sentences_has_no_untouched_share():
    assert untouched([], []) == 0.0


@pytest.mark.parametrize("number", [2, 40])
def test_the_overview_takes_four_queries_whatever_the_number(htmx, article, number):
    for _ in range(number):
        make_claim(article, "unsafe")
    with at_most(4):
        overview(htmx, article)


def same_source(client, claim) -> str:
    return client.get(f"/articles/{claim.article_id}/claims/{claim.pk}/same-source/").content.decode()


def test_other_claims_of_the_same_source_can_be_linked_in_one_step(htmx, article, editor):
    first, second = (make_claim(article, words, source="Ms Roe", cue="alleged") for words in ("the bridge", "unsafe"))
    tag(first, editor, Decision(kind="quote", actor_id=make_actor("Jane Roe").pk))
    html = same_source(htmx, first)
    assert "Tag 1 more claim by ‘Ms Roe’ as suggested, with Jane Roe" in html
    assert f'value="{second.pk}:0"' in html


def test_a_claim_without_others_of_its_source_says_so(htmx, article):
    assert "Every other claim by ‘Ms Roe’" in same_source(htmx, make_claim(article, "the bridge", source="Ms Roe"))
    assert "no source in the text" in same_source(htmx, make_claim(article, "unsafe"))


def test_unanswered_allegations_are_listed(page, article, claims, editor):
    allegation, denial, other = claims
    for claim in (allegation, other):
        tag(claim, editor, Decision(kind="allegation"))
    tag(denial, editor, Decision(kind="denial", answers_id=allegation.pk))
    html = page.get("/unanswered/").content.decode()
    assert "1 allegation without an answer" in html
    assert "We knew nothing" in html
    assert "the bridge was unsafe</a>" not in html


def test_nothing_tagged_reads_differently_from_everything_answered(page, article, claims, editor):
    allegation, denial, _ = claims
    assert "No allegations tagged yet." in page.get("/unanswered/").content.decode()
    tag(allegation, editor, Decision(kind="allegation"))
    tag(denial, editor, Decision(kind="denial", answers_id=allegation.pk))
    assert "Every tagged allegation has an answer." in page.get("/unanswered/").content.decode()
    elsewhere = make_article(text="It leaked.")
    assert "No allegations tagged yet." in page.get("/unanswered/", {"article": elsewhere.pk}).content.decode()


def test_a_replaced_answer_does_not_count(page, article, claims, editor):
    allegation, denial, _ = claims
    tag(allegation, editor, Decision(kind="allegation"))
    tag(denial, editor, Decision(kind="denial", answers_id=allegation.pk))
    tag(denial, editor, Decision(dismissed=True))
    assert "the bridge was unsafe</a>" in page.get("/unanswered/").content.decode()


def test_unanswered_allegations_can_be_filtered_by_article(page, article, claims, editor):
    tag(claims[0], editor, Decision(kind="allegation"))
    elsewhere = make_article(text="It leaked.")
    tag(make_claim(elsewhere, "leaked"), editor, Decision(kind="allegation"))
    html = page.get("/unanswered/", {"article": elsewhere.pk}).content.decode()
    assert "leaked</a>" in html
    assert "the bridge was unsafe</a>" not in html


@pytest.mark.parametrize("asked", [{"article": "x"}, {"article": "9" * 40}, {"page": "x"}])
def test_odd_parameters_are_ignored(page, db, asked):
    assert page.get("/unanswered/", asked).status_code == 200


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_takes_four_queries_whatever_the_number(page, editor, article, number):
    for _ in range(number):
        tag(make_claim(article, "unsafe"), editor, Decision(kind="allegation"))
    with at_most(4):
        page.get("/unanswered/")


def test_an_allegations_card_names_its_answers(page, article, claims, editor):
    allegation, denial, _ = claims
    tag(allegation, editor, Decision(kind="allegation"))
    address = f"/articles/{article.pk}/?claim={allegation.pk}"
    assert "No denial answers this allegation yet." in page.get(address).content.decode()
    tag(denial, editor, Decision(kind="denial", actor_id=make_actor("City Council").pk, answers_id=allegation.pk))
    html = page.get(address).content.decode()
    assert "Denied by" in html
    assert "City Council" in html


def test_a_note_is_shown_on_the_card(page, article, claim, editor):
    tag(claim, editor, Decision(kind="quote", note="see page 3"))
    assert "see page 3</textarea>" in page.get(f"/articles/{article.pk}/?claim={claim.pk}").content.decode()


def test_missing_objects_and_the_wrong_method_are_refused(page, article):
    assert page.get("/articles/99/overview/").status_code == 404
    assert page.get(f"/articles/{article.pk}/claims/99/same-source/").status_code == 404
    assert page.post(f"/articles/{article.pk}/overview/").status_code == 405
    assert page.post("/unanswered/").status_code == 405
