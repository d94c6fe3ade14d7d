"""Who has an article open, as their pages ask for changes every few seconds."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from annotate.models import Presence
from annotate.tagging.open_articles import note_presence
from tests.factories import at_most, make_article

START = timezone.now()


def note(article, editor, seconds: float) -> list:
    return note_presence(article=article, editor=editor, now=START + timedelta(seconds=seconds))


def stored_time(editor) -> datetime:
    return Presence.objects.get(editor=editor).heard_at


def test_a_first_request_stores_the_editor(article, editor, other_editor):
    note(article, other_editor, 0)
    assert note(article, editor, 0) == [other_editor]
    assert stored_time(editor) == START


@pytest.mark.parametrize(("seconds", "stored"), [(2, 0), (9.9, 0), (10, 10), (14, 14), (600, 600)])
def test_the_time_is_renewed_once_it_is_ten_seconds_old(article, editor, seconds, stored):
    note(article, editor, 0)
    note(article, editor, seconds)
    assert stored_time(editor) == START + timedelta(seconds=stored)


def test_a_page_that_asks_every_two_seconds_is_always_seen(article, editor, other_editor):
    for second in range(0, 60, 2):
        note(article, other_editor, second)
        assert note(article, editor, second + 1.9) == [other_editor]


def test_an_editor_is_gone_fifteen_seconds_after_the_stored_time(article, editor, other_editor):
    note(article, other_editor, 0)
    assert note(article, editor, 15) == [other_editor]
    assert note(article, editor, 15.1) == []


def test_an_editor_in_another_article_is_not_here(article, editor, other_editor):
    note(make_article(text="Another text."), other_editor, 0)
    assert note(article, editor, 0) == []


def test_a_recent_time_is_not_written_again(article, editor, other_editor):
    for visitor in (editor, other_editor):
        note(article, visitor, 0)
    with at_most(1):
        note(article, editor, 5)
    with at_most(2):
        note(article, editor, 12)
