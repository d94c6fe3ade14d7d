"""What every test may ask for."""

import os
import shutil

import pytest
from django.db import connection
from django.test import Client

from annotate.logs import request_id
from annotate.models import Article, Claim, User
from tests.factories import make_article, make_claim, make_user

# Tests that take turns in one process: browsers' beside each other would fail for slowness, and share what they start.
# So do those that start servers and kill them. The others go file by file.
TOGETHER = {"browser": "browsers", "commands": "servers", "faults": "servers", "test_killed_imports.py": "servers"}


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        parts = item.path.relative_to(item.config.rootpath).parts
        item.add_marker(pytest.mark.xdist_group(next(filter(None, map(TOGETHER.get, parts)), str(item.path))))


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Static files under their own names: hashed ones exist only after collectstatic, which the demo's tests run."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_jobs_after(request: pytest.FixtureRequest):
    """Django empties the tables of its models after a test that commits; the queue's are none of them."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(autouse=True)
def no_request_before():
    """The last request's id, which a thread keeps until its next one, is of another test."""
    request_id.set("")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's program."""
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's program."""
    return _program("chromium", "chromium-browser", "google-chrome")


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    sentence = f"There is no {names[0]} on this machine; the tests that need it did not run."
    # On a CI machine its absence would be a hole that nobody sees.
    pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)


@pytest.fixture
def editor(db) -> User:
    """A lead, who may do all that a desk does; what each role may is in tests/web/test_every_address.py."""
    return make_user("ana", first_name="Ana", last_name="Lima", role="lead")


@pytest.fixture
def other_editor(db) -> User:
    return make_user("ben", first_name="Ben", last_name="Okoye")


@pytest.fixture
def article(editor) -> Article:
    return make_article(imported_by=editor)


@pytest.fixture
def claim(article) -> Claim:
    return make_claim(article, "the bridge was unsafe", source="Ms Roe", cue="alleged")


@pytest.fixture
def page(client: Client, editor) -> Client:
    """A browser without JavaScript, logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def htmx(client: Client, editor) -> Client:
    """The same with htmx."""
    client.force_login(editor)
    client.defaults["HTTP_HX_REQUEST"] = "true"
    return client


@pytest.fixture
def script(client: Client, editor) -> Client:
    """The same with the article page's own script, which receives change documents."""
    client.force_login(editor)
    client.defaults["HTTP_ACCEPT"] = "application/json"
    return client
