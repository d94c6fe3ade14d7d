"""Imported and typed text is never rendered as HTML, and links lead only to web pages."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from annotate import jobs
from annotate.models import Actor, Alias, Article, Claim, Import, ImportProblem, LikelyDuplicate, User
from annotate.tagging.decisions import Decision
from tests.factories import make_actor, make_article, make_claim, make_user, sent, tag

EVIL = "<script>evil()</script><img src=x onerror=evil()>\" onfocus='evil()' autofocus x='{{ 7|add:7 }}"
WORDS = f"the bridge {EVIL} was unsafe"
TEXT = f"Ms {EVIL} alleged {WORDS}.\nThe council denied that {WORDS}."
RUNS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
SCRIPT = "javascript:evil()"
pytestmark = pytest.mark.django_db


class Elements(HTMLParser):
    """A page as a browser parses it: its elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(html: str) -> str:
    """Return the page; fail if anything in it could run."""
    for element, attributes in Elements(html).found:
        handlers = [name for name in attributes if name.startswith("on") or name in ("autofocus", "style", "srcdoc")]
        assert not handlers or ((element, handlers) == ("input", ["autofocus"]) and "x" not in attributes), attributes
        assert element not in ("iframe", "object", "embed", "base"), element
        assert element != "img" or attributes.get("src") != "x", attributes
        # Scripts are our own files, or JSON data.
        assert element != "script" or attributes.get("src") or "json" in attributes["type"], attributes
        for link in ("href", "src", "action", "formaction", "hx-get", "hx-post"):
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get(link) or "", re.IGNORECASE), (
                attributes
            )
    assert "14" not in re.findall(r"x=(?:'|&#x27;)(\d+)", html), "it was rendered as a template"
    return html


@pytest.fixture
def editor(db) -> User:
    return User.objects.create_superuser("root", password="correct horse", first_name=EVIL[:100], last_name="Lima")


@pytest.fixture
def article(editor) -> Article:
    return make_article(
        text=TEXT,
        title=f"Title {EVIL}",
        author=EVIL,
        outlet=EVIL,
        url="https://x.example/?a=<script>",
        imported_by=editor,
    )


@pytest.fixture
def world(article, editor) -> dict[str, object]:
    first, second = make_actor(f"Jane {EVIL}", created_by=editor, description=EVIL), make_actor(f"Sam {EVIL}")
    Actor.objects.update(in_register=True)
    alias = Alias.objects.create(actor=first, name=EVIL, key="evil")
    LikelyDuplicate.objects.create(first=first, second=second, reason=EVIL)
    claim = make_claim(article, WORDS, source=f"Ms {EVIL}", cue="alleged", reason=EVIL, suggested_actor=first)
    denial = make_claim(article, WORDS, nth=1, suggested_kind="denial", reason=EVIL)
    tag(claim, editor, Decision(kind="allegation", actor_id=first.pk, note=EVIL))
    tag(denial, editor, Decision(kind="denial", actor_id=second.pk, note=EVIL, answers_id=claim.pk))
    table_import = Import.objects.create(name=f"{EVIL}.csv", started_by=editor, state="done", seen=1, problem_count=1)
    ImportProblem.objects.create(of=table_import, place=EVIL, sentence=EVIL)
    return {
        "article": article,
        "claim": claim,
        "denial": denial,
        "actor": first,
        "alias": alias,
        "import": table_import,
    }


def paths(world: dict) -> list[str]:
    article, claim = f"/articles/{world['article'].pk}/", f"claims/{world['claim'].pk}/"
    pages = [article, f"{article}?claim={world['claim'].pk}", f"{article}{claim}history/", f"{article}overview/"]
    pages += [f"{article}{claim}same-source/", f"{article}cards/"]
    pages += [f"/actors/{world['actor'].pk}/", f"/actors/{world['actor'].pk}/?into=sam", "/actors/duplicates/"]
    pages += [
        f"/imports/{world['import'].pk}/",
        "/imports/",
        "/export/",
        "/audit/",
        "/unanswered/",
        "/status/",
        "/keys/",
    ]
    searched = [f"{path}?q={EVIL}" for path in ("/", "/actors/")] + [f"/actors/options/?actor_name={EVIL}"]
    return ["/", "/actors/", "/actors/?q=jane", "/actors/options/?actor_name=jane", *searched, *pages]


def _fragments(document: dict) -> list[str]:
    return [card["html"] for card in document["cards"]]


@pytest.mark.parametrize("is_htmx", [False, True])
def test_no_page_or_fragment_renders_hostile_text(client, world, editor, is_htmx):
    client.force_login(editor)
    client.get("/claims.csv")  # for the audit list
    headers = {"HX-Request": "true"} if is_htmx else {}
    shown = ""
    for path in paths(world):
        response = client.get(path, headers=headers)
        assert response.status_code in (200, 302), path
        is_json = response.headers["Content-Type"] == "application/json"
        shown += "".join(map(harmless, _fragments(response.json()) if is_json else [response.text]))
    for words in ("&lt;script&gt;evil()", "Jane &lt;script", "Title &lt;script"):
        assert words in shown


def test_the_admin_does_not_render_hostile_text(client, world, editor):
    client.force_login(editor)
    client.post("/login/", {"username": EVIL, "password": "x"})
    named = {"article": "article", "claim": "claim", "actor": "actor", "user": None, "tag": None}
    for model, of in named.items():
        pk = {"user": editor.pk, "tag": world["claim"].tags.get().pk}.get(model) or world[of].pk
        for path in (f"/admin/annotate/{model}/", f"/admin/annotate/{model}/{pk}/change/"):
            harmless(client.get(path).content.decode())
    html = client.get("/admin/annotate/article/").content.decode()
    assert "Title &lt;script&gt;" in html


def test_failed_logins_with_hostile_names_are_shown_as_text(client, editor):
    client.post("/login/", {"username": EVIL, "password": "x"}, headers={"User-Agent": EVIL})
    client.force_login(editor)
    html = harmless(client.get("/admin/axes/accessattempt/").content.decode())
    assert "&lt;script&gt;evil()" in html


@pytest.mark.parametrize("url", [SCRIPT, f" {SCRIPT}", "data:text/html,<script>evil()</script>", "vbscript:evil()"])
def test_an_address_that_is_not_a_web_page_is_refused_by_every_import(page, url):
    assert page.post("/articles/import/", {"text": "It rained.", "url": url}).status_code == 422
    page.post("/articles/import/", {"addresses": url})
    table = f'text,url\nIt snowed.,"{url}"\n'
    page.post("/articles/import/", {"file": SimpleUploadedFile("a.csv", table.encode())})
    for table_import in Import.objects.filter(state="mapping"):
        page.post(table_import.get_absolute_url(), {"text": "text", "url": "url"})
        jobs.run_import(table_import.pk)
    for article in Article.objects.all():
        assert not article.url
        harmless(page.get(article.get_absolute_url()).content.decode())


@pytest.mark.parametrize("url", [SCRIPT, "data:text/html,x", f"x\n{SCRIPT}", "//x.example"])
def test_the_database_refuses_an_address_that_is_not_a_web_page(article, url):
    with pytest.raises(IntegrityError, match="article_url_is_of_a_page"), transaction.atomic():
        Article.objects.update(url=url)


def test_json_is_served_as_json(client, world, editor):
    client.force_login(make_user("zoe"))
    response = client.post(f"/articles/{world['article'].pk}/live/", {"since": "2020-01-01T00:00:00Z"})
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    json.loads(response.content)
    client.force_login(editor)
    tagged = Claim.objects.get(pk=world["claim"].pk)
    headers = {"Accept": "application/json"}
    address = f"{world['article'].get_absolute_url()}claims/{tagged.pk}/tag/"
    response = client.post(address, sent(tagged, with_card="1"), headers=headers)
    assert response.headers["Content-Type"] == "application/json"
    harmless(response.json()["card"])


@pytest.mark.parametrize(
    "path", ["/claims.csv", "/export/?format=jsonl&download=1", "/export/?format=webanno&download=1"]
)
def test_a_download_is_never_rendered_as_a_page(client, world, editor, path):
    client.force_login(editor)
    response = client.get(path)
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "html" not in response.headers["Content-Type"]


def test_a_refusal_escapes_hostile_text(page, world):
    claim = world["claim"]
    for response in (
        page.post("/actors/", {"actor_name": EVIL * 200}),
        page.post(f"/articles/{claim.article_id}/claims/{claim.pk}/tag/", sent(claim, kind=EVIL)),
        page.post(f"/articles/{claim.article_id}/claims/{claim.pk}/tag/", sent(claim, not_named="", actor_name=EVIL)),
        page.post("/export/edited/", {"file": SimpleUploadedFile(f"{EVIL}.csv", f"{EVIL},b\n1,2\n".encode())}),
        page.get(f"/export/?actor={EVIL}"),
        page.get(f"/nothing/{EVIL}"),
    ):
        assert response.status_code in (302, 404, 409, 422)
        harmless(response.content.decode())
