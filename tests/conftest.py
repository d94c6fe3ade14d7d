"""Fixtures for all tests."""

import os
import shutil

import pytest
from django.db import connection
from django.test import Client

from annotate.logs import request_id
from annotate.models import Article, Claim, User
from tests.factories import make_article, make_claim, make_user

# Tests that run one after another in one process: browsers share what they start, and side by side they would be too
# slow; the same goes for tests that start servers and kill them. All other tests are distributed file by file.
GROUPS = {"browser": "browsers", "commands": "servers", "faults": "servers", "test_killed_imports.py": "servers"}


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        parts = item.path.relative_to(item.config.rootpath).parts
        item.add_marker(pytest.mark.xdist_group(next(filter(None, map(GROUPS.get, parts)), str(item.path))))


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Serve static files under their own names; hashed names exist only after collectstatic, which only the tests of
    the demo run."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def empty_queue(request: pytest.FixtureRequest):
    """Empty the queue after a test that commits; Django empties only the tables of its models."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(autouse=True)
def forget_request_id():
    """Forget the request id that another test left in this thread."""
    request_id.set("")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return the path of LibreOffice."""
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium."""
    return _program("chromium", "chromium-browser", "google-chrome")


def _program(*names: str) -> str:
    path = next(filter(None, map(shutil.which, names)), None)
    if path:
        return path
    sentence = f"There is no {names[0]} on this machine; the tests that need it did not run."
    # On a CI machine nobody would notice that they were skipped.
    pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)


@pytest.fixture
def editor(db) -> User:
    """A lead, who may do everything except administration; tests/web/test_all_urls.py tests what each role may do."""
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
    """The same browser, whose requests come from htmx."""
    client.force_login(editor)
    client.defaults["HTTP_HX_REQUEST"] = "true"
    return client


@pytest.fixture
def script(client: Client, editor) -> Client:
    """The same with the article page's own script, which receives change documents."""
    client.force_login(editor)
    client.defaults["HTTP_ACCEPT"] = "application/json"
    return client
