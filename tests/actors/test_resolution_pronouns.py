"""Resolving pronouns by gender, by place and by the sources before."""

import pytest

from tests.actors.marked_texts import last, names, resolved


def test_he_does_not_mean_anyone_named_in_his_clause():
    text = "Mark Dole and Thomas Berg met. [Berg] said no. In May [he] wrote to Berg."
    assert names(text)[-1] == "Mark Dole"


def test_he_in_a_first_clause_can_mean_the_one_named_after_it():
    assert names("Thomas Berg met Laura Stein. When [he] left, Berg said no.") == ["Thomas Berg"]


def test_after_a_quotation_he_means_the_last_source():
    text = "[Thomas Berg] said no. “It is late.” Mark Dole is a liar. “It is dark,” [he] said."
    assert names(text)[0] == "Thomas Berg"
    assert names("Mark Dole met [Thomas Berg], who said no. “It is late,” [he] said.")[-1] == "Thomas Berg"


def test_after_a_quotation_he_means_whoever_acted_since():
    text = "[Thomas Berg] said no. It was late. Mark Dole, an old ally, crossed the floor. “It is dark,” [he] said."
    assert names(text)[-1] == "Mark Dole"


def test_a_subject_in_reported_speech_does_not_replace_its_speaker():
    text = "Thomas Berg and Mark Dole met. [Berg] suggested that Dole was late. “It is dark,” [he] said."
    assert names(text)[-1] == "Thomas Berg"


def test_he_does_not_mean_a_brand():
    assert names("Thomas Berg popped a Coca-Kola as he sat down. [He] said no.") == ["Thomas Berg"]


def test_he_does_not_mean_a_name_inside_his_quotation():
    text = "[Thomas Berg] laughed. “Mark Dole is no friend of ours,” [he] said."
    assert names(text)[-1] == "Thomas Berg"


def test_he_after_an_unnamed_witness_names_nobody():
    assert names("Thomas Berg was arrested. [A witness] said it was dark. [He] said he saw nothing.") == [None, None]


def test_he_after_an_unnamed_woman_means_the_man():
    assert names("Thomas Berg was arrested. [A woman] said it was dark. [He] said no.") == [None, "Thomas Berg"]


def test_it_after_an_unnamed_newspaper_names_nobody():
    assert names("Acme Corp. raised prices. [A newspaper] said no. [It] said more would come.") == [None, None]


def test_he_can_mean_the_owner_of_a_document():
    text = "Mark Dole met Thomas Berg. [Dole] said no. [Berg’s lawsuit] asks for more. [He] also wants his job back."
    assert names(text)[-1] == "Thomas Berg"


def test_a_single_her_does_not_show_the_gender_of_the_only_name_before():
    text = "Mo Astor, an aide during her failed bid, met Ruth Oakes and Thomas Berg. [Astor] said no."
    assert last(text).gender == ""


def test_he_does_not_mean_a_word_that_only_begins_a_sentence():
    text = "Mark Dole came. Top advisers said he was late. [He] left."
    assert names(text) == ["Mark Dole"]


@pytest.mark.parametrize("thing", ["Berg Tower", "the Berg Act"])
def test_a_thing_named_after_a_person_is_not_that_person(thing):
    assert names(f"They met at {thing}. Mark Dole spoke. [Berg] said no.") == ["Berg"]


def test_they_means_the_two_joined_before():
    text = "Ruth Oakes and Mark Dole took office in May. Taxes rose. [They] cannot blame others."
    assert names(text) == ["Ruth Oakes and Mark Dole"]


def test_a_heading_has_all_its_names_found():
    text = "Oakes Scolds Berg For His Vote\n\nSenator Ruth Oakes scolded Thomas Berg. [He] laughed."
    assert [actor.name for actor in resolved(text.replace("His", "[His]"))] == ["Thomas Berg", "Thomas Berg"]


def test_a_first_name_of_both_genders_can_be_she():
    text = "Lee Astor met Thomas Berg. “It is late,” said [Lee Astor]. “It is dark,” [she] said."
    assert names(text)[-1] == "Lee Astor"


def test_he_means_an_owner_less_than_somebody_named_directly():
    actor = last("It rained on Thomas Berg’s house and on Mark Dole. [He] said it was late.")
    assert (actor.name, actor.others) == ("Mark Dole", ())
    actor = last("It rained on Thomas Berg and on Mark Dole’s house. [He] said it was late.")
    assert (actor.name, actor.others) == ("Thomas Berg", ())
