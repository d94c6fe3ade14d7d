"""Drawing claims, and drawing them anew, as the page asks for it."""

import pytest

from annotate.models import Claim, Tag
from tests.factories import at_most, make_article, sent, span_of

WORDS = "The council denied"


def drawn(article, *words: str, **fields) -> dict:
    spans = ";".join("{}-{}".format(*span_of(article.text, each)) for each in words)
    one = sent(Claim(version=0), **fields)
    return {**one, "spans": spans, "words": list(words), **fields}


def draw(client, article, *words: str, **fields):
    return client.post(f"/articles/{article.pk}/claims/", drawn(article, *words, **fields))


def test_the_drawn_claim_opens_and_its_paragraph_is_replaced(script, article):
    response = draw(script, article, WORDS, with_card="1")
    claim = Claim.objects.get()
    document = response.json()
    start = article.text.index(WORDS)
    assert response.status_code == 200
    assert f'<p id="p-{start}" data-start="{start}">' in document["paragraphs"]
    assert f'id="claim-{claim.pk}"' in document["paragraphs"]
    assert document["paragraphs"].count("<p ") == 1
    assert f'data-claim="{claim.pk}"' in document["card"]
    assert document["progress"] == {"total": 1, "settled": 1}
    assert [(state["id"], state["status"], state["version"]) for state in document["claims"]] == [
        (claim.pk, "tagged", 1)
    ]


def test_without_javascript_the_page_comes_back_at_the_claim(page, article):
    response = draw(page, article, WORDS)
    assert f"claim={Claim.objects.get().pk}" in response.headers["Location"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": ["xyz"]}, "does not have the words"),
        ({"words": []}, "Some of the selected words are missing"),
        ({"spans": "1-x"}, "could not be read"),
        ({"spans": "0-999999"}, "outside the article"),
        ({"spans": "5-5"}, "outside the article"),
        ({"spans": ""}, "Select the words"),
        ({"kind": ""}, "Choose allegation"),
        ({"actor": "99", "not_named": ""}, "no longer in the register"),
        ({"decision_id": "x"}, "UUID"),
    ],
)
@pytest.mark.parametrize("browser", ["page", "script"])
def test_what_cannot_be_drawn_is_refused_in_a_sentence(request, article, browser, fields, sentence):
    response = draw(request.getfixturevalue(browser), article, WORDS, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Claim.objects.exists()


def test_a_claim_over_two_lines_is_known_though_forms_send_other_line_ends(script, article):
    words = article.text[30:60]
    assert "\n" in words
    response = script.post(
        f"/articles/{article.pk}/claims/",
        drawn(article, WORDS) | {"spans": "30-60", "words": [words.replace("\n", "\r\n")]},
    )
    assert response.status_code == 200
    assert Claim.objects.get().spans == [[30, 60]]


def test_redrawn_words_bring_the_old_and_the_new_paragraphs(script, claim, article):
    fields = drawn(article, WORDS)
    response = script.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", fields)
    claim.refresh_from_db()
    assert claim.spans == [span_of(article.text, WORDS)]
    assert response.json()["paragraphs"].count('<p id="p-') == 2


def test_a_decision_without_spans_leaves_them_and_sends_no_paragraph(script, claim, article):
    response = script.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", sent(claim))
    assert response.json()["paragraphs"] == ""
    claim.refresh_from_db()
    assert claim.spans == claim.original_spans


def test_bad_spans_keep_the_card_with_the_sentence(script, claim, article):
    fields = drawn(article, WORDS, words=["xyz"])
    response = script.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", fields)
    assert response.status_code == 422
    assert "does not have the words" in response.content.decode()
    assert not Tag.objects.exists()


def test_a_note_is_kept_with_the_decision(script, claim, article):
    script.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", sent(claim, note="see page 3"))
    assert Tag.objects.get().note == "see page 3"


def test_a_note_that_is_too_long_is_refused(script, claim, article):
    response = script.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", sent(claim, note="x" * 5_001))
    assert response.status_code == 422


def test_a_drawing_taken_back_takes_its_highlight_along(script, article):
    draw(script, article, WORDS)
    html = script.post(f"/articles/{article.pk}/undo/").json()["paragraphs"]
    assert f'<p id="p-{article.text.index(WORDS)}"' in html
    assert 'class="claim' not in html


def test_an_article_that_is_not_there_is_not_found(script, article):
    assert script.post("/articles/4711/claims/", drawn(article, WORDS)).status_code == 404


def test_the_wrong_verb_is_refused(script, article):
    assert script.get(f"/articles/{article.pk}/claims/").status_code == 405


@pytest.mark.parametrize("lines", [3, 60])
def test_drawing_is_fourteen_queries_whatever_the_length(script, lines):
    article = make_article(text="\n".join(f"{number} {WORDS}" for number in range(lines)))
    with at_most(14):
        assert draw(script, article, WORDS).status_code == 200
