"""Which of an article's claims are shown: by state, kind, actor, confidence, and one's own."""

import re
from uuid import uuid4

import pytest

from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_claim, sent, tag

WORDS = ("the bridge was unsafe", "denied", "We knew nothing")


@pytest.fixture
def council():
    return make_actor("City Council")


@pytest.fixture
def claims(article, council):
    """An allegation whose source is not named, a denial by the council, and a quote the detector is not sure of."""
    allegation = make_claim(article, WORDS[0], confidence=0.97)
    denial = make_claim(article, WORDS[1], suggested_kind="denial", suggested_actor=council, confidence=0.85)
    return [allegation, denial, make_claim(article, WORDS[2], suggested_kind="quote", confidence=0.6)]


def html_of(client, article, query: str) -> str:
    return client.get(f"/articles/{article.pk}/?{query}").content.decode()


def shown(html: str) -> list[int]:
    claims = re.findall(r'<a class="(claim [^"]*)"[^>]* id="claim-(\d+)"', html)
    return [int(claim) for look, claim in claims if "aside" not in look]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [0, 1, 2]),
        ("status=undecided", [1, 2]),
        ("status=tagged", [0]),
        ("status=dismissed", []),
        ("of_kind=denial", [0, 1]),  # the first is tagged as one
        ("of_kind=allegation", []),
        ("of_actor=none", [0, 2]),
        ("sure=0.8", [0, 1]),
        ("sure=0.8&status=undecided", [1]),
        ("mine=1", []),
        ("status=nonsense&of_kind=x&of_actor=x&sure=2", [0, 1, 2]),
        (f"of_actor={'9' * 40}", [0, 1, 2]),
        (f"of_actor={'9' * 18}", []),
    ],
)
def test_claims_are_chosen(page, article, claims, other_editor, query, numbers):
    tag(claims[0], other_editor, Decision(kind="denial"))
    assert shown(html_of(page, article, query)) == [claims[number].pk for number in numbers]


def test_ones_own_are_those_that_one_has_tagged_last(page, article, claims, editor, other_editor):
    tag(claims[0], editor)
    tag(claims[1], editor)
    tag(claims[1], other_editor)
    assert shown(html_of(page, article, "mine=1")) == [claims[0].pk]


def test_an_actor_counts_with_those_merged_into_it(page, article, claims, council):
    survivor = make_actor("The Council")
    council.merged_into = council.survivor = survivor
    council.save()
    html = html_of(page, article, f"of_actor={survivor.pk}")
    assert shown(html) == [claims[1].pk]
    assert f'<option value="{survivor.pk}" selected>The Council' in html


def test_claims_outside_the_filter_stay_readable_and_are_counted(page, article, claims):
    html = html_of(page, article, "sure=0.9")
    assert "1 of 3 claims shown" in html
    assert f'<a class="claim undecided denial first aside" href="?sure=0.9&amp;claim={claims[1].pk}' in html
    assert "Show all</a>" in html


def test_the_card_is_of_the_first_open_claim_among_them(page, article, claims):
    assert f'class="card" data-claim="{claims[2].pk}"' in html_of(page, article, "of_kind=quote")


def test_a_filter_without_claims_says_so_and_the_progress_still_counts_all(page, article, claims):
    html = html_of(page, article, "of_actor=none&of_kind=denial")
    assert "No claims match your filter." in html
    assert "0 of 3" in html


def here(article, query: str) -> dict:
    return {"Referer": f"http://testserver/articles/{article.pk}/?{query}"}


def decide(client, claim, query: str) -> dict:
    address = f"/articles/{claim.article_id}/claims/{claim.pk}/tag/"
    return client.post(address, sent(claim, with_card="1"), headers=here(claim.article, query)).json()


def test_after_a_decision_the_next_chosen_claim_opens(script, claims):
    card = decide(script, claims[0], "of_actor=none&claim=1")["card"]
    assert f'class="card" data-claim="{claims[2].pk}"' in card


def test_the_address_of_a_card_keeps_the_choice(htmx, article, claims):
    page = f"http://testserver/articles/{article.pk}/?of_actor=none&claim=1"
    response = htmx.get(f"/articles/{article.pk}/claims/{claims[2].pk}/", headers={"HX-Current-URL": page})
    kept = f"/articles/{article.pk}/?of_actor=none&claim={claims[2].pk}#"
    assert response.headers["HX-Replace-Url"].startswith(kept)


def test_after_the_last_of_them_all_can_be_shown(script, article, claims):
    document = decide(script, claims[1], "of_kind=denial&status=undecided")
    assert "No claims match your filter." in document["card"]
    assert document["progress"] == {"total": 3, "settled": 1}


def test_without_javascript_a_decision_leads_back_to_them(page, article, claims):
    address = f"/articles/{article.pk}/claims/{claims[1].pk}/tag/"
    referer = f"http://testserver/articles/{article.pk}/?sure=0.8"
    response = page.post(address, sent(claims[1]), headers={"Referer": referer})
    assert response.headers["Location"] == f"/articles/{article.pk}/?sure=0.8&after={claims[1].start}"


def test_the_cards_ahead_are_of_them(script, article, claims):
    cards = script.get(f"/articles/{article.pk}/cards/", headers=here(article, "sure=0.8")).json()["cards"]
    assert [card["id"] for card in cards] == [claim.pk for claim in claims[:2]]


def test_replaced_paragraphs_keep_the_rest_aside(script, article, claims, editor):
    tag(
        claims[0],
        editor,
        Decision(kind="allegation", spans=[[0, claims[1].end]], words=[article.text[: claims[1].end]]),
    )
    html = script.post(f"/articles/{article.pk}/live/", headers=here(article, "sure=0.9")).json()["paragraphs"]
    assert 'class="claim undecided denial first aside"' in html
    assert 'class="claim tagged allegation first"' in html


def test_only_those_shown_can_be_accepted_in_one_step(htmx, article, claims):
    address = f"/articles/{article.pk}/overview/"
    page = f"http://testserver/articles/{article.pk}/?of_actor=none"
    html = htmx.get(address, headers={"HX-Current-URL": page}).content.decode()
    assert "Accept 2 suggestions: all undecided ones shown" in html
    offered = re.findall(r'name="claims" value="([\d,]+)"', html)[-1]
    htmx.post(f"/articles/{article.pk}/accept/", {"claims": offered, "decision_id": uuid4()})
    for claim in claims:
        claim.refresh_from_db()
    assert [claim.status for claim in claims] == ["tagged", "undecided", "tagged"]


@pytest.mark.parametrize("number", [1, 30])
def test_choosing_is_one_query_more_whatever_the_number(page, article, number):
    for _ in range(number):
        make_claim(article, "unsafe")
    page.get(f"/articles/{article.pk}/")
    with at_most(8):
        html_of(page, article, "status=undecided&sure=0.5")


@pytest.mark.parametrize("address", ["http://[", "//[::1", "http://a:99999/?status=tagged"])
def test_a_page_address_that_cannot_be_read_means_no_filter(htmx, script, article, address):
    assert htmx.get(f"/articles/{article.pk}/overview/", headers={"HX-Current-URL": address}).status_code == 200
    assert script.post(f"/articles/{article.pk}/live/", headers={"Referer": address}).status_code == 200
