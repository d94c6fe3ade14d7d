"""English from other languages: where no cue can be read, only words in quotation marks are shown, and why."""

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
def test_another_language_is_no_english(text):
    assert not is_english(text)


@EACH_FOREIGN
def test_of_another_language_only_words_in_quotation_marks_are_shown(text):
    found = find_attributions(Document(text))
    assert [text[slice(*one.spans[0])] for one in found] == FOREIGN[text]
    assert {(one.kind, one.source, one.cue) for one in found} == {("quote", (), ())}


@EACH_FOREIGN
def test_the_rules_alone_show_the_same(text):
    assert find_by_rules(Document(text)) == find_attributions(Document(text))


@EACH_FOREIGN
def test_the_editor_is_told_why_claims_may_be_missing(text):
    assert missing_claims_note(Document(text)) == WHY


@EACH_FOREIGN
def test_each_claim_says_that_nothing_else_was_looked_for(text):
    [one] = find_attributions(Document(text))
    assert one.reason == "quotation marks; the text does not seem to be in English, so nothing else was looked for"


def test_of_english_more_is_shown_than_quotations():
    assert is_english(ENGLISH) and missing_claims_note(Document(ENGLISH)) == ""
    assert [(ENGLISH[slice(*one.cue[0])], one.kind) for one in find_attributions(Document(ENGLISH))] == [
        ("said", "quote"),
        ("denied", "denial"),
    ]


@pytest.mark.parametrize("text", ["", "said", "Roe denied it.", "“Yes,” Roe said.", "MAYOR DENIES BRIBES", "123 — 456"])
def test_a_short_text_is_taken_for_english(text):
    assert is_english(text) and missing_claims_note(Document(text)) == ""


@pytest.mark.parametrize("text", ["Мост", "桥很安全", "قال", "Она сказала: «Мост безопасен»."])
def test_a_short_text_in_other_letters_is_not(text):
    assert not is_english(text)


def test_foreign_names_and_quotations_do_not_make_a_text_foreign():
    text = (
        "“Das ist nicht wahr,” said Jürgen Müller-Lüdenscheidt of the Süddeutsche Zeitung, and he denied that "
        "the Bundesnachrichtendienst had known about it. Przemysław Wójcik said that it was for the court to say."
    )
    assert is_english(text)


def test_capitals_are_english_too():
    assert is_english("THE MAYOR SAID THAT THE BRIDGE WAS SAFE AND THAT IT HAD NOT BEEN CLOSED FOR A DAY.")


def test_the_first_20_000_characters_decide():
    assert is_english(ENGLISH * 300 + GERMAN * 1000)
    assert not is_english(GERMAN * 300 + ENGLISH * 1000)


def test_a_quotation_of_two_words_is_a_title_rather_than_a_claim():
    text = "Sie las „Die Brücke“ am Montag und ging dann wieder nach Hause in die alte Stadt zurück."
    assert find_attributions(Document(text)) == []
