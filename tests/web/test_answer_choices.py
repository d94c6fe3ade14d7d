"""Choosing the allegation that a denial answers, in the same article or another."""

import re

import pytest

from annotate.models import Claim
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_article, make_claim, sent, tag


@pytest.fixture
def denial(article):
    return make_claim(article, "that the bridge was unsafe", source="The council", suggested_kind="denial")


@pytest.fixture
def elsewhere(editor):
    """An allegation by Jane Roe in an article about a harbour."""
    article = make_article(text="It leaked, said Jane Roe.", title="Harbour wall leaks", outlet="The Courier")
    claim = make_claim(article, "It leaked")
    tag(claim, editor, Decision(kind="allegation", actor_id=make_actor("Jane Roe", created_by=editor).pk))
    return claim


def offered(client, claim, q: str = "") -> str:
    return client.get(f"/articles/{claim.article_id}/claims/{claim.pk}/allegations/", {"q": q}).content.decode()


def ids(html: str) -> list[int]:
    return [int(each) for each in re.findall(r'data-answers="(\d+)"', html)]


def test_this_articles_allegations_are_offered_tagged_or_suggested(htmx, article, claim, denial, editor):
    quote = make_claim(article, "We knew nothing", suggested_kind="quote")
    tagged = make_claim(article, "the bridge was unsafe", nth=2, suggested_kind="quote")
    tag(tagged, editor)
    html = offered(htmx, denial)
    assert ids(html) == [claim.pk, tagged.pk]
    assert quote.pk not in ids(html)
    assert "undecided" in html


def test_dismissed_claims_and_the_claim_itself_are_not_offered(htmx, article, claim, editor):
    tag(claim, editor, Decision(dismissed=True))
    own = make_claim(article, "unsafe")
    assert ids(offered(htmx, own)) == []


def test_allegations_are_searched_by_words_and_by_actor(htmx, article, claim, denial, editor):
    other = make_claim(article, "We knew nothing", suggested_actor=make_actor("Mr Hale"))
    assert ids(offered(htmx, denial, "BRIDGE unsafe")) == [claim.pk]
    assert ids(offered(htmx, denial, "hale")) == [other.pk]
    assert "No allegation here has these words" in offered(htmx, denial, "zebra")


@pytest.mark.parametrize("q", ["harbour", "courier wall", "roe", "Jane R"])
def test_allegations_of_other_articles_are_found_by_headline_outlet_and_actor(htmx, denial, elsewhere, q):
    html = offered(htmx, denial, q)
    assert ids(html) == [elsewhere.pk]
    assert "Harbour wall leaks, The Courier" in html


def test_the_number_of_existing_answers_is_shown(htmx, article, claim, denial, editor):
    answer = make_claim(article, "denied")
    tag(answer, editor, Decision(kind="denial", answers_id=claim.pk))
    assert "already answered by 1 denial" in offered(htmx, denial)
    tag(answer, editor, Decision(dismissed=True))
    assert "already" not in offered(htmx, denial)


def test_without_javascript_the_choices_are_a_page_whose_links_keep_the_choice(page, denial, elsewhere):
    html = offered(page, denial, "harbour")
    assert "Which allegation does this denial answer?" in html
    link = re.search(r'href="(/articles/\d+/\?claim=\d+&amp;kind=denial&amp;answers=\d+)', html)[1]
    card = page.get(link.replace("&amp;", "&")).content.decode()
    assert f'name="answers" value="{elsewhere.pk}" checked' in card
    assert re.search(r'value="denial"[^>]* checked', card)
    assert f'href="/articles/{elsewhere.article_id}/?claim={elsewhere.pk}#claim-{elsewhere.pk}">“It leaked”' in card


def test_a_denial_can_answer_an_allegation_of_another_article(page, denial, elsewhere):
    address = f"/articles/{denial.article_id}/claims/{denial.pk}/tag/"
    page.post(address, sent(denial, kind="denial", answers=elsewhere.pk))
    assert Claim.objects.get(pk=denial.pk).tag.answers_id == elsewhere.pk
    html = page.get(f"/articles/{elsewhere.article_id}/?claim={elsewhere.pk}").content.decode()
    assert "Denied by" in html
    assert f"/articles/{denial.article_id}/?claim={denial.pk}" in html


def test_a_refused_decision_keeps_the_chosen_allegation(htmx, claim, denial, elsewhere):
    address = f"/articles/{denial.article_id}/claims/{denial.pk}/tag/"
    fields = sent(denial, kind="denial", answers=elsewhere.pk, not_named="", actor_name="")
    html = htmx.post(address, fields).content.decode()
    assert "Name the actor" in html
    assert f'name="answers" value="{elsewhere.pk}" checked' in html


@pytest.mark.parametrize("invalid", ["x", "9" * 40, "9" * 18, ""])
def test_an_invalid_allegation_in_the_address_is_ignored(page, denial, invalid):
    response = page.get(f"/articles/{denial.article_id}/?claim={denial.pk}&kind=denial&answers={invalid}")
    assert 'name="answers" value=""' in response.content.decode()


@pytest.mark.parametrize("number", [1, 25])
def test_the_list_takes_nine_queries_whatever_the_number(htmx, article, denial, elsewhere, number):
    for _ in range(number):
        make_claim(article, "the bridge was unsafe")
    with at_most(9):
        offered(htmx, denial, "unsafe")


def test_missing_objects_and_the_wrong_method_are_refused(page, article, claim):
    assert page.get(f"/articles/{article.pk}/claims/4711/allegations/").status_code == 404
    assert page.post(f"/articles/{article.pk}/claims/{claim.pk}/allegations/").status_code == 405
    assert page.get(f"/articles/{article.pk}/claims/{claim.pk}/allegations/?q=%00").status_code == 200
