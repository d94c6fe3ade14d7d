import pytest

from annotate.models import Article
from tests.factories import at_most, make_article, make_claim, tag


def test_the_list_shows_each_article_with_its_progress(page, article, claim, editor):
    make_claim(article, "We knew nothing")
    tag(claim, editor)
    html = page.get("/").content.decode()
    assert article.title in html
    assert "1 of 2" in html


def test_an_article_whose_claims_are_being_found_says_so(page):
    make_article(text="Just in.", detected=False)
    assert "finding claims" in page.get("/").content.decode()


@pytest.mark.parametrize("words", ["harb", "HARBOUR bridge", "courier", "ibsen", "gdańsk"])
def test_a_search_finds_the_beginnings_of_words_in_title_outlet_and_author(page, words):
    make_article(text="1", title="Harbour bridge, Gdańsk", outlet="The Courier", author="Eva Ibsen")
    make_article(text="2", title="Something else")
    found = page.get("/", {"q": words}).context["page"].object_list
    assert [article.title for article in found] == ["Harbour bridge, Gdańsk"]


@pytest.mark.parametrize("words", ["nothing like it", "'", "a & | ! :* (", "\0", "x" * 5000])
def test_a_search_without_results_is_no_error(page, words):
    make_article(text="1", title="Harbour bridge")
    assert page.get("/", {"q": words}).status_code == 200


def test_htmx_receives_only_the_results(htmx, article):
    html = htmx.get("/", headers={"HX-Target": "found"}).content.decode()
    assert article.title in html
    assert "<html" not in html


@pytest.mark.parametrize("number", ["2", "last", "99", "-1", "x"])
def test_pages_hold_25_articles_and_an_invalid_page_shows_a_valid_one(page, number):
    for each in range(30):
        make_article(text=f"Article {each}.")
    response = page.get("/", {"page": number})
    assert response.status_code == 200
    assert len(response.context["page"].object_list) in (25, 5)


def test_the_number_of_queries_is_the_same_for_one_and_for_25_articles(page, article, claim):
    with at_most(4):
        page.get("/")
    for each in range(24):
        make_claim(make_article(text=f"It leaked {each}."), "leaked")
    with at_most(4):
        page.get("/")


def test_the_list_does_not_fetch_the_texts(page, article):
    with at_most(4) as made:
        page.get("/")
    assert not any('"annotate_article"."text"' in query["sql"] for query in made.captured_queries)


@pytest.mark.django_db
def test_the_latest_import_comes_first():
    first, second = make_article(text="1"), make_article(text="2")
    assert list(Article.objects.newest_first()) == [second, first]


def test_the_cost_of_a_page_does_not_grow_with_the_list(page, monkeypatch):
    monkeypatch.setattr("annotate.web.pagination.MOST", 30)
    for each in range(31):
        make_article(text=f"Article {each}.")
    with at_most(4) as made:
        html = page.get("/").content.decode()
    assert "30 or more articles" in html
    counting = next(query["sql"] for query in made.captured_queries if "COUNT(*)" in query["sql"])
    assert "LIMIT 30" in counting
    assert len(page.get("/", {"page": "99"}).context["page"].object_list) == 5
