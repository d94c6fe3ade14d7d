"""Several claims decided in one step, as the page asks for it."""

from uuid import uuid4

import pytest

from annotate.models import Tag
from annotate.tagging.decisions import Decision
from tests.factories import make_actor, make_claim, tag


@pytest.fixture
def claims(article):
    return [make_claim(article, words) for words in ("the bridge was unsafe", "knew nothing", "denied")]


def accept(client, article, claims: object, **fields):
    return client.post(f"/articles/{article.pk}/accept/", {"claims": claims, "decision_id": uuid4(), **fields})


def link(client, article, claims: object, **fields):
    return client.post(f"/articles/{article.pk}/link/", {"claims": claims, "decision_id": uuid4(), **fields})


def test_the_listed_claims_are_accepted_and_counted(script, article, claims):
    document = accept(script, article, ",".join(str(claim.pk) for claim in claims)).json()
    assert document["notice"]["text"] == "Accepted: 3 claims. One undo reverts them all."
    assert document["progress"] == {"total": 3, "settled": 3}


def test_only_what_was_seen_is_accepted(script, article, claims):
    accept(script, article, f"{claims[0].pk},{claims[1].pk}")
    claims[2].refresh_from_db()
    assert claims[2].status == "undecided"


def test_claims_decided_meanwhile_are_counted(script, article, claims, other_editor):
    tag(claims[0], other_editor, Decision(kind="quote"))
    document = accept(script, article, ",".join(str(claim.pk) for claim in claims)).json()
    assert "1 had already been decided" in document["notice"]["text"]


def test_one_source_is_linked_in_one_step(script, article, claims):
    actor = make_actor("Jane Roe")
    document = link(script, article, ",".join(f"{claim.pk}:0" for claim in claims), actor=actor.pk).json()
    assert "Linked: 3 claims." in document["notice"]["text"]
    assert set(Tag.objects.values_list("actor", flat=True)) == {actor.pk}


@pytest.mark.parametrize("way", [accept, link])
@pytest.mark.parametrize("claims", ["", "x", "1:2:3", "9" * 40, "-1", "1,,2", "١:١,"])
@pytest.mark.parametrize("browser", ["page", "script"])
def test_what_cannot_be_read_is_refused(request, article, way, claims, browser):
    assert way(request.getfixturevalue(browser), article, claims).status_code == 422
    assert not Tag.objects.exists()


def test_an_actor_that_is_not_there_is_refused(script, article, claims):
    response = link(script, article, f"{claims[0].pk}:0", actor=99)
    assert response.status_code == 422
    assert "no longer in the register" in response.content.decode()


def test_without_javascript_the_page_comes_back(page, article, claims):
    assert accept(page, article, str(claims[0].pk)).status_code == 302


@pytest.mark.parametrize("way", [accept, link])
def test_an_article_that_is_not_there_is_not_found(script, article, claims, way):
    article.pk = 4711
    assert way(script, article, "1:0").status_code == 404


@pytest.mark.parametrize("way", ["accept", "link"])
def test_the_wrong_verb_is_refused(page, article, way):
    assert page.get(f"/articles/{article.pk}/{way}/").status_code == 405
