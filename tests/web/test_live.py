"""What a page hears of other editors."""

import re
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


def test_anothers_decision_since_the_last_time_is_reported(script, article, claim, other_editor):
    since = ask(script, article)["now"]
    tag(claim, other_editor, Decision(kind="denial", actor_id=make_actor("Jane Roe").pk))
    assert ask(script, article, since=since)["claims"] == [
        {
            "id": claim.pk,
            "status": "tagged",
            "kind": "denial",
            "version": 1,
            "is_own": False,
            "editor": "Ben Okoye",
            "actor": "Jane Roe",
        }
    ]


def test_an_own_decision_is_reported_as_own(script, article, claim, editor):
    make_claim(article, "We knew nothing")
    tag(claim, editor)
    document = ask(script, article)
    assert document["progress"] == {"total": 2, "settled": 1}
    assert [(state["is_own"], state["editor"]) for state in document["claims"]] == [(True, "")]


def test_a_decision_that_leaves_the_words_brings_no_paragraph(script, article, claim, other_editor):
    tag(claim, other_editor)
    assert ask(script, article)["paragraphs"] == ""


def test_a_drawn_claim_comes_with_its_paragraph_and_so_does_its_removal(script, article):
    script.post(f"/articles/{article.pk}/claims/", sent(Claim(version=0), spans="0-7", words="Ms Roe "))
    html = ask(script, article)["paragraphs"]
    assert '<p id="p-0" data-start="0"><a class="claim tagged' in html
    assert html.count("<p ") == 1
    script.post(f"/articles/{article.pk}/undo/")
    html = ask(script, article)["paragraphs"]
    assert '<p id="p-0"' in html
    assert "<a " not in html


def test_moved_words_come_with_the_paragraphs_of_both_places(script, article, claim, other_editor):
    last = article.text.rindex("\n") + 1
    spans = [[last, last + 3]]
    tag(claim, other_editor, Decision(kind="quote", spans=spans, words=[article.text[last : last + 3]]))
    starts = re.findall(r'<p id="p-(\d+)"', ask(script, article)["paragraphs"])
    assert starts == [
        str(article.text.rindex("\n", 0, claim.start) + 1 if "\n" in article.text[: claim.start] else 0),
        str(last),
    ]


def test_moved_words_whose_undo_restores_their_place_come_again(script, article, claim, editor):
    tag(claim, editor, Decision(kind="quote", spans=[[0, 6]], words=[article.text[:6]]))
    script.post(f"/articles/{article.pk}/undo/")
    assert '<p id="p-0"' in ask(script, article)["paragraphs"]


def test_after_50_changed_paragraphs_the_page_reloads(script, other_editor):
    article = make_article(text="\n".join("It leaked." for _ in range(60)))
    claim = make_claim(article, article.text[:5])
    tag(claim, other_editor, Decision(kind="quote", spans=[[0, len(article.text)]], words=[article.text]))
    document = ask(script, article)
    assert document["paragraphs"].count("<p ") == 50
    assert "Reload the page" in document["notice"]["text"]


def test_old_changes_are_not_sent_again(script, article, claim, other_editor):
    tag(claim, other_editor)
    assert not ask(script, article, since=(timezone.now() + timedelta(minutes=1)).isoformat())["claims"]


def test_undone_changes_are_sent_too(script, article, claim, editor):
    tag(claim, editor)
    script.post(f"/articles/{article.pk}/undo/")
    assert ask(script, article)["claims"][0]["status"] == "undecided"


def test_other_editors_are_listed_without_oneself(script, article, other_editor):
    other = Client()
    other.force_login(other_editor)
    ask(other, article)
    assert ask(script, article)["others"] == ["Ben Okoye"]
    assert ask(other, article)["others"] == ["Ana Lima"]


def test_who_has_not_been_heard_of_for_a_while_is_gone(script, article, other_editor):
    Presence.objects.create(article=article, editor=other_editor, heard_at=timezone.now() - timedelta(seconds=16))
    assert ask(script, article)["others"] == []


def test_other_articles_changes_are_left_out(script, article, claim, editor, other_editor):
    elsewhere = make_article(text="Another text.")
    Presence.objects.create(article=elsewhere, editor=other_editor)
    tag(make_claim(elsewhere, "text"), other_editor)
    document = ask(script, article)
    assert (document["others"], document["claims"], document["progress"]) == ([], [], None)


@pytest.mark.parametrize("since", ["", "x", "2026-11-23", "2026-11-23T10:00:00", "0001-01-01T00:00:00+00:00", "9" * 40])
def test_an_invalid_time_counts_as_now(script, article, claim, since):
    assert ask(script, article, since=since)["claims"] == []


@pytest.mark.parametrize("claims", [2, 40])
def test_asking_is_seven_queries_whatever_has_changed(script, article, editor, claims):
    for _ in range(claims):
        tag(make_claim(article, "unsafe"), editor)
    with at_most(7):
        assert len(ask(script, article)["claims"]) == claims


def test_a_stranger_an_article_that_is_not_there_and_the_wrong_verb_are_refused(client, script, article):
    assert script.post("/articles/4711/live/").status_code == 404
    assert script.get(f"/articles/{article.pk}/live/").status_code == 405
    assert Client().post(f"/articles/{article.pk}/live/").status_code in (302, 401)


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"])
def test_a_time_at_the_edge_of_the_calendar_counts_as_none(script, article, claim, editor, since):
    tag(claim, editor)
    assert len(ask(script, article, since=since)["claims"]) == 1
