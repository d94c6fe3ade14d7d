"""Passwords: limits on wrong attempts, hashing, changing, and resetting by email."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from annotate import settings as ours

RIGHT, WRONG, NEW = "correct horse", "wrong", "a battery of staples"


@pytest.fixture(autouse=True)
def argon2(settings):
    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS


def log_in(client, password: str, *, username: str = "ana", **headers: str):
    return client.post("/login/", {"username": username, "password": password}, **headers)


def is_logged_in(response) -> bool:
    return response.status_code == 302


def test_the_sixth_attempt_is_refused_even_with_the_right_password(client, editor):
    tries = [log_in(client, WRONG).status_code for _ in range(5)]
    assert tries == [200, 200, 200, 200, 429]
    refused = log_in(client, RIGHT)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "For 15 minutes nobody can log in" in refused.content.decode()


def test_the_right_password_resets_the_count_of_wrong_ones(client, editor):
    for _ in range(4):
        log_in(client, WRONG)
    assert is_logged_in(log_in(client, RIGHT))
    client.post("/logout/")
    assert log_in(client, WRONG).status_code == 200
    assert is_logged_in(log_in(client, RIGHT))


def test_a_stranger_cannot_lock_out_a_colleague_at_another_address(client, editor, other_editor):
    for _ in range(5):
        log_in(client, WRONG, REMOTE_ADDR="203.0.113.9")
    assert log_in(client, RIGHT, REMOTE_ADDR="203.0.113.9").status_code == 429
    assert is_logged_in(log_in(client, RIGHT, REMOTE_ADDR="198.51.100.7"))
    client.post("/logout/")
    assert is_logged_in(log_in(client, RIGHT, username="ben", REMOTE_ADDR="203.0.113.9"))


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(client, editor, settings):
    settings.TRUSTED_PROXIES = 1
    for made_up in range(5):
        log_in(client, WRONG, HTTP_X_FORWARDED_FOR=f"192.0.2.{made_up}, 203.0.113.9")
    assert log_in(client, RIGHT, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429
    assert is_logged_in(log_in(client, RIGHT, HTTP_X_FORWARDED_FOR="198.51.100.7"))


@pytest.mark.parametrize("sent", ["nonsense", "", "999.1.1.1, x"])
def test_an_invalid_forwarded_address_is_ignored(client, editor, settings, sent):
    settings.TRUSTED_PROXIES = 1
    assert log_in(client, WRONG, HTTP_X_FORWARDED_FOR=sent).status_code == 200


def test_wrong_passwords_in_the_admin_count(client, editor):
    sent = {"username": "ana", "password": WRONG}
    assert [client.post("/admin/login/", sent).status_code for _ in range(5)][-1] == 429


def test_older_password_hashes_become_argon2_at_the_next_login(client, editor):
    editor.password = make_password(RIGHT, hasher="pbkdf2_sha256")
    editor.save()
    assert is_logged_in(log_in(client, RIGHT))
    editor.refresh_from_db()
    assert editor.password.startswith("argon2$argon2id$")


def test_an_editor_changes_the_password(page, client, editor):
    sent = {"old_password": RIGHT, "new_password1": NEW, "new_password2": NEW}
    assert "has been changed" in page.post("/password/", sent, follow=True).content.decode()
    client.post("/logout/")
    assert is_logged_in(log_in(client, NEW))


@pytest.mark.parametrize(
    ("old", "new", "said"), [("guess", NEW, "was entered incorrectly"), (RIGHT, "12345678", "too common")]
)
def test_an_invalid_password_change_is_refused_with_a_reason(page, editor, old, new, said):
    response = page.post("/password/", {"old_password": old, "new_password1": new, "new_password2": new})
    assert said in response.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(RIGHT)


@pytest.fixture
def with_mail(editor):
    get_user_model().objects.update(email="ana@example.org")
    return editor


def link_in(mailbox) -> str:
    [mail] = mailbox
    assert mail.to == ["ana@example.org"]
    return re.search(r"http://testserver(/\S+)", mail.body)[1]


def test_an_emailed_link_sets_a_new_password_once(client, with_mail, mailoutbox):
    client.post("/password/forgotten/", {"email": "Ana@example.org"})
    link = link_in(mailoutbox)
    form = client.get(link, follow=True)
    sent = {"new_password1": NEW, "new_password2": NEW}
    done = client.post(form.redirect_chain[-1][0], sent, follow=True)
    assert "You can log in with it now" in done.content.decode()
    assert is_logged_in(log_in(client, NEW))
    client.post("/logout/")
    assert "has been used already, has expired" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize("link", ["/password/new/MQ/set-password/", "/password/new/x/y-z/", "/password/new/%00/a-b/"])
def test_an_invalid_link_is_reported(client, db, link):
    assert "Nothing was changed" in client.get(link, follow=True).content.decode()


def test_requesting_a_link_does_not_reveal_who_has_an_account(client, with_mail, mailoutbox):
    known = client.post("/password/forgotten/", {"email": "ana@example.org"}, follow=True)
    unknown = client.post("/password/forgotten/", {"email": "nobody@example.org"}, follow=True)
    assert known.content == unknown.content
    assert len(mailoutbox) == 1


def test_without_a_mail_server_the_login_page_refers_to_an_administrator(client, db):
    assert "An administrator can set a new one" in client.get("/login/").content.decode()
