"""The cards that come next, fetched before they are needed."""

import re

import pytest

from tests.factories import at_most, make_article, make_claim, tag


@pytest.fixture
def claims(article):
    return [make_claim(article, words) for words in ("the bridge was unsafe", "denied", "We knew nothing")]


def ahead(client, article, **asked) -> list[int]:
    return [card["id"] for card in client.get(f"/articles/{article.pk}/cards/", asked).json()["cards"]]


def test_they_come_in_the_order_of_the_queue(script, article, claims):
    first, second, third = (claim.pk for claim in claims)
    assert ahead(script, article) == [first, second, third]
    assert ahead(script, article, after=claims[1].start) == [second, third, first]


def test_decided_claims_and_those_that_are_there_already_are_left_out(script, article, claims, editor):
    tag(claims[0], editor)
    assert ahead(script, article, without=f"{claims[1].pk},x,{'9' * 40}") == [claims[2].pk]


def test_each_has_a_decision_id_of_its_own(script, article, claims):
    cards = script.get(f"/articles/{article.pk}/cards/").json()["cards"]
    assert len({re.search(r'name="decision_id" value="([^"]+)"', card["html"])[1] for card in cards}) == 3


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40])
def test_a_position_outside_the_text_counts_as_its_start(script, article, claims, after):
    assert len(ahead(script, article, after=after)) == 3


def test_they_are_at_most_twelve(script, article):
    for _ in range(20):
        make_claim(article, "unsafe")
    assert len(ahead(script, article)) == 12


@pytest.mark.parametrize("number", [2, 12])
def test_they_are_five_queries_whatever_their_number(script, number):
    article = make_article(text="It leaked.")
    for _ in range(number):
        make_claim(article, "leaked")
    with at_most(5):
        assert len(ahead(script, article)) == number


def test_an_article_that_is_not_there_and_the_wrong_verb_are_refused(script, article):
    assert script.get("/articles/4711/cards/").status_code == 404
    assert script.post(f"/articles/{article.pk}/cards/").status_code == 405
