"""The export page."""

import json

import pytest

from annotate.tagging.decisions import Decision
from tests.factories import make_actor, make_article, make_claim, tag


@pytest.fixture
def claims(article, editor, other_editor):
    first, second, third = (
        make_claim(article, words) for words in ("the bridge was unsafe", "We knew nothing", "denied")
    )
    tag(first, editor, Decision(kind="denial", actor_id=make_actor("Jane Roe", created_by=editor).pk))
    tag(second, other_editor, Decision(dismissed=True))
    make_claim(make_article(text="It leaked.", title="Harbour"), "leaked")
    return first, second, third


def export_page(page, **choices) -> str:
    response = page.get("/export/", {"format": "csv", **choices})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("choices", "number"),
    [
        ({}, 4),
        ({"kind": "denial"}, 1),
        ({"status": "undecided"}, 2),
        ({"status": "dismissed"}, 1),
        ({"status": "tagged"}, 1),
        ({"actor": "jane ROE"}, 1),
        ({"q": "harb"}, 1),
        ({"first": "2000-01-01"}, 2),
        ({"last": "2000-01-01"}, 0),
        ({"first": "2000-01-01", "last": "2100-01-01", "kind": "quote"}, 0),
    ],
)
def test_the_chosen_claims_are_counted(page, claims, choices, number):
    assert f"{number} claim{'' if number == 1 else 's'} chosen." in export_page(page, **choices)


def test_an_article_can_be_chosen_by_its_link_and_is_named(page, claims, article):
    html = export_page(page, article=[article.pk])
    assert "3 claims chosen." in html
    assert f'name="article" value="{article.pk}"' in html
    assert f"Only from “{article.title}”" in html.replace("&#x27;", "'")
    response = page.get("/export/", {"format": "jsonl", "download": "1", "article": article.pk})
    assert len(b"".join(response.streaming_content).splitlines()) == 1


def test_an_articles_page_links_to_its_export_in_every_format(page, claims, article):
    html = page.get(f"/articles/{article.pk}/").content.decode()
    assert f'href="/export/?format=jsonl&amp;article={article.pk}"' in html


def test_htmx_updates_the_number_after_each_change(htmx, claims):
    html = htmx.get("/export/", {"format": "csv", "kind": "denial"}).content.decode()
    assert "1 claim chosen." in html
    assert "<h1>" not in html
    refused = htmx.get("/export/", {"format": "csv", "actor": "Nobody"})
    assert (refused.status_code, "No actor is called ‘Nobody’" in refused.content.decode()) == (422, True)


def test_an_editors_tags_can_be_chosen(page, claims, other_editor):
    assert "1 claim chosen." in export_page(page, editor=other_editor.pk)


@pytest.mark.parametrize(
    ("format", "name", "type_"),
    [
        ("csv", "claims.csv", "text/csv; charset=utf-8"),
        ("jsonl", "claims.jsonl", "application/jsonl; charset=utf-8"),
        ("webanno", "claims.jsonld", "application/ld+json; charset=utf-8"),
        ("brat", "claims.zip", "application/zip"),
    ],
)
def test_the_chosen_format_is_downloaded(page, claims, format, name, type_):
    response = page.get("/export/", {"format": format, "download": "1"})
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == type_
    assert b"".join(response.streaming_content)


def test_only_the_chosen_claims_are_downloaded(page, claims):
    response = page.get("/export/", {"format": "jsonl", "download": "1", "kind": "denial"})
    (line,) = b"".join(response.streaming_content).splitlines()
    assert [claim["kind"] for claim in json.loads(line)["claims"]] == ["denial"]


def test_an_export_with_a_manifest_is_a_zip(page, claims):
    response = page.get("/export/", {"format": "csv", "manifest": "on", "download": "1"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="claims.zip"'
    assert b"".join(response.streaming_content).startswith(b"PK")


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"format": "xls"}, "xls"),
        ({"article": "99"}, "99 is not one of the available choices"),
        ({"kind": "rumour"}, "rumour"),
        ({"actor": "Nobody"}, "No actor is called ‘Nobody’"),
        ({"first": "2026-02-02", "last": "2026-01-01"}, "The end date is before the start date"),
        ({"first": "x"}, "valid date"),
        ({"editor": "99"}, "valid choice"),
        ({"q": "\0"}, "Null characters"),
    ],
)
def test_an_invalid_choice_is_refused_with_a_sentence(page, claims, choices, sentence):
    response = page.get("/export/", {"format": "csv", "download": "1", **choices})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_page_opens_with_nothing_chosen(page, db):
    assert "Download" in page.get("/export/").content.decode()


def test_the_wrong_method_is_refused(page, db):
    assert page.post("/export/").status_code == 405
