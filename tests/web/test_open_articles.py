"""Going from an article to the next newer or older open one."""

import pytest

from tests.factories import at_most, make_article, make_claim, tag


@pytest.fixture
def articles(db):
    """Four open articles, the oldest first."""
    articles = [make_article(text=f"{number} It leaked.", title=f"Number {number}") for number in range(4)]
    for article in articles:
        make_claim(article, "leaked")
    return articles


def test_an_article_links_to_the_newer_and_older_open_articles(page, article):
    html = page.get(f"/articles/{article.pk}/").content.decode()
    assert f'rel="prev" href="/articles/{article.pk}/newer/"' in html
    assert f'rel="next" href="/articles/{article.pk}/older/"' in html


def test_the_next_newer_or_older_article_opens(page, articles):
    assert page.get(f"/articles/{articles[1].pk}/newer/").url == f"/articles/{articles[2].pk}/"
    assert page.get(f"/articles/{articles[2].pk}/older/").url == f"/articles/{articles[1].pk}/"


def test_an_article_decided_since_the_page_loaded_is_skipped(page, articles, editor):
    page.get(f"/articles/{articles[2].pk}/")
    tag(articles[1].claims.get(), editor)
    assert page.get(f"/articles/{articles[2].pk}/older/").url == f"/articles/{articles[0].pk}/"


@pytest.mark.parametrize(("at", "which"), [(0, "older"), (3, "newer")])
def test_without_another_open_article_the_page_stays_and_says_so(page, articles, at, which):
    response = page.get(f"/articles/{articles[at].pk}/{which}/", follow=True)
    assert response.redirect_chain == [(f"/articles/{articles[at].pk}/", 302)]
    assert f"No {which} article has undecided claims." in response.content.decode()


@pytest.mark.parametrize("which", ["newer", "older"])
def test_finding_the_next_article_takes_four_queries(page, articles, which):
    with at_most(4):
        page.get(f"/articles/{articles[1].pk}/{which}/")


@pytest.mark.parametrize("which", ["newer", "older"])
def test_a_missing_article_and_the_wrong_method_are_refused(page, article, which):
    assert page.get(f"/articles/99/{which}/").status_code == 404
    assert page.post(f"/articles/{article.pk}/{which}/").status_code == 405
