"""Pages offer only what the user's role can do."""

import re
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from annotate.models import LikelyDuplicate, Role, User
from annotate.tagging.decisions import Decision
from annotate.web.access import role_needed, roles_to_change
from tests.factories import make_actor, make_user, tag

OFFERS = {"href": False, "hx-get": False, "hx-post": True, "formaction": True}
PUBLIC_VIEWS = {"login", "password-forgotten"}


class Offered(HTMLParser):
    """The addresses that a page links to, whether they change something, and the role they need."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: set[tuple[str, bool, Role | None]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form" and attributes.get("action"):
            self._add(attributes["action"], attributes.get("method", "get").lower() == "post")
        for name, changes in OFFERS.items():
            if attributes.get(name):
                self._add(attributes[name], changes)

    def _add(self, address: str, changes: bool) -> None:
        with suppress(Resolver404):  # a file, an anchor or another site
            match = resolve(urlsplit(address).path)
            if match.view_name not in PUBLIC_VIEWS:
                self.addresses.add((match.view_name, changes, role_needed(match, to_change=changes)))


@pytest.fixture
def pages(editor, claim, article) -> list[str]:
    first, second = (make_actor(name, created_by=editor) for name in ("Jane Roe", "Sam Hale"))
    LikelyDuplicate.objects.create(first=first, second=second, reason="alike")
    tag(claim, editor, Decision(kind="allegation", actor_id=first.pk))
    here = article.get_absolute_url()
    lists = ["/", "/actors/", "/actors/?q=jane", "/unanswered/", "/keys/", "/status/"]
    actors = [f"/actors/{first.pk}/", f"/actors/{first.pk}/?into=sam"]
    return [*lists, *actors, here, f"{here}?claim={claim.pk}", f"{here}cards/", f"{here}claims/{claim.pk}/history/"]


def offered(client, pages: list[str], role: str) -> set[tuple[str, bool, Role | None]]:
    account = make_user("zoe", role=role, is_staff=role == "admin", is_superuser=role == "admin")
    client.force_login(account)
    addresses = set()
    for path in pages:
        for headers in ({}, {"HX-Request": "true", "HX-Target": "others"}):
            addresses |= Offered(client.get(path, headers=headers).content.decode()).addresses
    return addresses


@pytest.mark.parametrize("role", Role.values)
def test_pages_offer_nothing_that_the_role_cannot_do(client, pages, role):
    for name, _, needed in offered(client, pages, role):
        assert needed, name
        assert User(role=role).may(needed), f"{role}: {name}"


def test_a_lead_is_offered_what_a_reader_cannot_do(client, pages):
    names = {name for name, *_ in offered(client, pages, "lead")}
    assert {"tag", "undo", "import", "export", "list-csv", "article-csv", "merge", "duplicates", "add-alias"} <= names
    assert "audit" not in names


def test_templates_only_name_existing_addresses():
    """A misspelt name would hide its part of the page from everybody."""
    folder = settings.BASE_DIR / "templates"
    texts = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.html"))
    names = set(re.findall(r"\bmay\.(\w+)", texts))
    assert names
    assert not [name for name in names if name.replace("_", "-") not in roles_to_change(settings.ROOT_URLCONF)]
