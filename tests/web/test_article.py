import re

import pytest

from annotate.models import Article, Claim
from annotate.tagging.decisions import Decision
from tests.factories import at_most, make_actor, make_article, make_claim, tag


def html_of(page, article, **asked) -> str:
    return page.get(f"/articles/{article.pk}/", asked).content.decode()


def test_it_shows_the_text_with_its_claims_and_the_card_of_the_first_undecided_one(page, article, claim):
    html = html_of(page, article)
    assert f'id="claim-{claim.pk}"' in html
    assert "‘alleged’ attributes this to Ms Roe" in html
    assert "80% sure" in html
    assert "0 of 1" in html


def test_the_address_names_the_claim_whose_card_is_open(page, article, claim):
    second = make_claim(article, "We knew nothing", suggested_kind="quote")
    html = html_of(page, article, claim=second.pk)
    assert f'<section id="card" class="card" data-claim="{second.pk}"' in html


def test_source_and_cue_of_the_open_claim_are_marked_without_javascript(page, article, claim):
    html = html_of(page, article, claim=claim.pk)
    assert '<span data-part="source">Ms Roe</span>' in html
    assert '<span data-part="cue">alleged</span>' in html


def test_a_card_names_suggested_kind_and_actor(page, article):
    actor = make_actor("Jane Roe")
    make_claim(article, "unsafe", suggested_kind="denial", suggested_actor=actor)
    html = html_of(page, article)
    assert re.search(r'value="denial"[^>]* checked', html)
    assert 'name="actor_name" value="Jane Roe"' in html


def test_a_card_shows_who_tagged_and_when(page, article, claim, other_editor):
    tag(claim, other_editor, Decision(kind="denial"))
    html = html_of(page, article, claim=claim.pk)
    assert "tagged by Ben Okoye" in html
    assert 'class="claim tagged denial first"' in html


def test_a_claim_that_is_repeated_offers_its_repeats(page, article, claim):
    repeat = make_claim(article, "the bridge was unsafe", nth=2, repeats=claim)
    html = html_of(page, article, claim=claim.pk)
    assert "also decide 1 more claim with the same words" in html
    assert f'name="repeat" value="{repeat.pk}:0"' in html


def test_imported_text_is_never_html(page, editor):
    article = make_article(text="<script>alert(1)</script> & “<b>”", title="<i>T</i>", outlet="<u>")
    make_claim(article, "<b>", source="<script>", reason="<em>")
    html = html_of(page, article)
    assert "<script>alert" not in html
    assert not re.search("<(b|i|u|em)>[”T]", html)
    assert "&lt;script&gt;" in html


def test_the_page_says_that_claims_are_being_found_and_asks_again(page):
    article = make_article(text="Just in.", detected=False)
    html = html_of(page, article)
    assert "Finding the claims" in html
    assert 'hx-trigger="every 1s"' in html
    assert '<meta http-equiv="refresh"' in html


def test_htmx_gets_the_claims_once_they_are_there_and_stops_asking(htmx, article, claim):
    html = htmx.get(f"/articles/{article.pk}/", headers={"HX-Target": "article"}).content.decode()
    assert f'id="claim-{claim.pk}"' in html
    assert "every 1s" not in html
    assert "<html" not in html


def test_a_detection_that_failed_can_be_started_again(page, article):
    Article.objects.update(detection="failed")
    assert "Try again" in html_of(page, article)


def test_an_article_without_claims_says_so(page, article):
    assert "No claims were found" in html_of(page, article)


def test_a_note_above_the_text_says_why_claims_may_be_missing(page, article, claim):
    note = "This text seems to be in <Welsh>."
    Article.objects.update(detection_note=note)
    html = html_of(page, article)
    assert '<p class="notice note">This text seems to be in &lt;Welsh&gt;.</p>' in html
    assert html.index("&lt;Welsh&gt;") < html.index('id="text"')


def test_htmx_gets_the_note_with_the_claims(htmx, article, claim):
    Article.objects.update(detection_note="This text seems to be in Welsh.")
    assert "in Welsh." in htmx.get(f"/articles/{article.pk}/", headers={"HX-Target": "article"}).content.decode()


def test_without_a_note_there_is_no_empty_box(page, article, claim):
    assert '<p class="notice"' not in html_of(page, article)


def test_when_all_is_decided_the_export_is_offered(page, article, claim, editor):
    tag(claim, editor)
    assert "All claims in this article are decided" in html_of(page, article)


@pytest.mark.parametrize("asked", ["x", "999999", "-1", "9" * 40])
def test_an_unknown_claim_is_not_found(page, article, claim, asked):
    assert page.get(f"/articles/{article.pk}/", {"claim": asked}).status_code == 404


def test_a_claim_of_another_article_is_not_found(page, claim):
    other = make_article(text="Other.")
    assert page.get(f"/articles/{other.pk}/", {"claim": claim.pk}).status_code == 404


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40])
def test_a_place_that_is_none_leads_to_the_first_undecided_claim(page, article, claim, after):
    assert f'data-claim="{claim.pk}"' in html_of(page, article, after=after)


def test_a_missing_article_gets_a_sentence(page):
    response = page.get("/articles/4711/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_wrong_verb_is_refused(page, article):
    assert page.post(f"/articles/{article.pk}/").status_code == 405


def test_the_number_of_queries_is_the_same_for_two_and_for_60_claims(page, article, claim, editor):
    actor = make_actor("Jane Roe", created_by=editor)
    tag(make_claim(article, "unsafe", suggested_actor=actor), editor, Decision(kind="quote", actor_id=actor.pk))
    with at_most(5):
        html_of(page, article)
    for number in range(58):
        more = make_claim(article, "unsafe", suggested_actor=actor)
        if number % 2:
            tag(more, editor, Decision(kind="quote", actor_id=actor.pk))
    with at_most(5):
        html_of(page, article)


@pytest.mark.parametrize("number", [1, 20])
def test_merged_actors_cost_one_query_more_whatever_their_number(page, article, number):
    for each in range(number):
        survivor = make_actor(f"Jane Roe {each}")
        merged = make_actor(f"J. Roe {each}", merged_into=survivor, survivor=survivor)
        make_claim(article, "unsafe", suggested_actor=merged)
    with at_most(6):
        html = html_of(page, article)
    assert html.count(">Jane Roe ") == number


def test_the_card_is_the_same_whether_the_address_names_its_claim_or_the_queue_does(page, article, claim, editor):
    roe = make_actor("Jane Roe")
    elsewhere = make_claim(make_article(text="Somebody alleged fraud."), "fraud")
    make_claim(article, "the bridge was unsafe", nth=2, repeats=claim, suggested_actor=roe)
    make_claim(article, "was unsafe", nth=1, suggested_kind="denial", suggested_answer=claim, suggested_actor=roe)
    answer = make_claim(article, "knew nothing", suggested_kind="denial", suggested_answer=elsewhere)
    allegation = make_claim(article, "We knew nothing")
    tag(allegation, editor, Decision(kind="allegation", actor_id=roe.pk))
    tag(answer, editor, Decision(kind="denial", answers_id=allegation.pk))
    tag(make_claim(article, "said"), editor, Decision(dismissed=True))
    for each in Claim.objects.filter(article=article):
        queue = {"after": each.start, "status": each.status}
        named = card_of(html_of(page, article, claim=each.pk, status=each.status))
        assert card_of(html_of(page, article, **queue)) == named
        assert f'data-claim="{each.pk}"' in named


def card_of(html: str) -> str:
    """The card without what is another each time."""
    card = re.search('<section id="card".*?</section>', html, re.DOTALL)[0]
    return re.sub('name="(csrfmiddlewaretoken|decision_id)" value="[^"]*"', "", card)
