"""Whom pronouns mean, by gender, place and what was said before."""

import pytest

from tests.actors.marked_texts import last, names, resolved


def test_he_is_none_of_those_whom_his_own_clause_names():
    text = "Mark Dole and Thomas Berg met. [Berg] said no. In May [he] wrote to Berg."
    assert names(text)[-1] == "Mark Dole"


def test_a_clause_that_comes_first_may_speak_of_the_one_named_after_it():
    assert names("Thomas Berg met Laura Stein. When [he] left, Berg said no.") == ["Thomas Berg"]


def test_after_a_quotation_the_last_source_goes_on():
    text = "[Thomas Berg] said no. “It is late.” Mark Dole is a liar. “It is dark,” [he] said."
    assert names(f"{text}")[0] == "Thomas Berg"
    assert names("Mark Dole met [Thomas Berg], who said no. “It is late,” [he] said.")[-1] == "Thomas Berg"


def test_after_a_quotation_the_one_who_acted_since_goes_on():
    text = "[Thomas Berg] said no. It was late. Mark Dole, an old ally, crossed the floor. “It is dark,” [he] said."
    assert names(text)[-1] == "Mark Dole"


def test_a_subject_of_what_is_said_does_not_take_over_from_the_one_who_says_it():
    text = "Thomas Berg and Mark Dole met. [Berg] suggested that Dole was late. “It is dark,” [he] said."
    assert names(text)[-1] == "Thomas Berg"


def test_a_brand_is_no_he():
    assert names("Thomas Berg popped a Coca-Kola as he sat down. [He] said no.") == ["Thomas Berg"]


def test_a_name_inside_a_quotation_is_not_the_one_who_speaks():
    text = "[Thomas Berg] laughed. “Mark Dole is no friend of ours,” [he] said."
    assert names(text)[-1] == "Thomas Berg"


def test_he_after_an_unnamed_witness_is_nobody_named():
    assert names("Thomas Berg was arrested. [A witness] said it was dark. [He] said he saw nothing.") == [None, None]


def test_he_after_an_unnamed_woman_is_the_man():
    assert names("Thomas Berg was arrested. [A woman] said it was dark. [He] said no.") == [None, "Thomas Berg"]


def test_it_after_an_unnamed_newspaper_is_nobody_named():
    assert names("Acme Corp. raised prices. [A newspaper] said no. [It] said more would come.") == [None, None]


def test_he_may_go_on_speaking_for_the_owner_of_a_document():
    text = "Mark Dole met Thomas Berg. [Dole] said no. [Berg’s lawsuit] asks for more. [He] also wants his job back."
    assert names(text)[-1] == "Thomas Berg"


def test_her_alone_does_not_tell_the_gender_of_the_only_name_before_it():
    text = "Mo Astor, an aide during her failed bid, met Ruth Oakes and Thomas Berg. [Astor] said no."
    assert last(text).gender == ""


def test_a_word_that_only_begins_a_sentence_is_not_taken_for_him():
    text = "Mark Dole came. Top advisers said he was late. [He] left."
    assert names(text) == ["Mark Dole"]


@pytest.mark.parametrize("thing", ["Berg Tower", "the Berg Act"])
def test_what_is_named_after_a_person_is_not_that_person(thing):
    assert names(f"They met at {thing}. Mark Dole spoke. [Berg] said no.") == ["Berg"]


def test_they_are_the_two_whom_the_text_joins():
    text = "Ruth Oakes and Mark Dole took office in May. Taxes rose. [They] cannot blame others."
    assert names(text) == ["Ruth Oakes and Mark Dole"]


def test_a_heading_names_all_whom_the_article_names():
    text = "Oakes Scolds Berg For His Vote\n\nSenator Ruth Oakes scolded Thomas Berg. [He] laughed."
    assert [actor.name for actor in resolved(text.replace("His", "[His]"))] == ["Thomas Berg", "Thomas Berg"]


def test_a_first_name_of_both_genders_leaves_the_pronoun_its_gender():
    text = "Lee Astor met Thomas Berg. “It is late,” said [Lee Astor]. “It is dark,” [she] said."
    assert names(text)[-1] == "Lee Astor"


def test_the_owner_of_something_is_less_likely_to_go_on_than_the_one_named_beside_him():
    actor = last("It rained on Thomas Berg’s house and on Mark Dole. [He] said it was late.")
    assert (actor.name, actor.others) == ("Mark Dole", ())
    actor = last("It rained on Thomas Berg and on Mark Dole’s house. [He] said it was late.")
    assert (actor.name, actor.others) == ("Thomas Berg", ())
