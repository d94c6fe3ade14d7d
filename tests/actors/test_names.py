"""Which names are the same, and which names no actor can have."""

import pytest

from annotate.actors.names import BadName, clean_name, key_of_name, without_honorific


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Émile Zola", "emile zola"),
        ("ANGELA MERKEL", "Angela  Merkel"),
        ("Dr. Angela Merkel", "Angela Merkel"),
        ("Sir Keir Starmer MP", "Keir Starmer"),
        ("U.S.", "US"),
        ("J. K. Rowling", "JK Rowling"),
        ("O’Brien", "O'Brien"),
        ("Jean-Luc Mélenchon", "Jean Luc Melenchon"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Straße", "STRASSE"),
        ("Сергей Лавров", "СЕРГЕЙ ЛАВРОВ"),
        ("مُحَمَّد", "محمد"),
        ("Αλέξης Τσίπρας", "ΑΛΕΞΗΣ ΤΣΙΠΡΑΣ"),
        ("Ｊａｎｅ　Ｒｏｅ", "Jane Roe"),
        ("ｱﾍﾞ ｼﾝｿﾞｳ", "アベ シンゾウ"),
        ("בִּנְיָמִין", "בנימין"),
        ("习近平先生", "习近平"),
        ("安倍晋三さん", "安倍晋三"),
        ("Господин Сергей Лавров", "Сергей Лавров"),
        ("г-н Сергей Лавров", "Сергей Лавров"),
        ("السيد محمد علي", "محمد علي"),
        ("κύριος Αλέξης Τσίπρας", "Αλέξης Τσίπρας"),
        ("Smith, Jane", "Smith Jane"),
        ("An\u200bgela\u00ad Merkel\u202e", "Angela Merkel"),
        ("\ufb01ne", "fine"),
    ],
)
def test_these_names_are_the_same(one, other):
    assert key_of_name(one) == key_of_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr Clinton", "Mrs Clinton"),
        ("Donald Trump", "Donald Trump Jr"),
        ("ガス", "カス"),
        ("नरेन्द्र मोदी", "नरेन्द्र मोद"),
        ("김정은", "김정일"),
        ("李氏", "李"),
        ("Лавров", "Лавровa"),
    ],
)
def test_these_names_differ(one, other):
    assert key_of_name(one) != key_of_name(other)


def test_vowel_signs_do_not_split_a_word():
    assert key_of_name("नरेन्द्र मोदी").count(" ") == 1


@pytest.mark.parametrize(
    ("name", "bare"), [("mrs zola", "zola"), ("zola", "zola"), ("mr", "mr"), ("roe jane", "roe jane")]
)
def test_a_leading_honorific_is_dropped_if_something_remains(name, bare):
    assert without_honorific(name) == bare


@pytest.mark.parametrize("name", ["", "  ", "?!", "\u200b\u200e", "\ud800", "…", "'"])
def test_a_name_without_a_letter_or_digit_is_refused(name):
    with pytest.raises(BadName, match="at least one letter or digit"):
        clean_name(name)


def test_refusing_a_long_name_gives_its_length():
    with pytest.raises(BadName, match="10,000"):
        clean_name("x" * 10_000)


def test_invisible_characters_are_removed_and_visible_ones_stay():
    assert clean_name("  Angela\u200b  \u202eMerkel\u202c ") == "Angela Merkel"
    assert clean_name("محمد Smith") == "محمد Smith"
    assert clean_name("Ange\u0301la") == "Angéla"


def test_half_of_a_surrogate_pair_is_removed():
    assert clean_name("Jane\ud83d Roe") == "Jane Roe"
