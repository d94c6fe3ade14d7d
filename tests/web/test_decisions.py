import re

import pytest

from annotate.models import Actor, Alias, Tag
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_article, make_claim, sent, tag


def post(client, claim, article=None, **fields):
    return client.post(url(claim, article), sent(claim, **fields))


def url(claim, article=None) -> str:
    return f"/articles/{(article or claim.article).pk}/claims/{claim.pk}/tag/"


def test_a_decision_is_stored_and_the_next_undecided_claim_opens(script, article, claim):
    following = make_claim(article, "We knew nothing")
    document = post(script, claim, kind="denial", with_card="1").json()
    assert Tag.objects.get().kind == "denial"
    assert f'data-claim="{following.pk}"' in document["card"]
    assert document["progress"] == {"total": 2, "settled": 1}
    assert (document["notice"]["look"], document["notice"]["text"]) == ("success", "Saved: denial, source not named.")
    assert document["claims"] == [
        {
            "id": claim.pk,
            "status": "tagged",
            "kind": "denial",
            "version": 1,
            "is_own": True,
            "editor": "",
            "actor": "",
        }
    ]


def test_after_the_last_claim_the_first_undecided_one_opens(script, article, claim):
    last = make_claim(article, "We knew nothing")
    assert f'data-claim="{claim.pk}"' in post(script, last, with_card="1").json()["card"]


def test_a_page_that_has_the_next_card_receives_none(script, article, claim):
    make_claim(article, "unsafe", nth=2)
    document = post(script, claim).json()
    assert document["card"] == ""
    assert [changed["id"] for changed in document["claims"]] == [claim.pk]


def test_a_refused_decision_comes_with_its_card_and_the_claim_as_it_is(script, claim):
    response = post(script, claim, kind="")
    assert f'data-claim="{claim.pk}"' in refusal(response, 422)
    assert [(state["id"], state["status"]) for state in response.json()["claims"]] == [(claim.pk, "undecided")]


def test_a_browsers_own_request_gets_a_page_though_it_accepts_everything(page, claim):
    response = page.post(url(claim), sent(claim), headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response.status_code == 302


def test_without_javascript_the_page_comes_back_at_the_next_undecided_claim(page, article, claim):
    following = make_claim(article, "We knew nothing")
    response = page.post(url(claim), sent(claim), follow=True)
    html = response.content.decode()
    assert response.redirect_chain[0][1] == 302
    assert f'<section id="card" class="card" data-claim="{following.pk}"' in html
    assert "Saved: allegation, source not named." in html


def test_an_actor_is_linked(page, claim):
    actor = make_actor("Jane Roe")
    post(page, claim, not_named="", actor=actor.pk, actor_shown="Jane Roe", actor_name="Jane Roe")
    assert Tag.objects.get().actor == actor


def test_a_typed_name_finds_its_actor_whatever_its_case_and_accents(page, claim):
    actor = make_actor("Émile Roe")
    post(page, claim, not_named="", actor_name="emile ROE")
    assert Tag.objects.get().actor == actor


def test_a_typed_alias_finds_its_actor(page, claim):
    actor = make_actor("Jane Roe")
    Alias.objects.create(actor=actor, name="Ms Roe", key="ms roe")
    post(page, claim, not_named="", actor_name="Ms. Roe")
    assert Tag.objects.get().actor == actor


def test_a_typed_name_counts_and_not_the_actor_that_the_card_had_suggested(page, claim):
    suggested, typed = make_actor("Jane Roe"), make_actor("John Hale")
    post(page, claim, not_named="", actor=suggested.pk, actor_shown="Jane Roe", actor_name="John Hale")
    assert Tag.objects.get().actor == typed


def test_dismissing_needs_neither_kind_nor_actor(page, claim):
    post(page, claim, action="dismiss", kind="", not_named="")
    assert Tag.objects.get().dismissed


def test_a_decision_covers_the_repeats_that_the_card_offered(page, article, claim):
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    post(page, claim, with_repeats="1", repeat=f"{repeat.pk}:0")
    assert Tag.objects.filter(claim=repeat).exists()


def test_repeats_are_left_out_when_the_editor_says_so(page, article, claim):
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    post(page, claim, repeat=f"{repeat.pk}:0")
    assert not Tag.objects.filter(claim=repeat).exists()


@pytest.mark.parametrize("repeat", ["x", "1", "1:2:3", ":", f"{10**30}:0", "²:0", "-1:0"])
def test_repeats_that_are_none_are_passed_over(page, claim, repeat):
    post(page, claim, with_repeats="1", repeat=repeat)
    assert Tag.objects.count() == 1


def refusal(response, status: int, stored: int = 0) -> str:
    assert response.status_code == status
    assert Tag.objects.count() == stored
    return response.json()["card"] if response.headers["Content-Type"] == "application/json" else response.text


def test_the_slower_editor_is_shown_the_first_tag_and_asked_again(script, claim, other_editor):
    tag(claim, other_editor, Decision(kind="quote"))
    html = refusal(post(script, claim, kind="denial"), 409, stored=1)
    assert "Ben Okoye decided this claim first." in html
    table = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<tbody>") : html.index("</table>")]))
    assert table.split() == "Kind quote denial Source not named not named".split()
    assert re.search(r"<a [^>]*data-theirs[^>]*>Keep theirs</a>", html)
    assert re.search(r'value="denial"[^>]* checked', html), "the slower editor's choice stands in the form"
    assert 'name="version" value="1"' in html


def test_a_conflict_compares_what_differs_beyond_the_kind(script, claim, other_editor):
    tag(claim, other_editor, Decision(kind="quote", actor_id=make_actor("Jane Roe").pk, note="page 3"))
    words = {"spans": "0-7", "words": "Ms Roe "}
    html = refusal(post(script, claim, actor_name="The council", not_named="", note="page 4", **words), 422, stored=1)
    make_actor("The council", created_by=other_editor)
    html = refusal(post(script, claim, actor_name="The council", not_named="", note="page 4", **words), 409, stored=1)
    for theirs, yours in [("Jane Roe", "The council"), ("page 3", "page 4"), ("the bridge was unsafe", "Ms Roe ")]:
        assert re.search(rf"<td>{theirs}</td>\s*<td>{yours}</td>", html), theirs


def test_a_dismissal_that_came_too_late_can_be_said_again(script, claim, other_editor):
    tag(claim, other_editor, Decision(kind="quote"))
    html = refusal(post(script, claim, action="dismiss"), 409, stored=1)
    assert re.search(r"<td>quote</td>\s*<td>not a claim</td>", html)
    assert 'value="dismiss" data-key="Enter">Replace with mine' in html


def test_an_unknown_kind_is_refused_with_a_sentence(script, claim):
    assert "‘rumour’ is not a kind of claim" in refusal(post(script, claim, kind="rumour"), 422)


def test_a_tag_without_a_kind_is_refused_with_a_sentence(script, claim):
    assert "Choose allegation, denial or quote." in refusal(post(script, claim, kind=""), 422)


def test_a_tag_without_an_actor_is_refused_with_a_sentence(script, claim):
    assert "Name the actor, or tick" in refusal(post(script, claim, not_named=""), 422)


def test_a_name_of_10000_characters_is_refused_and_stays_in_the_form(script, claim):
    html = refusal(post(script, claim, not_named="", actor_name="x" * 10_000), 422)
    assert "can have at most 200 characters; this one has 10,000" in html
    assert "x" * 10_000 in html


@pytest.mark.parametrize("name", ["   ", "...", "\u200b\u200e"])
def test_an_unreadable_name_is_refused_with_a_sentence(script, claim, name):
    refusal(post(script, claim, not_named="", actor_name=name), 422)


def test_a_name_that_nobody_has_can_be_created_from_the_card(page, claim):
    html = refusal(post(page, claim, not_named="", actor_name="New Name"), 422)
    assert "No actor is called ‘New Name’ yet." in html
    assert "Create the actor ‘New Name’" in html
    assert not Actor.objects.exists()


def test_a_name_that_two_actors_have_offers_both(page, claim):
    for name in ("Bill Clinton", "Hillary Clinton"):
        Alias.objects.create(actor=make_actor(name), name="Clinton", key="clinton")
    html = refusal(post(page, claim, not_named="", actor_name="Clinton"), 422)
    assert "Several actors are called ‘Clinton’" in html
    assert "Bill Clinton" in html
    assert "Hillary Clinton" in html


@pytest.mark.parametrize("actor", ["99", "0", "x", str(10**30)])
def test_an_unknown_actor_is_refused_with_a_sentence(script, claim, actor):
    refusal(post(script, claim, not_named="", actor=actor, actor_shown="A", actor_name="A"), 422)


@pytest.mark.parametrize("field", ["version", "decision_id", "action"])
@pytest.mark.parametrize("value", ["", "x", "-1"])
def test_a_tampered_form_is_refused_with_a_sentence(script, claim, field, value):
    refusal(post(script, claim, **{field: value}), 422)


def test_a_claim_of_another_article_is_not_found(page, claim):
    refusal(post(page, claim, article=make_article(text="Other.")), 404)


def test_a_claim_that_is_not_there_is_not_found(page, article, claim):
    assert page.post(f"/articles/{article.pk}/claims/{10**30}/tag/", sent(claim)).status_code == 404


def test_the_wrong_verb_is_refused(page, claim):
    assert page.get(url(claim)).status_code == 405


def test_a_stranger_is_sent_to_the_login(client, claim):
    refusal(client.post(url(claim), sent(claim)), 401)


@pytest.mark.parametrize("claims", [2, 60])
@pytest.mark.parametrize(("with_card", "most"), [("", 6), ("1", 7)])
def test_a_decision_takes_the_same_queries_for_any_number_of_claims(script, article, claim, claims, with_card, most):
    actor = make_actor("Jane Roe", in_register=True)
    for _ in range(claims - 1):
        make_claim(article, "unsafe", suggested_actor=actor)
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    with at_most(most):
        response = post(
            script,
            claim,
            with_card=with_card,
            not_named="",
            actor=actor.pk,
            actor_shown="Jane Roe",
            actor_name="Jane Roe",
            with_repeats="1",
            repeat=f"{repeat.pk}:0",
        )
    assert response.status_code == 200
    assert Tag.objects.count() == 2


def test_a_typed_name_without_javascript_is_at_most_six_queries_too(page, claim):
    make_actor("Jane Roe", in_register=True)
    with at_most(6):
        post(page, claim, not_named="", actor_name="Jane Roe")
    assert Tag.objects.count() == 1


def test_the_first_link_of_an_actor_costs_one_query_more(page, claim):
    actor = make_actor("Jane Roe")
    with at_most(7):
        post(page, claim, not_named="", actor_name="Jane Roe")
    actor.refresh_from_db()
    assert actor.in_register
