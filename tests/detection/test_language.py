"""Recognising English; in other languages only quotations are found, and the editor is told why."""

import pytest

from annotate.detection import find_attributions, find_by_rules, missing_claims_note
from annotate.text import Document
from annotate.text.language import is_english

GERMAN = (
    "„Die Brücke ist sicher“, sagte Frau Roe am Montag in der Stadt. Herr Doe wies das zurück. Er behauptete, dass die "
    "Stadt den Bericht seit Jahren kenne und dass niemand ihn gelesen habe."
)
FRENCH = (
    "« Le pont est sûr », a déclaré Mme Roe lundi dans la ville. M. Doe a nié avoir menti aux juges. Selon lui, la "
    "ville connaissait le rapport depuis des années."
)
RUSSIAN = (
    "«Мост совершенно безопасен», — сказала Анна Роу в понедельник. Он отверг обвинения и заявил, что город знал об "
    "отчёте много лет."
)
ARABIC = "قالت السيدة رو يوم الاثنين: «الجسر آمن تماما». ونفى السيد دو ذلك وقال إن المدينة كانت تعرف التقرير منذ سنوات."
FOREIGN = {
    GERMAN: ["„Die Brücke ist sicher“"],
    FRENCH: ["« Le pont est sûr »"],
    RUSSIAN: ["«Мост совершенно безопасен»"],
    ARABIC: ["«الجسر آمن تماما»"],
}
ENGLISH = "“The bridge is safe,” Ms Roe said on Monday. Mr Doe denied that he had lied to the judges about it."
WHY = "This text does not seem to be in English, so only words in quotation marks are highlighted."
EACH_FOREIGN = pytest.mark.parametrize("text", FOREIGN, ids=["German", "French", "Russian", "Arabic"])


@EACH_FOREIGN
def test_other_languages_are_not_taken_for_english(text):
    assert not is_english(text)


@EACH_FOREIGN
def test_only_quotations_are_found_in_another_language(text):
    found = find_attributions(Document(text))
    assert [text[slice(*one.spans[0])] for one in found] == FOREIGN[text]
    assert {(one.kind, one.source, one.cue) for one in found} == {("quote", (), ())}


@EACH_FOREIGN
def test_the_rules_find_the_same_in_another_language(text):
    assert find_by_rules(Document(text)) == find_attributions(Document(text))


@EACH_FOREIGN
def test_a_sentence_says_why_claims_may_be_missing(text):
    assert missing_claims_note(Document(text)) == WHY


@EACH_FOREIGN
def test_each_claim_says_that_only_quotations_were_looked_for(text):
    [one] = find_attributions(Document(text))
    assert one.reason == "quotation marks; the text does not seem to be in English, so nothing else was looked for"


def test_more_than_quotations_is_found_in_english():
    assert is_english(ENGLISH) and missing_claims_note(Document(ENGLISH)) == ""
    assert [(ENGLISH[slice(*one.cue[0])], one.kind) for one in find_attributions(Document(ENGLISH))] == [
        ("said", "quote"),
        ("denied", "denial"),
    ]


@pytest.mark.parametrize("text", ["", "said", "Roe denied it.", "“Yes,” Roe said.", "MAYOR DENIES BRIBES", "123 — 456"])
def test_a_short_text_is_taken_for_english(text):
    assert is_english(text) and missing_claims_note(Document(text)) == ""


@pytest.mark.parametrize("text", ["Мост", "桥很安全", "قال", "Она сказала: «Мост безопасен»."])
def test_a_short_text_in_another_script_is_not_english(text):
    assert not is_english(text)


def test_foreign_names_and_quotations_do_not_make_a_text_foreign():
    text = (
        "“Das ist nicht wahr,” said Jürgen Müller-Lüdenscheidt of the Süddeutsche Zeitung, and he denied that "
        "the Bundesnachrichtendienst had known about it. Przemysław Wójcik said that it was for the court to say."
    )
    assert is_english(text)


def test_a_text_in_capitals_is_english():
    assert is_english("THE MAYOR SAID THAT THE BRIDGE WAS SAFE AND THAT IT HAD NOT BEEN CLOSED FOR A DAY.")


def test_the_first_20_000_characters_decide():
    assert is_english(ENGLISH * 300 + GERMAN * 1000)
    assert not is_english(GERMAN * 300 + ENGLISH * 1000)


def test_a_quotation_of_two_words_is_not_a_claim():
    text = "Sie las „Die Brücke“ am Montag und ging dann wieder nach Hause in die alte Stadt zurück."
    assert find_attributions(Document(text)) == []
