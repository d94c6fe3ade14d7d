"""Redo, undo on one claim, history and restoring, as the page asks for them."""

from uuid import uuid4

import pytest

from annotate.models import Claim, Tag
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_claim, tag


@pytest.fixture
def second(article):
    return make_claim(article, "We knew nothing")


def post(client, article, way: str, **fields):
    return client.post(f"/articles/{article.pk}/{way}/", fields)


def standing(claim) -> str:
    return Claim.objects.select_related("tag").get(pk=claim.pk).kind


def test_what_was_undone_is_redone(script, article, claim, editor):
    tag(claim, editor, Decision(kind="quote"))
    post(script, article, "undo")
    assert "Redone." in post(script, article, "redo").content.decode()
    assert standing(claim) == "quote"


def test_one_claims_decision_is_undone_and_redone_apart(script, article, claim, second, editor):
    for each in (claim, second):
        tag(each, editor, Decision(kind="quote"))
    post(script, article, f"claims/{claim.pk}/undo")
    assert (standing(claim), standing(second)) == ("allegation", "quote")
    post(script, article, f"claims/{claim.pk}/redo")
    assert standing(claim) == "quote"


def test_a_step_sent_twice_is_done_once(script, article, claim, second, editor):
    for each in (claim, second):
        tag(each, editor, Decision(kind="quote"))
    decision_id = str(uuid4())
    for _ in range(2):
        assert post(script, article, "undo", decision_id=decision_id).status_code == 200
    assert standing(claim) == "quote"


@pytest.mark.parametrize("way", ["redo", "claims/1/undo", "claims/1/redo"])
@pytest.mark.parametrize("browser", ["page", "script"])
def test_the_notice_says_when_there_is_nothing_to_do(request, article, way, browser):
    response = post(request.getfixturevalue(browser), article, way)
    assert response.status_code == 409
    assert "You have nothing to" in response.content.decode()


def test_the_history_tells_who_said_what_and_when(page, article, claim, editor, other_editor):
    tag(claim, other_editor, Decision(kind="denial", actor_id=make_actor("Jane Roe").pk, note="see page 3"))
    tag(claim, editor, Decision(dismissed=True))
    html = page.get(f"/articles/{article.pk}/claims/{claim.pk}/history/").content.decode()
    for told in ("Ben Okoye", "denial", "Jane Roe", "see page 3", "Ana Lima", "dismissed", "suggested allegation"):
        assert told in html
    assert html.count("Restore</button>") == 2


def test_the_history_tells_what_each_decision_came_from(page, article, claim, editor):
    tag(claim, editor, Decision(kind="denial", actor_id=make_actor("Jane Roe").pk))
    tag(claim, editor, Decision(kind="quote", spans=[[0, 7]], words=["Ms Roe "]))
    html = page.get(f"/articles/{article.pk}/claims/{claim.pk}/history/").content.decode()
    assert "previously denial, Jane Roe · words changed" in html
    assert "previously undecided" in html


def test_the_history_for_htmx_is_a_part_of_the_card(htmx, article, claim, editor):
    tag(claim, editor)
    assert "<h1>" not in htmx.get(f"/articles/{article.pk}/claims/{claim.pk}/history/").content.decode()


def test_an_earlier_state_is_restored_and_its_card_stays(script, article, claim, second, editor):
    first = tag(claim, editor, Decision(kind="denial")).changed[0].tag
    tag(claim, editor, Decision(kind="quote"))
    fields = {"version": 2, "decision_id": uuid4(), "tag_id": first.pk, "with_card": "1"}
    document = post(script, article, f"claims/{claim.pk}/restore", **fields).json()
    assert document["notice"]["text"] == "Restored."
    assert f'data-claim="{claim.pk}"' in document["card"]
    assert standing(claim) == "denial"


def test_the_loser_of_a_race_gets_a_sentence(script, article, claim, editor, other_editor):
    first = tag(claim, editor).changed[0].tag
    tag(claim, other_editor, Decision(kind="quote"))
    response = post(script, article, f"claims/{claim.pk}/restore", version=1, decision_id=uuid4(), tag_id=first.pk)
    assert response.status_code == 409
    assert standing(claim) == "quote"


@pytest.mark.parametrize("fields", [{}, {"version": "x"}, {"tag_id": "x"}, {"tag_id": 99}, {"decision_id": "x"}])
def test_what_cannot_be_restored_is_not_found(script, article, claim, editor, fields):
    tag(claim, editor)
    whole = {"version": 1, "decision_id": uuid4()} | fields if fields else {}
    assert post(script, article, f"claims/{claim.pk}/restore", **whole).status_code == 404
    assert Tag.objects.count() == 1


@pytest.mark.parametrize("way", ["claims/99/restore", "claims/99/history"])
def test_a_claim_that_is_not_there_is_not_found(script, article, way):
    fields = {"version": 0, "decision_id": uuid4()}
    client = script.post if way.endswith("restore") else script.get
    assert client(f"/articles/{article.pk}/{way}/", fields).status_code == 404


@pytest.mark.parametrize("way", ["redo", "claims/1/undo", "claims/1/redo", "claims/1/restore"])
def test_the_wrong_verb_is_refused(page, article, way):
    assert page.get(f"/articles/{article.pk}/{way}/").status_code == 405


@pytest.mark.parametrize("tags", [2, 20])
def test_a_history_is_four_queries_whatever_its_length(page, article, claim, editor, tags):
    for number in range(tags):
        tag(claim, editor, Decision(kind=["quote", "denial"][number % 2]))
    with at_most(4):
        page.get(f"/articles/{article.pk}/claims/{claim.pk}/history/")
