"""Roles: how they are kept, changed at /admin/, and asked for by jobs and commands."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from annotate import jobs
from annotate.accounts import AccountRefused, keep_account
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
def test_the_database_refuses_a_role_that_is_none_and_one_that_does_not_go_with_djangos_marks(editor, wrong):
    with pytest.raises(IntegrityError, match=r"user_role_is_known|only_admins_enter_the_admin"), transaction.atomic():
        User.objects.filter(pk=editor.pk).update(**wrong)


def test_a_new_account_is_an_editors_and_a_superuser_an_admin(db, admin):
    assert make_user("zoe").role == Role.EDITOR
    assert admin.role == Role.ADMIN


@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_all_that_those_before_it_may(db, role):
    account = User(role=role)
    assert [each for each in Role.values if account.may(each)] == Role.values[: Role.values.index(role) + 1]
    assert not User(role=role, is_active=False).may(Role.READER)


def sent(account: User, **changed: object) -> dict:
    given = {"username": account.username, "email": "", "role": account.role, "is_active": "on", **changed}
    return {name: value for name, value in given.items() if value}


def test_an_admin_gives_a_role(client, admin, reader):
    client.force_login(admin)
    assert client.post(f"/admin/annotate/user/{reader.pk}/change/", sent(reader, role="admin")).status_code == 302
    reader.refresh_from_db()
    assert (reader.role, reader.is_staff, reader.is_superuser) == ("admin", True, True)
    client.post(f"/admin/annotate/user/{reader.pk}/change/", sent(reader, role="lead"))
    reader.refresh_from_db()
    assert (reader.role, reader.is_staff, reader.is_superuser) == ("lead", False, False)


def test_an_admin_makes_an_account(client, admin):
    client.force_login(admin)
    words = {"usable_password": "true", "password1": "a battery of staples", "password2": "a battery of staples"}
    new = {"username": "zoe", "role": "reader", **words}
    assert client.post("/admin/annotate/user/add/", new).status_code == 302
    assert User.objects.get(username="zoe").role == "reader"


@pytest.mark.parametrize("change", [{"role": "editor"}, {"is_active": ""}])
def test_the_only_admin_stays_one(client, admin, change):
    client.force_login(admin)
    response = client.post(f"/admin/annotate/user/{admin.pk}/change/", sent(admin, **change))
    assert "This is the only admin." in response.content.decode()
    admin.role = Role.LEAD
    with pytest.raises(AccountRefused, match="Make somebody else an admin first"):
        keep_account(account=admin, by=admin)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [{"role": Role.LEAD}, {"is_active": False}])
def test_two_admins_cannot_remove_each_other_at_once(admin, change):
    other = User.objects.create_superuser("toor", password="correct horse")

    def take_role(account: User, by: User) -> None:
        for name, value in change.items():
            setattr(account, name, value)
        keep_account(account=account, by=by)

    second = run_while_uncommitted(lambda: take_role(other, by=admin), lambda: take_role(admin, by=other))
    assert isinstance(second, AccountRefused)
    assert list(User.objects.admins()) == [User.objects.get(username="root")]


@pytest.mark.parametrize("change", [{"role": "reader"}, {"is_active": False}])
def test_a_job_stops_if_who_asked_for_it_may_no_longer_and_a_lead_lets_it_go_on(client, editor, change):
    starter = make_user("zoe")
    brought = article_imports.import_file(
        name="a.txt.zip", chunks=[zipped({"a.txt": "It rained."})], started_by=starter
    )
    User.objects.filter(pk=starter.pk).update(**change)
    jobs.run_import(brought.pk)
    brought.refresh_from_db()
    assert brought.state == Import.State.STOPPED
    assert not Article.objects.exists()
    client.force_login(editor)
    assert "zoe may no longer import" in client.get(brought.get_absolute_url()).content.decode()
    client.post(f"/imports/{brought.pk}/start/")
    jobs.run_import(brought.pk)
    assert Article.objects.get().imported_by == editor


def test_a_page_is_not_fetched_for_who_may_no_longer(db, monkeypatch):
    starter = make_user("zoe")
    brought = article_imports.import_pages(urls=["https://x.example/a"], started_by=starter)
    User.objects.update(role="reader")
    monkeypatch.setattr(article_imports, "fetch", lambda url: pytest.fail("it was fetched"))
    jobs.fetch_page(ImportAddress.objects.get().pk)
    brought.refresh_from_db()
    assert brought.state == Import.State.STOPPED


def test_a_command_imports_for_nobody_who_may_not(reader, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("It rained.")
    with pytest.raises(CommandError, match="rita may not import"):
        call_command("import_articles", str(file), editor="rita")
    assert not Article.objects.exists()
