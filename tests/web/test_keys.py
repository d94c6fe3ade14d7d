"""An editor's own keyboard shortcuts, and the accessibility statement."""

import pytest

from annotate.tagging.key_bindings import ACTIONS


def sent(**changed) -> dict:
    """Return what the form sends: the default keys, except those given by action."""
    by_action = {what.replace(" ", "_"): f"key-{number}" for number, what in enumerate(ACTIONS.values())}
    usual = {f"key-{number}": key for number, key in enumerate(ACTIONS)}
    return {**usual, "on": "1", **{by_action[what]: key for what, key in changed.items()}}


def test_changed_keys_reach_the_articles_page(page, article, editor):
    page.post("/keys/", sent(next_claim="n"))
    editor.refresh_from_db()
    assert editor.shortcuts == {"on": True, "keys": {"j": "n"}}
    assert '{"on": true, "keys": {"j": "n"}}' in page.get(f"/articles/{article.pk}/").content.decode()
    assert 'value="n"' in page.get("/keys/").content.decode()


def test_single_keys_can_be_turned_off(page, editor):
    page.post("/keys/", {**sent(), "on": ""})
    editor.refresh_from_db()
    assert editor.shortcuts == {"on": False, "keys": {}}


def test_two_keys_can_be_swapped(page, editor):
    page.post("/keys/", sent(next_claim="k", previous_claim="j"))
    editor.refresh_from_db()
    assert editor.shortcuts["keys"] == {"j": "k", "k": "j"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"next_claim": "k"}, "‘k’ is set for both “next claim” and “previous claim”"),
        ({"next_claim": ""}, "Use a single character for “next claim”"),
        ({"next_claim": "jj"}, "Use a single character for “next claim”"),
        ({"next_claim": " "}, "Use a single character"),
        ({"next_claim": "\x07"}, "Use a single character"),
    ],
)
def test_unusable_keys_are_refused_and_stay_in_the_form(page, editor, changed, sentence):
    response = page.post("/keys/", sent(**changed))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    editor.refresh_from_db()
    assert editor.shortcuts == {}


def test_keys_are_escaped(page, editor):
    page.post("/keys/", sent(next_claim="<"))
    assert 'value="&lt;"' in page.get("/keys/").content.decode()


def test_the_statement_names_the_guidelines(page, db):
    assert "Web Content Accessibility Guidelines 2.2" in page.get("/accessibility/").content.decode()


def test_the_wrong_method_is_refused(page, db):
    assert page.delete("/keys/").status_code == 405
    assert page.post("/accessibility/").status_code == 405
