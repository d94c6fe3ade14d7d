"""From an article to the open ones beside it in the list."""

import pytest

from tests.factories import at_most, make_article, make_claim, tag


@pytest.fixture
def articles(db):
    """Four open articles, the oldest first."""
    made = [make_article(text=f"{number} It leaked.", title=f"Number {number}") for number in range(4)]
    for each in made:
        make_claim(each, "leaked")
    return made


def test_the_page_leads_to_both(page, article):
    html = page.get(f"/articles/{article.pk}/").content.decode()
    assert f'rel="prev" href="/articles/{article.pk}/newer/"' in html
    assert f'rel="next" href="/articles/{article.pk}/older/"' in html


def test_the_next_newer_and_older_ones_are_opened(page, articles):
    assert page.get(f"/articles/{articles[1].pk}/newer/").url == f"/articles/{articles[2].pk}/"
    assert page.get(f"/articles/{articles[2].pk}/older/").url == f"/articles/{articles[1].pk}/"


def test_one_that_was_decided_after_the_page_was_made_is_passed_over(page, articles, editor):
    page.get(f"/articles/{articles[2].pk}/")
    tag(articles[1].claims.get(), editor)
    assert page.get(f"/articles/{articles[2].pk}/older/").url == f"/articles/{articles[0].pk}/"


@pytest.mark.parametrize(("at", "which"), [(0, "older"), (3, "newer")])
def test_where_there_is_none_the_article_stays_and_says_so(page, articles, at, which):
    shown = page.get(f"/articles/{articles[at].pk}/{which}/", follow=True)
    assert shown.redirect_chain == [(f"/articles/{articles[at].pk}/", 302)]
    assert f"No {which} article has undecided claims." in shown.content.decode()


@pytest.mark.parametrize("which", ["newer", "older"])
def test_the_way_there_is_four_queries(page, articles, which):
    with at_most(4):
        page.get(f"/articles/{articles[1].pk}/{which}/")


@pytest.mark.parametrize("which", ["newer", "older"])
def test_an_article_that_is_not_there_and_the_wrong_verb_are_refused(page, article, which):
    assert page.get(f"/articles/99/{which}/").status_code == 404
    assert page.post(f"/articles/{article.pk}/{which}/").status_code == 405
