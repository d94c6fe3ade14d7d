import pytest

from tests.factories import at_most, make_claim, tag


def url(article) -> str:
    return f"/articles/{article.pk}/undo/"


def test_the_last_decision_is_undone_and_its_claim_opens(script, article, claim, editor):
    make_claim(article, "We knew nothing")
    tag(claim, editor)
    document = script.post(url(article), {"with_card": "1"}).json()
    claim.refresh_from_db()
    assert claim.status == "undecided"
    assert f'data-claim="{claim.pk}"' in document["card"]
    assert document["notice"]["text"] == "Undone."
    assert document["progress"] == {"total": 2, "settled": 0}


def test_without_javascript_the_page_comes_back_at_that_claim(page, article, claim, editor):
    tag(claim, editor)
    assert page.post(url(article)).headers["Location"] == f"/articles/{article.pk}/?claim={claim.pk}#claim-{claim.pk}"


@pytest.mark.parametrize("browser", ["page", "script"])
def test_the_notice_says_when_there_is_nothing_to_undo(request, browser, article):
    response = request.getfixturevalue(browser).post(url(article))
    assert response.status_code == 409
    assert "You have nothing to undo" in response.content.decode()


def test_another_editors_decision_is_not_undone(page, article, claim, other_editor):
    tag(claim, other_editor)
    assert page.post(url(article)).status_code == 409
    claim.refresh_from_db()
    assert claim.status == "tagged"


def test_an_article_that_is_not_there_is_not_found(page):
    assert page.post("/articles/4711/undo/").status_code == 404


def test_the_wrong_verb_is_refused(page, article):
    assert page.get(url(article)).status_code == 405


def test_an_undo_is_at_most_nine_queries_whatever_the_number_of_repeats(script, article, claim, editor):
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    tag(claim, editor, repeats={repeat.pk: 0})
    with at_most(9):
        script.post(url(article))
