"""Answers, repeats, reasons and order of the claims of one article."""

import pytest

from annotate.detection import detect, find_attributions
from annotate.text import Document


def test_a_denial_that_points_back_answers_the_nearest_allegation():
    claims = detect(Document("Roe said it rained. Doe alleged that the council lied. The council denied these claims."))
    assert [one.answers for one in claims] == [None, None, 1]


def test_a_denial_answers_the_allegation_that_shares_its_words():
    claims = detect(
        Document(
            "Doe alleged that Roe sold the old bridge. Poe said taxes were high. Roe denied that she sold any bridge."
        )
    )
    assert claims[2].answers == 0


def test_a_denial_without_an_allegation_answers_nothing():
    assert detect(Document("Roe said taxes were high. Doe denied that the wine was sour."))[1].answers is None


def test_nobody_denies_their_own_allegation():
    assert detect(Document("Roe alleged that the council lied. Roe denied these claims."))[1].answers is None


def test_the_same_words_later_on_repeat_the_first():
    passage = "Roe suggested that the council should build two bridges."
    claims = detect(
        Document(
            f"{passage} It rained.\n\n{passage}\n\nROE said again. {passage.replace('two bridges', 'two  Bridges,')}"
        )
    )
    assert [one.repeats for one in claims] == [None, 0, 0]


def test_other_words_repeat_nothing():
    claims = detect(Document("Roe said that it was the first bridge. Roe said that it was the second bridge."))
    assert [one.repeats for one in claims] == [None, None]


def test_indices_refer_to_the_list_they_are_in():
    text = "Roe wants a bridge. Doe alleged that Roe lied. Roe denied these claims."
    assert [one.answers for one in find_attributions(Document(text))] == [None, None, 1]
    assert [one.answers for one in detect(Document(text))] == [None, 0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The Council denied these claims.", "‘denied’ attributes this to the Council"),
        ("“It is safe,” Ada Roe said.", "quotation marks; ‘said’ attributes it to Ada Roe"),
        ("It is safe, according to Ada Roe.", "‘according to’ attributes this to Ada Roe"),
        ("The claim that it was safe was old.", "‘claim’ attributes this, without naming a source"),
    ],
)
def test_the_reason_says_why_in_words(text, reason):
    assert detect(Document(text))[0].reason == reason


def test_a_quotation_has_more_confidence_than_an_object():
    quote, criticism = detect(Document("“It is quite safe,” Roe said. Doe criticised the bridge."))
    assert 1 >= quote.confidence > criticism.confidence > 0


def test_claims_come_in_reading_order():
    claims = detect(Document("It is safe, Roe said. Doe said it was not. According to Poe, it fell."))
    assert [one.spans[0] for one in claims] == sorted(one.spans[0] for one in claims)
