"""What a page hears of other editors."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from annotate.models import Claim, Presence
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_article, make_claim, sent, tag


def ask(client, article, **asked) -> dict:
    response = client.post(f"/articles/{article.pk}/live/", asked)
    assert response.status_code == 200
    return response.json()


def test_the_others_tags_since_the_last_time_are_told(htmx, article, claim, other_editor):
    since = ask(htmx, article)["now"]
    tag(claim, other_editor, Decision(kind="denial"))
    told = ask(htmx, article, since=since)["claims"]
    assert [(each["id"], each["status"], each["kind"], each["version"]) for each in told] == [
        (claim.pk, "tagged", "denial", 1)
    ]


def test_a_change_is_told_with_who_made_it_where_it_stands_and_how_many_are_decided(htmx, article, claim, editor):
    make_claim(article, "We knew nothing")
    tag(claim, editor, Decision(kind="denial", actor_id=make_actor("Jane Roe").pk))
    told = ask(htmx, article)
    assert told["progress"] == {"total": 2, "settled": 1}
    change = told["claims"][0]
    assert (change["by"], change["mine"]) == ("Ana Lima", True)
    assert (change["actor"], change["spans"]) == ("Jane Roe", claim.spans)


def test_anothers_change_is_not_ones_own(htmx, article, claim, other_editor):
    tag(claim, other_editor)
    change = ask(htmx, article)["claims"][0]
    assert (change["by"], change["mine"]) == ("Ben Okoye", False)


def test_a_drawn_claim_that_was_taken_back_is_told_as_out_of_sight(htmx, article, editor):
    htmx.post(f"/articles/{article.pk}/claims/", sent(Claim(version=0), spans="0-7", words="Ms Roe "))
    assert ask(htmx, article)["claims"][0]["visible"]
    htmx.post(f"/articles/{article.pk}/undo/")
    assert not ask(htmx, article)["claims"][0]["visible"]


def test_what_is_long_past_is_not_told_again(htmx, article, claim, other_editor):
    tag(claim, other_editor)
    assert not ask(htmx, article, since=(timezone.now() + timedelta(minutes=1)).isoformat())["claims"]


def test_what_was_taken_back_is_told_too(htmx, article, claim, editor):
    tag(claim, editor)
    htmx.post(f"/articles/{article.pk}/undo/")
    assert ask(htmx, article)["claims"][0]["status"] == "undecided"


def test_who_else_is_there_is_told_and_oneself_is_not(htmx, article, other_editor):
    other = Client()
    other.force_login(other_editor)
    ask(other, article)
    assert ask(htmx, article)["others"] == ["Ben Okoye"]
    assert ask(other, article)["others"] == ["Ana Lima"]


def test_who_has_not_been_heard_of_for_a_while_is_gone(htmx, article, other_editor):
    Presence.objects.create(article=article, editor=other_editor, heard_at=timezone.now() - timedelta(seconds=16))
    assert ask(htmx, article)["others"] == []


def test_other_articles_are_not_told_of(htmx, article, claim, editor, other_editor):
    elsewhere = make_article(text="Another text.")
    Presence.objects.create(article=elsewhere, editor=other_editor)
    tag(make_claim(elsewhere, "text"), other_editor)
    assert ask(htmx, article) | {"now": ""} == {"now": "", "others": [], "claims": [], "progress": None}


@pytest.mark.parametrize("since", ["", "x", "2026-11-23", "2026-11-23T10:00:00", "0001-01-01T00:00:00+00:00", "9" * 40])
def test_a_time_that_is_none_is_taken_for_now(htmx, article, claim, since):
    assert ask(htmx, article, since=since)["claims"] == []


def test_paragraphs_come_as_they_are_now(htmx, article, claim, editor):
    tag(claim, editor)
    html = htmx.get(f"/articles/{article.pk}/paragraphs/", {"at": "0"}).content.decode()
    assert '<p id="p-0" data-start="0" hx-swap-oob="true">' in html
    assert "claim tagged" in html
    assert html.count("<p ") == 1


@pytest.mark.parametrize("at", ["", "x", "999999", "-1", "9" * 40])
def test_a_place_without_a_paragraph_gives_none(htmx, article, at):
    assert "<p " not in htmx.get(f"/articles/{article.pk}/paragraphs/", {"at": at}).content.decode()


@pytest.mark.parametrize("claims", [2, 40])
def test_asking_is_seven_queries_whatever_has_changed(htmx, article, editor, claims):
    for _ in range(claims):
        tag(make_claim(article, "unsafe"), editor)
    with at_most(7):
        assert len(ask(htmx, article)["claims"]) == claims


def test_a_stranger_an_article_that_is_not_there_and_the_wrong_verb_are_refused(client, htmx, article):
    assert htmx.post("/articles/4711/live/").status_code == 404
    assert htmx.get(f"/articles/{article.pk}/live/").status_code == 405
    assert Client().post(f"/articles/{article.pk}/live/").status_code in (302, 401)
