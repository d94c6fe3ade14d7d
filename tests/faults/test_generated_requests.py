"""No request, however odd, is answered with a 500.

The environment variable GENERATED sets the number of requests (default: 300; before a release: 10,000).
"""

import os
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.forms import Form
from django.test import Client
from django.urls import URLPattern, URLResolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import annotate.web
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.models import User
from annotate.urls import urlpatterns
from annotate.workflows import article_imports
from tests.factories import make_actor, make_article, make_claim, tag

WEB = Path(annotate.web.__file__).parent
GENERATED = int(os.environ.get("GENERATED", "300"))
# Without the admin, which is Django's own, and without the logout, which would end the session for later requests.
ROUTES = [route for route in urlpatterns if isinstance(route, URLPattern) and route.name != "logout"]
METHODS = ["GET"] * 6 + ["POST"] * 8 + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]
NAMES = """q page after without article claim kind actor editor first last format download manifest status at back token
version decision_id action not_named actor_name actor_shown answers with_repeats note spans words repeat on claims seen
name type description wikidata alias into since tag_id text title url outlet author published_at file addresses way
day_first mapping username password next j accept csrfmiddlewaretoken""".split()
WORDS = [
    *(
        "",
        "0",
        "1",
        "-1",
        "2",
        "9" * 18,
        "9" * 19,
        "9" * 40,
        "9" * 5000,
        "1.5",
        "1e9",
        "nan",
        "٣",
        "١٢",
        "x",
        "\x00",
        "a\x00b",
        "\n",
        "%",
        "'",
    ),
    *("allegation", "denial", "quote", "tag", "dismiss", "csv", "brat", "undecided", "person", "Q1", "on", "true"),
    *(
        "0-5",
        "0-5;7-9",
        "5-0",
        "-1-2",
        "0-99999999999",
        "7-9;0-5",
        "0-5;0-5",
        "[[0, 5]]",
        "{}",
        "null",
        "[",
        "1,2",
        "1:0,2:0",
    ),
    *("2026-03-01", "0000-00-00", "9999-12-31", "2026-02-30", "01/02/2026", "10000-01-01", "2026-03-01T00:00:00+00:00"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2000-01-01T00:00:00+00:00"),
    *(
        "http://example.org/",
        "http://[",
        "http://[::1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//",
        "http://a\x00b",
    ),
    *("00000000-0000-0000-0000-000000000000", "f" * 32, "a & | ! :* (", "\\", "😀", "e\u0301", "\u202e", "x" * 3000),
]
VALUES = st.one_of(
    st.sampled_from(WORDS).map(str.encode),
    st.text(max_size=12).map(lambda text: text.encode(errors="surrogatepass")),
    st.binary(max_size=12),
    st.integers(-(2**70), 2**70).map(lambda number: str(number).encode()),
)
FIELDS = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=4)), VALUES), max_size=7)
HEADERS = st.dictionaries(
    st.sampled_from(
        "HX-Request HX-Target HX-Current-URL HX-Boosted Accept Accept-Language Accept-Encoding Referer Range "
        "If-None-Match If-Modified-Since X-Request-ID X-Requested-With Authorization Origin".split()
    ),
    st.one_of(
        st.sampled_from(["true", "found", "card", "article", "*", "gzip", "bytes=0-1", "http://[::1/", "http://["]),
        VALUES.map(lambda value: value.decode("latin-1").translate(dict.fromkeys(map(ord, "\r\n")))),
    ),
    max_size=3,
)
BODIES = st.one_of(
    st.tuples(st.just("application/x-www-form-urlencoded"), FIELDS.map(lambda fields: url_encoded(fields))),
    st.tuples(
        st.just("multipart/form-data; boundary=b"),
        st.one_of(FIELDS.map(lambda fields: multipart_form(fields)), st.binary()),
    ),
    st.tuples(
        st.sampled_from(["application/json", "text/plain", "multipart/form-data", "x", ""]), st.binary(max_size=40)
    ),
)
pytestmark = pytest.mark.django_db


def url_encoded(fields: list[tuple[str, bytes]]) -> bytes:
    pairs = (
        f"{quote_from_bytes(name.encode(errors='surrogatepass'))}={quote_from_bytes(value)}" for name, value in fields
    )
    return "&".join(pairs).encode()


def multipart_form(fields: list[tuple[str, bytes]]) -> bytes:
    """Return the fields as multipart form data; those named "file" are uploaded files."""
    made = b""
    for number, (name, value) in enumerate(fields):
        file = '; filename="a.' + ("csv", "txt", "zip", "jsonl")[number % 4] + '"' if name == "file" else ""
        head = f'--b\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        made += head.encode(errors="surrogatepass") + value * (50 if file else 1) + b"\r\n"
    return made + b"--b--\r\n"


@pytest.fixture
def world(db) -> SimpleNamespace:
    """A logged-in client, and one of everything that an address can name."""
    user = User.objects.create_superuser("ana", password="correct horse")
    article = make_article(imported_by=user)
    claims = [make_claim(article, words) for words in ("the bridge was unsafe", "We knew nothing")]
    tag(claims[0], user)
    actor = make_actor("Jane Roe", created_by=user)
    table_import = article_imports.import_file(name="a.csv", chunks=[b"title,text\na,It leaked.\n"], started_by=user)
    article_imports.confirm_columns(import_id=table_import.pk, mapping=ColumnMapping(text="text"))
    client = Client()
    client.force_login(user)
    objects = {"article_id": article, "claim_id": claims[0], "actor_id": actor, "import_id": table_import}
    return SimpleNamespace(client=client, ids={name: stored.pk for name, stored in objects.items()})


def address(route: URLPattern, ids: dict[str, int], others: list[int | None]) -> str:
    """Return the route's path; each number in it is an existing object's, unless `others` has one to use instead."""
    path, turn = str(route.pattern), cycle(others)
    for name in route.pattern.converters:
        other = next(turn)
        path = path.replace(f"<int:{name}>", str(ids.get(name, 1) if other is None else other))
    return f"/{path}"


NUMBERS = st.one_of(st.none(), st.none(), st.sampled_from([0, 1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30]))


@settings(max_examples=GENERATED, deadline=None, suppress_health_check=list(HealthCheck), derandomize=GENERATED <= 300)
@given(
    route=st.sampled_from(ROUTES),
    others=st.lists(NUMBERS, min_size=2, max_size=2),
    method=st.sampled_from(METHODS),
    query=FIELDS,
    body=BODIES,
    headers=HEADERS,
)
def test_no_request_is_answered_with_a_500(world, route, others, method, query, body, headers):
    kind, content = body if method not in ("GET", "HEAD") else ("", b"")
    with transaction.atomic():
        response = world.client.generic(
            method,
            address(route, world.ids, others),
            content,
            kind,
            headers={name: value.encode("ascii", "replace").decode() for name, value in headers.items()},
            QUERY_STRING=url_encoded(query).decode(),
        )
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    assert response.status_code < 500, response.content[:500]


# One of each kind of value that a parser may choke on. A name of 256 characters is one more than columns hold.
ODD_VALUES = ["9" * 4301, "9" * 30, "١٢", "x" * 256, "http://[", "http://a:99999999/", "\0", "e" + "\u0301" * 400]
ODD_VALUES += ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1:" + "9" * 4301]
READ_FROM_REQUEST = re.compile(r"""(?:GET|POST|kept|sent|asked)\.get(?:list)?\("(\w+)\"""")


def sent_names() -> set[str]:
    """Return the name of each field and parameter that a view reads."""
    forms = [form for form in every_subclass(Form) if form.__module__.startswith("annotate.web")]
    views = (file.read_text(encoding="utf-8") for file in WEB.rglob("*.py"))
    return {name for form in forms for name in form.base_fields} | {
        name for source in views for name in READ_FROM_REQUEST.findall(source)
    }


def every_subclass(cls: type) -> set[type]:
    return {deeper for child in cls.__subclasses__() for deeper in {child, *every_subclass(child)}}


def every_route(patterns: list[URLPattern | URLResolver] = urlpatterns, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each route with its name, those of included lists too, without the admin and the logout."""
    for route in patterns:
        if isinstance(route, URLPattern):
            yield f"{before}{route.pattern}", route.name or ""
        elif not route.namespace:
            yield from every_route(route.url_patterns, f"{before}{route.pattern}")


def test_the_names_include_what_views_read():
    assert {"since", "article", "of_actor", "version", "q", "claims", "into"} <= sent_names()
    assert "password/new/<uidb64>/<token>/" in dict(every_route())


@pytest.mark.parametrize("value", ODD_VALUES, ids=ascii)
def test_no_parameter_of_any_view_is_answered_with_a_500(world, value):
    """Every view, with the value for everything that it may read, in its address, its query, its form and headers."""
    sent = dict.fromkeys(sorted(sent_names() | set(NAMES)), value)
    header = value.encode("ascii", "replace").decode().replace("\0", "")
    from_page = {"HX-Request": "true", "HX-Current-URL": header, "Referer": header}
    stranger = Client()
    number = value if value.isdecimal() and value.isascii() else ""
    for route, name in every_route():
        path = re.sub(r"<int:(\w+)>", lambda match: number or str(world.ids.get(match[1], 1)), route)
        address = "/" + re.sub(r"<\w+>", "x", path)
        requests = [(world.client, "get", {}), (world.client, "get", from_page), (world.client, "post", from_page)]
        requests += [(stranger, "post", from_page)]
        for client, method, headers in requests * (name != "logout"):
            with transaction.atomic():
                response = getattr(client, method)(address, sent, headers=headers)
                if response.streaming:
                    b"".join(response.streaming_content)
                transaction.set_rollback(True)
            assert response.status_code < 500, (method, address, headers)
