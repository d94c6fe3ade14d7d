from tests.factories import at_most, make_article


def test_htmx_gets_the_card_alone(htmx, article, claim):
    response = htmx.get(f"/articles/{article.pk}/claims/{claim.pk}/")
    html = response.content.decode()
    assert html.strip().startswith("<section")
    assert response.headers["HX-Replace-Url"] == f"/articles/{article.pk}/?claim={claim.pk}#claim-{claim.pk}"


def test_without_htmx_the_address_leads_to_the_page(page, article, claim):
    response = page.get(f"/articles/{article.pk}/claims/{claim.pk}/")
    assert response.headers["Location"] == f"/articles/{article.pk}/?claim={claim.pk}#claim-{claim.pk}"


def test_a_claim_of_another_article_is_not_found(htmx, claim):
    other = make_article(text="Other.")
    response = htmx.get(f"/articles/{other.pk}/claims/{claim.pk}/")
    assert response.status_code == 404
    assert response.headers["HX-Retarget"] == "#notice", "the page stays as it is and tells it in its notice"


def test_the_wrong_verb_is_refused(page, article, claim):
    assert page.post(f"/articles/{article.pk}/claims/{claim.pk}/").status_code == 405


def test_a_card_is_four_queries(htmx, article, claim):
    with at_most(4):
        htmx.get(f"/articles/{article.pk}/claims/{claim.pk}/")
