"""Roles: how they are stored, changed at /admin/, and checked by jobs and commands."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from annotate import jobs
from annotate.accounts import AccountRefused, store_account
from annotate.models import Article, Import, Role, User
from annotate.models.article_import import ImportAddress
from annotate.workflows import article_imports
from tests.concurrency import run_while_uncommitted
from tests.factories import make_user
from tests.importing.readers.file_builders import zipped


@pytest.fixture
def admin(db) -> User:
    return User.objects.create_superuser("root", password="correct horse")


@pytest.fixture
def reader(db) -> User:
    return make_user("rita", role="reader")


@pytest.mark.parametrize("wrong", [{"role": "boss"}, {"is_staff": True}, {"is_superuser": True}, {"role": "admin"}])
def test_the_database_refuses_invalid_roles_and_flags(editor, wrong):
    with pytest.raises(IntegrityError, match=r"user_role_is_known|only_admins_enter_the_admin"), transaction.atomic():
        User.objects.filter(pk=editor.pk).update(**wrong)


def test_a_new_account_is_an_editor_and_a_superuser_an_admin(db, admin):
    assert make_user("zoe").role == Role.EDITOR
    assert admin.role == Role.ADMIN


@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_do_everything_that_the_roles_before_it_may(db, role):
    account = User(role=role)
    assert [needed for needed in Role.values if account.may(needed)] == Role.values[: Role.values.index(role) + 1]
    assert not User(role=role, is_active=False).may(Role.READER)


def account_form(account: User, **changed: object) -> dict:
    given = {"username": account.username, "email": "", "role": account.role, "is_active": "on", **changed}
    return {name: value for name, value in given.items() if value}


def test_an_admin_changes_a_role(client, admin, reader):
    client.force_login(admin)
    url = f"/admin/annotate/user/{reader.pk}/change/"
    assert client.post(url, account_form(reader, role="admin")).status_code == 302
    reader.refresh_from_db()
    assert (reader.role, reader.is_staff, reader.is_superuser) == ("admin", True, True)
    client.post(url, account_form(reader, role="lead"))
    reader.refresh_from_db()
    assert (reader.role, reader.is_staff, reader.is_superuser) == ("lead", False, False)


def test_an_admin_creates_an_account(client, admin):
    client.force_login(admin)
    words = {"usable_password": "true", "password1": "a battery of staples", "password2": "a battery of staples"}
    new = {"username": "zoe", "role": "reader", **words}
    assert client.post("/admin/annotate/user/add/", new).status_code == 302
    assert User.objects.get(username="zoe").role == "reader"


@pytest.mark.parametrize("change", [{"role": "editor"}, {"is_active": ""}])
def test_the_only_admin_cannot_be_removed(client, admin, change):
    client.force_login(admin)
    response = client.post(f"/admin/annotate/user/{admin.pk}/change/", account_form(admin, **change))
    assert "This is the only admin." in response.content.decode()
    admin.role = Role.LEAD
    with pytest.raises(AccountRefused, match="Give somebody else the admin role first"):
        store_account(account=admin, by=admin)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [{"role": Role.LEAD}, {"is_active": False}])
def test_two_admins_cannot_remove_each_other_at_once(admin, change):
    other = User.objects.create_superuser("toor", password="correct horse")

    def take_role(account: User, by: User) -> None:
        for name, value in change.items():
            setattr(account, name, value)
        store_account(account=account, by=by)

    second = run_while_uncommitted(lambda: take_role(other, by=admin), lambda: take_role(admin, by=other))
    assert isinstance(second, AccountRefused)
    assert list(User.objects.admins()) == [User.objects.get(username="root")]


@pytest.mark.parametrize("change", [{"role": "reader"}, {"is_active": False}])
def test_an_import_stops_when_its_starter_loses_the_role_until_a_lead_resumes_it(client, editor, change):
    starter = make_user("zoe")
    article_import = article_imports.import_file(
        name="a.txt.zip", chunks=[zipped({"a.txt": "It rained."})], started_by=starter
    )
    User.objects.filter(pk=starter.pk).update(**change)
    jobs.run_import(article_import.pk)
    article_import.refresh_from_db()
    assert article_import.state == Import.State.STOPPED
    assert not Article.objects.exists()
    client.force_login(editor)
    assert "zoe may no longer import" in client.get(article_import.get_absolute_url()).content.decode()
    client.post(f"/imports/{article_import.pk}/start/")
    jobs.run_import(article_import.pk)
    assert Article.objects.get().imported_by == editor


def test_a_page_is_not_fetched_for_somebody_who_lost_the_role(db, monkeypatch):
    starter = make_user("zoe")
    article_import = article_imports.import_pages(urls=["https://x.example/a"], started_by=starter)
    User.objects.update(role="reader")
    monkeypatch.setattr(article_imports, "fetch", lambda url: pytest.fail("it was fetched"))
    jobs.fetch_page(ImportAddress.objects.get().pk)
    article_import.refresh_from_db()
    assert article_import.state == Import.State.STOPPED


def test_the_import_command_refuses_an_account_without_the_role(reader, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("It rained.")
    with pytest.raises(CommandError, match="rita may not import"):
        call_command("import_articles", str(file), editor="rita")
    assert not Article.objects.exists()
