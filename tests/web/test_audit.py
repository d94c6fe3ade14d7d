"""The audit list records exports, imports, merges and accounts, cannot be changed, and has a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from annotate import audit_log
from annotate.models import AuditEntry, User
from tests.factories import at_most, make_actor, make_user


@pytest.fixture
def admin(client, db) -> User:
    account = User.objects.create_superuser("root", password="correct horse")
    client.force_login(account)
    return account


def entries() -> list[tuple]:
    return list(AuditEntry.objects.order_by("pk").values_list("what", "by__username", "subject", "detail", "address"))


def make_entries(number: int, **fields: object) -> None:
    values = {"what": "exported", "subject": "all claims", **fields}
    AuditEntry.objects.bulk_create(AuditEntry(**values) for _ in range(number))


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_exports_are_recorded_with_the_choice_and_the_address(page, article, claim, settings):
    settings.TRUSTED_PROXIES = 1
    before = len(entries())
    actor = make_actor("Jane Roe", created_by=User.objects.get())
    via_proxy = {"headers": {"X-Forwarded-For": "203.0.113.9"}}
    for path in (
        f"/articles/{article.pk}/claims.csv",
        f"/actors/{actor.pk}/claims.csv",
        "/claims.csv",
        "/claims.csv?q=bridge",
        "/export/?format=jsonl&kind=denial&download=1",
    ):
        body(page.get(path, **via_proxy))
    csv, at = "CSV, for spreadsheets", "203.0.113.9"
    assert entries()[before:] == [
        ("exported", "ana", f"article: {article.title}", csv, at),
        ("exported", "ana", "actor: Jane Roe", csv, at),
        ("exported", "ana", "all claims", csv, at),
        ("exported", "ana", "articles: bridge", csv, at),
        ("exported", "ana", "kind: denial", "JSON Lines, for another OnRecord", at),
    ]


def test_counting_claims_is_not_recorded_as_an_export(page):
    page.get("/export/?format=csv")
    assert entries() == []


def test_imports_are_recorded(page):
    page.post("/articles/import/", {"text": "It rained.", "title": "Rain"})
    page.post("/articles/import/", {"text": "It rained.", "title": "Rain again"})  # nothing new
    page.post("/articles/import/", {"file": SimpleUploadedFile("a.csv", b"text,title\nIt snowed.,Snow\n")})
    page.post("/articles/import/", {"addresses": "https://x.example/a"})
    assert [entry[:4] for entry in entries()] == [
        ("imported", "ana", "Rain", "an article"),
        ("imported", "ana", "a.csv", "a file of 27 bytes"),
        ("imported", "ana", "https://x.example/a", "https://x.example/a"),
    ]


def test_merges_and_undone_merges_are_recorded(page, editor):
    first, second = (make_actor(name, created_by=editor) for name in ("J. Roe", "Jane Roe"))
    page.post(f"/actors/{first.pk}/merge/", {"into": second.pk})
    page.post(f"/actors/{first.pk}/merge/", {"into": second.pk})  # refused: merged already
    page.post(f"/actors/{first.pk}/unmerge/")
    assert [entry[:4] for entry in entries()] == [
        ("merged", "ana", "J. Roe", "into Jane Roe"),
        ("unmerged", "ana", "J. Roe", "from Jane Roe"),
    ]


def test_new_accounts_and_changed_roles_are_recorded_and_other_changes_are_not(client, admin):
    words = {"usable_password": "true", "password1": "a battery of staples", "password2": "a battery of staples"}
    client.post("/admin/annotate/user/add/", {"username": "zoe", "role": "reader", **words})
    zoe = User.objects.get(username="zoe")
    for fields in ({"role": "lead", "is_active": "on"}, {"role": "lead"}, {"role": "lead", "first_name": "Zoe"}):
        client.post(f"/admin/annotate/user/{zoe.pk}/change/", {"username": "zoe", **fields})
    assert [entry[:4] for entry in entries()] == [
        ("account", "root", "zoe", "new → reader"),
        ("account", "root", "zoe", "reader → lead"),
        ("account", "root", "zoe", "lead → lead, not active"),
    ]


def test_commands_are_recorded_without_an_address(article, tmp_path):
    before = len(entries())
    audit_log.address.set(None)  # as it is in a command
    (tmp_path / "a.txt").write_text("It hailed.")
    call_command("import_articles", str(tmp_path / "a.txt"))
    call_command("export_claims", article=[article.pk], output=str(tmp_path / "a.csv"))
    assert entries()[before:] == [
        ("imported", None, "a.txt", "by a command: 1 articles", None),
        ("exported", None, f"articles: {article.pk}", "CSV, for spreadsheets", None),
    ]


@pytest.mark.parametrize("change", [lambda entries: entries.update(subject="x"), lambda entries: entries.delete()])
def test_the_database_refuses_to_change_the_list(db, change):
    make_entries(1)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        change(AuditEntry.objects.all())


def test_the_list_shows_the_newest_first_in_few_queries(client, admin):
    make_entries(60, by=admin)
    make_entries(1, subject="the newest", by=admin)
    with at_most(5):
        html = client.get("/audit/").content.decode()
    assert html.index("the newest") < html.index("all claims")
    assert "61 entries" in html
    assert "Page 1 of 2" in html
    for number in range(5):
        make_entries(10, by=make_user(f"editor{number}"))
    with at_most(5):
        client.get("/audit/?page=2")


def test_the_list_can_be_filtered(client, admin):
    make_entries(1, subject="a merge", what="merged", by=admin)
    make_entries(1, subject="an export", by=make_user("zoe"))
    for query, shown in (
        ("what=merged", {"a merge"}),
        (f"by={admin.pk}", {"a merge"}),
        ("first=2000-01-01&last=2000-01-02", set()),
        ("first=2000-01-01", {"a merge", "an export"}),
    ):
        html = client.get(f"/audit/?{query}").content.decode()
        assert {each for each in ("a merge", "an export") if f": {each}" in html} == shown


@pytest.mark.parametrize("query", ["what=nothing", "by=x", "first=yesterday"])
def test_an_invalid_filter_is_reported(client, admin, query):
    response = client.get(f"/audit/?{query}")
    assert response.status_code == 422
    assert 'class="wrong"' in response.content.decode()
