import csv
import io

from tests.factories import make_article, make_claim


def rows(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(body(response), newline="")))


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_an_articles_claims_are_downloaded_as_csv(page, article, claim):
    response = page.get(f"/articles/{article.pk}/claims.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="ms-roe-alleged')
    assert body(response).startswith("\ufeffclaim_id,")


def test_only_that_articles_claims_are_in_it(page, article, claim):
    make_claim(make_article(text="It leaked."), "leaked")
    (row,) = rows(page.get(f"/articles/{article.pk}/claims.csv"))
    assert row["article_title"] == article.title


def test_the_list_exports_all_claims_or_those_of_a_search(page, article, claim):
    make_claim(make_article(text="It leaked.", title="Harbour"), "leaked")
    assert len(rows(page.get("/claims.csv"))) == 2
    assert [row["article_title"] for row in rows(page.get("/claims.csv", {"q": "harb"}))] == ["Harbour"]


def test_a_title_in_another_script_still_makes_a_file_name(page):
    article = make_article(text="שלום", title="שלום")
    response = page.get(f"/articles/{article.pk}/claims.csv")
    assert response.headers["Content-Disposition"] == f'attachment; filename="article-{article.pk}.csv"'


def test_a_missing_article_is_not_found(page):
    assert page.get("/articles/4711/claims.csv").status_code == 404


def test_the_wrong_method_is_refused(page, article):
    assert page.post(f"/articles/{article.pk}/claims.csv").status_code == 405
    assert page.post("/claims.csv").status_code == 405
