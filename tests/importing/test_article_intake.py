import hashlib

import pytest
from django.db import IntegrityError, transaction

from annotate.importing.article_intake import first_line, store_article
from annotate.importing.sample_articles import sample_articles
from annotate.models import Article


def test_an_article_is_stored_with_the_hash_of_its_text(db):
    article, is_new = store_article(text="Élan.", title="T", outlet="O")
    assert is_new
    assert article.sha256 == hashlib.sha256("Élan.".encode()).hexdigest()
    assert Article.objects.get().text == "Élan."


def test_storing_the_same_text_returns_the_stored_article(db):
    first, _ = store_article(text="Same.", title="First")
    second, is_new = store_article(text="Same.", title="Second")
    assert (second, is_new) == (first, False)
    assert second.title == "First"


def test_a_missing_title_is_the_first_line_with_words():
    assert first_line("\n \n  The   title \nThe text.") == "The title"


def test_a_first_line_that_is_a_whole_paragraph_is_cut_after_a_word():
    assert first_line("One word after the other " * 9).endswith("after the other One …")


def test_a_first_line_without_spaces_is_cut_to_a_titles_length(db):
    article, _ = store_article(text="x" * 700)
    assert len(article.title) == 500


def test_the_database_refuses_to_change_a_text(db):
    article, _ = store_article(text="It was so.")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Article.objects.update(text="It was not so.")
    article.refresh_from_db()
    assert article.text == "It was so."


def test_the_database_lets_other_fields_of_an_article_change(db):
    store_article(text="It was so.")
    assert Article.objects.update(title="Better", detection="done") == 1


def test_there_are_four_to_six_sample_articles_and_one_of_them_has_2000_words():
    lengths = sorted(len(article["text"].split()) for article in sample_articles())
    assert 4 <= len(lengths) <= 6
    assert 1950 <= lengths[-1] <= 2100
