from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from annotate.models import Tag
from tests.factories import make_actor, sent

OPEN_TO_ALL = {"login", "healthz", "readyz", "metrics"}
OPEN_TO_ALL |= {f"password-{page}" for page in ("forgotten", "mailed", "new", "set")}
NUMBERS = dict.fromkeys(["article_id", "claim_id", "actor_id", "alias_id", "pair_id", "import_id"], 1)


def addresses() -> list[str]:
    named = {name: list(ways[0][0][0][1]) for name, ways in _named().items() if name not in OPEN_TO_ALL}
    return [reverse(name, kwargs={each: NUMBERS[each] for each in numbers}) for name, numbers in named.items()]


def _named() -> dict:
    reverses = get_resolver().reverse_dict
    return {name: reverses.getlist(name) for name in reverses if isinstance(name, str)}


def test_every_address_is_checked():
    assert {"/", "/claims.csv", "/actors/", "/articles/1/", "/articles/1/claims/1/tag/", "/logout/"} <= set(addresses())


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses())
def test_a_stranger_is_sent_to_the_login(client, address):
    response = client.get(address)
    assert response.status_code in (302, 405)
    if response.status_code == 302:
        assert response.headers["Location"].startswith("/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses())
def test_a_stranger_cannot_change_anything(client, address):
    assert client.post(address).status_code in (302, 401, 405)


def test_logging_in_leads_to_the_page_requested_before(client, editor, article):
    response = client.post(
        "/login/", {"username": "ana", "password": "correct horse", "next": f"/articles/{article.pk}/"}
    )
    assert response.headers["Location"] == f"/articles/{article.pk}/"


def test_a_wrong_password_is_reported(client, editor):
    response = client.post("/login/", {"username": "ana", "password": "wrong"})
    assert "correct username and password" in response.content.decode()


def test_a_login_never_redirects_to_another_site(client, editor):
    response = client.post("/login/", {"username": "ana", "password": "correct horse", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"


def test_a_decision_after_the_session_ended_can_be_repeated_after_the_login(client, editor, claim):
    """Without JavaScript: the choice made before the login is on the card after it."""
    actor = make_actor("Jane Roe")
    choice = sent(claim, kind="denial", not_named="", actor=actor.pk, actor_shown="Jane Roe", actor_name="Jane Roe")
    response = client.post(f"/articles/{claim.article_id}/claims/{claim.pk}/tag/", choice)
    html = response.content.decode()
    assert response.status_code == 401
    assert "was not saved" in html
    assert not Tag.objects.exists()
    back = parse_qs(urlsplit(response.context["link"]).query)["next"][0]
    client.force_login(editor)
    card = client.get(back).content.decode()
    assert 'name="actor_name" value="Jane Roe"' in card
    assert 'value="denial" data-key="d" checked' in card


def test_with_htmx_the_page_stays_and_a_notice_offers_the_login(client, claim):
    client.defaults["HTTP_HX_REQUEST"] = "true"
    response = client.post(f"/articles/{claim.article_id}/claims/{claim.pk}/tag/", sent(claim))
    assert response.status_code == 401
    assert response.headers["HX-Retarget"] == "#notice"
    assert "Log in" in response.content.decode()


def test_a_form_from_before_the_last_login_is_refused(editor, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post(f"/articles/{claim.article_id}/claims/{claim.pk}/tag/", sent(claim))
    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()


def test_logging_out_ends_the_session(page):
    page.post("/logout/")
    assert page.get("/").status_code == 302


def test_an_editor_cannot_decide_on_the_page_of_another(script, claim, editor, other_editor):
    address = f"/articles/{claim.article_id}/claims/{claim.pk}/tag/"
    response = script.post(address, sent(claim), headers={"X-Editor": str(other_editor.pk)})
    assert response.status_code == 401
    assert response.json()["notice"]["title"] == "Ana Lima is logged in now"
    assert not Tag.objects.exists()
    assert script.post(address, sent(claim), headers={"X-Editor": str(editor.pk)}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["x" * 151, "x" * 256, "e" + "\u0301\u0316" * 300_000], ids=len)
def test_a_username_longer_than_any_accounts_is_refused_at_once(client, username):
    response = client.post("/login/", {"username": username, "password": "x"})
    assert "A username has at most 150 characters." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["http://[", "//[::1"])
def test_an_ended_session_leads_to_the_list_if_the_page_has_no_readable_address(client, address):
    headers = {"HX-Request": "true", "HX-Current-URL": address}
    response = client.get("/", headers=headers)
    assert response.status_code == 401
    assert "next=%2F" in response.content.decode()
