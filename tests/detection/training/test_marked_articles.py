"""Invented news items with marked sources, cues and contents."""

from collections import Counter

import pytest

from annotate.detection.training.marked_articles import ARTICLES, read_marked_article, read_marked_articles


def test_marks_become_spans_of_the_text_without_them():
    article = read_marked_article("S[Roe] C[said] D{she did not}.")
    assert article.text == "Roe said she did not."
    words = [(name, article.text[start:end]) for name, (start, end) in article.parts]
    assert words == [("source", "Roe"), ("cue", "said"), ("denial", "she did not")]


def test_marks_inside_marks_are_read():
    article = read_marked_article("D{“It was fair,”} S[he] C[said] of A{the tackle that S[a fan] C[called] foul}.")
    assert article.text == "“It was fair,” he said of the tackle that a fan called foul."
    assert [name for name, _ in article.parts] == ["denial", "source", "cue", "allegation", "source", "cue"]


@pytest.mark.parametrize("item", ["S[Roe said it", "Roe] said it"])
def test_a_mark_without_its_other_half_is_refused(item):
    with pytest.raises(ValueError, match="never"):
        read_marked_article(item)


def test_blank_lines_separate_items_and_comments_are_left_out(tmp_path):
    file = tmp_path / "items.txt"
    file.write_text("# courts\nS[Roe] C[said] A{so}.\nIt rained.\n\n# sport\nS[Lee] C[denied] D{it}.\n")
    assert [article.text for article in read_marked_articles(file)] == ["Roe said so.\nIt rained.", "Lee denied it."]


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.txt")), ids=lambda file: file.stem)
def test_every_item_can_be_read_and_both_denials_and_other_claims_are_marked(file):
    names: Counter[str] = Counter()
    for article in read_marked_articles(file):
        names.update(name for name, _ in article.parts)
        for _, (start, end) in article.parts:
            words = article.text[start:end]
            assert words and words == words.strip(), article.text
            assert "\n" not in words, article.text
    assert names["denial"] > 50
    assert names["allegation"] + names["quote"] > 100
