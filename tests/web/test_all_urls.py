"""Request every address as a stranger, reader, editor, lead and admin, with each method.

An address that is missing from the table fails a test.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from annotate.models import Actor, Import, LikelyDuplicate, Role, User
from annotate.urls import urlpatterns as real_urlpatterns
from tests.factories import make_actor, make_user, tag

# Columns: address; role needed to view it, status; role needed to change something, status for an empty form.
TABLE = """
articles              reader 200    -
article               reader 200    -
newer-open            reader 302    -
older-open            reader 302    -
card                  reader 302    -
cards                 reader 200    -
history               reader 200    -
live                  -             reader 200
unanswered            reader 200    -
actors                reader 200    editor 422
actor                 reader 200    editor 422
actor-options         reader 200    -
keys                  reader 200    reader 302
accessibility         reader 200    -
status                reader 200    -
logout                -             reader 302
import                editor 200    editor 422
imports               editor 200    -
bulk-import           editor 200    editor 302
stop-import           -             editor 302
start-import          -             editor 302
discard-import        -             editor 302
import-problems       editor 200    -
detect-again          -             editor 302
overview              editor 200    -
same-source           editor 200    -
allegations           editor 200    -
accept                -             editor 422
link                  -             editor 422
draw                  -             editor 422
tag                   -             editor 422
undo                  -             editor 302
redo                  -             editor 409
undo-claim            -             editor 302
redo-claim            -             editor 409
restore               -             editor 404
article-csv           editor 200    -
edited-csv            editor 200    editor 422
apply-edited-csv      -             editor 422
add-alias             -             editor 422
remove-alias          -             editor 302
remove-actor          -             editor 302
export                lead 200      -
list-csv              lead 200      -
actor-csv             lead 200      -
duplicates            lead 200      -
keep-apart            -             lead 302
merge                 -             lead 422
unmerge               -             lead 302
audit                 admin 200     -
login                 anybody 200   anybody 200
password              reader 200    reader 200
password-changed      reader 200    -
password-forgotten    anybody 200   anybody 200
password-mailed       anybody 200   -
password-new          anybody 200   anybody 200
password-set          anybody 200   -
healthz               anybody 200   -
readyz                anybody 200   -
metrics               anybody 403   -
admin:login           anybody 200   anybody 200
admin:index           admin 200     -
admin:app_list        admin 200     -
admin:logout          -             admin 302
admin:password_change admin 200     -
admin:password_change_done  admin 200  -
admin:jsi18n          admin 200     -
admin:autocomplete    admin 403     -
admin:view_on_site    admin 404     -
admin:*_changelist    admin 200     -
admin:annotate_user_add     admin 200  -
admin:*_add           admin 403     -
admin:auth_user_password_change  admin 404  -
admin:*RedirectView   admin 302     -
admin:*_change        admin 302     -
admin:annotate_user_delete  admin 403  -
admin:annotate_*_delete     admin 403  -
admin:procrastinate_*_delete  admin 403  -
admin:axes_*_delete   admin 302     -
admin:*_history       admin 302     -
admin:django.contrib.admin.*     admin 404  -
"""
NOBODY = "-"
FORM, FORM_TYPE = "csrfmiddlewaretoken=x", "application/x-www-form-urlencoded"


class AddressRow:
    def __init__(self, line: str) -> None:
        words = line.split()
        self.name, self.viewer = words[0], words[1]
        self.view_status = 405 if self.viewer == NOBODY else int(words.pop(2))
        self.changer = words[2]
        self.change_status = 405 if self.changer == NOBODY else int(words[3])

    def expected(self, role: str, verb: str) -> int:
        """Return the status expected for a role; "" is a stranger."""
        needed, status = self._needed_and_status(verb)
        if needed == "anybody":
            return status
        if not role:
            return 302 if verb == "GET" else 401
        return status if Role.values.index(role) >= Role.values.index(needed) else 403

    def _needed_and_status(self, verb: str) -> tuple[str, int]:
        viewer, changer = (self.viewer, self.changer) if self.viewer != NOBODY else (self.changer, self.changer)
        if verb == "GET":
            return viewer, self.view_status
        return (viewer if changer == NOBODY else changer), (self.change_status if verb == "POST" else 405)


ROWS = [AddressRow(line) for line in TABLE.split("\n") if line]


def patterns(resolver: URLResolver, namespace: str = "", route: str = "") -> Iterator[tuple[str, str]]:
    """Yield each pattern's name and its full route."""
    for pattern in resolver.url_patterns:
        full_route = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace, full_route)
        elif isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or pattern.lookup_str), full_route


def row_of(name: str) -> AddressRow | None:
    return next((row for row in ROWS if fnmatchcase(name, row.name)), None)


PATTERNS = list(patterns(get_resolver(), route="/"))


def test_the_table_covers_every_address():
    unknown = [f"{name} ({route})" for name, route in PATTERNS if row_of(name) is None]
    assert not unknown, "Who can do what at " + ", ".join(unknown) + "? Say it in TABLE and at the view, by @needs."


def test_every_address_in_the_table_exists():
    names = [name for name, _ in PATTERNS]
    assert not [row.name for row in ROWS if not any(row_of(name) is row for name in names)]


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


urlpatterns = [*real_urlpatterns, path("undeclared/", undeclared)]


def test_a_view_without_a_role_is_refused_to_everybody(client, editor, settings):
    settings.ROOT_URLCONF = __name__
    client.force_login(make_user("root", role="admin", is_staff=True, is_superuser=True))
    assert client.get("/undeclared/").status_code == 403


@pytest.fixture
def world(editor, claim) -> dict[str, object]:
    """Create one of everything that an address can name."""
    tag(claim, editor)
    first, second = (make_actor(name, created_by=editor) for name in ("Jane Roe", "Sam Hale"))
    pair = LikelyDuplicate.objects.create(first=first, second=second, reason="alike")
    table_import = Import.objects.create(name="a.csv", started_by=editor, state="done")
    alias = first.aliases.create(name="J. Roe", key="j roe")
    numbers = {"article_id": claim.article_id, "claim_id": claim.pk, "actor_id": first.pk, "alias_id": alias.pk}
    missing = dict.fromkeys(["content_type_id", "object_id", "id"], 4711)
    return {**numbers, "pair_id": pair.pk, "import_id": table_import.pk, "uidb64": "x", "token": "y-z", **missing}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_role_can_do_what_the_table_says(world, editor, row):
    routes = [route for name, route in PATTERNS if row_of(name) is row]
    for role in [""] if row.viewer == "anybody" else ["", *Role.values]:
        with transaction.atomic():
            client = logged_in(editor, role)
            for route in routes:
                for verb in verbs(row, role):
                    response = client.generic(verb, address(route, world), FORM, FORM_TYPE)
                    outcome = f"{verb} {route} as {role or 'stranger'}: {response.status_code}"
                    assert response.status_code == row.expected(role, verb), outcome
            transaction.set_rollback(True)


def logged_in(editor: User, role: str) -> Client:
    """Log the same account in with this role, so that its own objects are the same for every role."""
    client = Client()
    if role:
        is_admin = role == Role.ADMIN
        User.objects.filter(pk=editor.pk).update(role=role, is_staff=is_admin, is_superuser=is_admin)
        client.force_login(User.objects.get(pk=editor.pk))
    return client


def verbs(row: AddressRow, role: str) -> list[str]:
    """Return the methods to try: POST last, since it may log out. Django's own pages accept any method as a GET."""
    is_django_page = row.name.startswith("admin:") and (role == Role.ADMIN or row.viewer == "anybody")
    return ["GET"] if is_django_page else ["GET", "PUT", "DELETE", "POST"]


def address(route: str, world: dict[str, object]) -> str:
    if "(?P<" in route:  # the admin's list of an app, and its catch-all
        return "/admin/annotate/" if "app_label" in route else "/admin/nothing/"
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(world[match[1]]), route)


def test_an_inactive_account_cannot_do_anything(page, editor):
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert page.get("/").status_code == 302


def test_a_refusal_names_the_role_needed(client, db):
    client.force_login(make_user("rita", role="reader"))
    html = client.get("/export/").content.decode()
    assert "Your role is reader; this needs the role lead." in html
    assert not Actor.objects.exists()
