"""Resolving companies, offices, campaigns, governments and documents."""

import pytest

from tests.actors.marked_texts import last, names, resolved

# Business


def test_a_company_and_its_union_speak_in_turn():
    text = (
        "Volksrad AG will cut jobs, [chief executive Petra Lind] said. [The company] said demand fell. "
        "[MG Metall] said it would strike. [The union] called it a scandal. [A spokeswoman for Volksrad] said no."
    )
    assert names(text) == ["Petra Lind", "Volksrad AG", "MG Metall", "MG Metall", "Volksrad AG"]


@pytest.mark.parametrize("owner", ["Gowder", "Congressman Trey Gowder"])
def test_an_office_speaks_for_its_owner(owner):
    assert names(f"Trey Gowder of Acme Corp. left. [{owner}’s office] said no.") == ["Trey Gowder"]


def test_somebodys_company_is_not_just_the_last_company():
    assert names("Mark Dole of Acme Corp. left. [Thomas Berg’s company] said no.") == [None]


def test_one_persons_lawyer_is_not_anothers():
    text = "Laura Stein, a state attorney, spoke. Mark Dole wept. [Dole’s lawyer] said no."
    assert names(text) == [None]


# Politics and diplomacy


@pytest.mark.parametrize("source", ["Berg’s campaign", "Rival Thomas Berg’s presidential campaign", "Berg’s team"])
def test_a_candidates_campaign_has_his_name(source):
    text = f"The Oakes campaign met the Berg campaign. Ruth Oakes beat Thomas Berg. [{source}] said no."
    assert names(text) == ["Berg campaign"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Cleveland police", "Cleveland police"),
        ("the Israeli army", "Israeli army"),
        ("the West Virginia legislature", "West Virginia legislature"),
        ("the Senate banking committee", "Senate banking committee"),
        ("The 6th Circuit Court of Appeals", "6th Circuit Court of Appeals"),
        ("The 1951 Refugee Convention", "1951 Refugee Convention"),
        ("Human Rights Watch", "Human Rights Watch"),
        ("the Better Harbour Bureau", "Better Harbour Bureau"),
        ("The MoH", "Ministry of Health"),
        ("The ministry", "Ministry of Health"),
    ],
)
def test_bodies_get_their_whole_name(source, name):
    assert names(f"The Ministry of Health met. [{source}] said no.") == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Former secretary of state Hillary Clement", "Hillary Clement"),
        ("White House Chief of Staff Denis Donough", "Denis Donough"),
        ("Bay City Mayor Don Guardian", "Don Guardian"),
        ("Senate Whip Richard J. Durban of Illinois", "Richard J. Durban"),
        ("Cleveland police chief Calvin Willis", "Calvin Willis"),
        ("an academic named Eric Kingsley, who is old,", "Eric Kingsley"),
        ("one critic, syndicated radio host Dennis Prag,", "Dennis Prag"),
        ("One of the authors of that 2013 report, Ari Fletcher,", "Ari Fletcher"),
    ],
)
def test_a_long_title_leads_to_the_person(source, name):
    assert names(f"[{source}] said no.") == [name]


def test_two_joined_bodies_are_not_one():
    assert names("The FBI and Justice Department met. [The FBI] said no.") == ["FBI"]


def test_a_part_of_a_group_is_less_sure():
    whole, part = resolved("[Democrats] said no. [Democrats in the House] said yes.")
    assert (part.name, whole.confidence >= 0.8, part.confidence >= 0.8) == ("Democrats", True, False)


def test_the_president_of_another_country_is_less_sure():
    assert last("U.S. President Ruth Oakes spoke. [The French president] said no.").confidence < 0.8


def test_a_tower_named_after_a_person_is_not_a_namesake():
    assert last("Thomas Berg owns Berg Tower Manila. [Berg] said no.").others == ()


@pytest.mark.parametrize("word", ["Seventy-two", "Acme-backed", "Oakes-style"])
def test_a_compound_is_not_a_name(word):
    assert names(f"{word} suits failed. [{word}] suits said no.") == [None]


def test_a_headlines_verb_is_not_a_surname():
    text = "Paul Rydan Joins Growing List\nof those who left. Rydan was late. [Rydan] said no."
    assert names(text) == ["Paul Rydan"]


# Documents


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a study by a sociologist, Mikhail Dmitrov,", "Mikhail Dmitrov"),
        ("the Acme Press’s tally", "Acme Press"),
        ("data from the Acme Press", "Acme Press"),
        ("the senator’s letter", "Ruth Oakes"),
        ("New Hampshire polls", None),
        ("the Benghazi inquiries", None),
        ("data", None),
    ],
)
def test_a_document_means_its_author_or_issuer(source, name):
    assert names(f"Senator Ruth Oakes read the Acme Press. [{source}] said no.") == [name]


def test_the_report_means_its_authors():
    text = "[The authors of the report, Mark Dole,] said no. Thomas Berg fell ill. [The report] said so."
    assert names(text) == ["Mark Dole", "Mark Dole"]


def test_he_does_not_mean_the_author_of_a_book_about_him():
    text = "[The authors of the book, Mark Dole,] left. [Bob Stein] said no. [The book] attacks Stein. [He] said no."
    assert names(text)[-1] == "Bob Stein"
