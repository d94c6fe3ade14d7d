"""Every way in which an article refers to its sources, each in sentences written for it."""

import pytest

from tests.actors.marked_texts import last, names, resolved


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Elise Le Goff spoke in Lille. [Le Goff] said no.", "Elise Le Goff"),
        ("Ursula von der Heide spoke. [Von der Heide] said no.", "Ursula von der Heide"),
        ("Jean-Luc Mésange spoke. [Mesange] said no.", "Jean-Luc Mésange"),
        ("[Mr. Marlow] said no. Edward Marlow left.", "Edward Marlow"),
        ("The company Acme Widgets closed. [Acme] said no.", "Acme Widgets"),
    ],
)
def test_a_short_name_means_the_fullest_name_in_the_article(text, name):
    assert names(text) == [name]


def test_a_title_before_a_name_is_separate_from_it():
    actor = last("[President Edward Marlow] said no.")
    assert (actor.name, actor.description) == ("Edward Marlow", "President")


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Oakes, the presidential candidate of National Union, met Thomas Berg. [The presidential hopeful] left.",
        "Former Secretary of State Ruth Oakes met Thomas Berg. [The former secretary of state] said no.",
        "Ruth Oakes, who was secretary of state until 2013, met Thomas Berg. [The former secretary of state] said no.",
        "Sen. Ruth Oakes (R-Texas) met Thomas Berg. [The Texas Republican] said no.",
    ],
)
def test_a_role_means_the_person_who_has_it(text):
    assert names(text) == ["Ruth Oakes"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Acme Corp. raised prices. Thomas Berg paid. [The company] said no.", "Acme Corp."),
        ("The Lakeside Commission met. [The commission] said no.", "Lakeside Commission"),
        ("The Justice Department met. [The department] said no.", "Justice Department"),
    ],
)
def test_a_noun_means_the_body_with_that_noun_in_its_name(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize("source", ["Hanna Vogel, the German chancellor,", "The German chancellor, Hanna Vogel,"])
def test_a_name_with_an_apposition_means_the_named_person(source):
    assert names(f"[{source}] said no.") == ["Hanna Vogel"]


@pytest.mark.parametrize(
    "line", ["[Ruth Oakes]\nMayor of Lyon", "[Ruth Oakes, mayor of Lyon]", "– [Ruth Oakes]\nMayor"]
)
def test_the_line_below_a_pull_quote_names_its_source(line):
    assert names(f"“We will win.”\n{line}\nThe vote is late. “It is dark,” [the mayor] said.") == ["Ruth Oakes"] * 2


def test_an_acronym_means_the_same_as_its_long_form():
    text = "The World Harbour Organization (WHO) met. [The WHO] said no. [The organization] agreed. [It] added this."
    assert names(text) == ["World Harbour Organization"] * 3


@pytest.mark.parametrize(
    "source", ["Oakes’s", "Ruth Oakes's", "Mrs. Oakes’s claim", "Oakes’ claim", "Oakes' allegations"]
)
def test_a_possessive_means_its_owner(source):
    assert names(f"Ruth Oakes spoke. [{source}] was wrong.") == ["Ruth Oakes"]


def test_a_joint_source_means_all_of_its_members():
    assert names("Ruth Oakes met Jon Sandler. [Oakes and Sandler] said no.") == ["Ruth Oakes and Jon Sandler"]


@pytest.mark.parametrize(
    "source", ["A spokesman for Acme", "An Acme spokeswoman", "Acme’s spokesman", "A spokesperson for Acme"]
)
def test_an_unnamed_spokesperson_means_the_organisation(source):
    assert names(f"Acme Corp. closed. [{source}] said no.") == ["Acme Corp."]


@pytest.mark.parametrize("source", ["Acme spokeswoman Jane Roe", "Acme’s spokeswoman, Jane Roe,"])
def test_a_named_spokeswoman_means_herself(source):
    assert names(f"Acme Corp. closed. [{source}] said no.") == ["Jane Roe"]


NAMESAKES = "Former President Paul Clement met Vera Clement. "


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("[Vera Clement] said no.", "Vera Clement"),
        ("[Ms. Clement] said no.", "Vera Clement"),
        ("[Vera] said no.", "Vera Clement"),
        ("[Clement] said she was late.", "Vera Clement"),
        ("[Clement] said he was late.", "Paul Clement"),
        ("[Former President Clement] said no.", "Paul Clement"),
        ("[The former president] said no.", "Paul Clement"),
    ],
)
def test_first_name_title_and_pronoun_tell_namesakes_apart(sentence, name):
    actor = last(NAMESAKES + sentence)
    assert (actor.name, actor.others) == (name, ())


def test_namesakes_that_nothing_tells_apart_are_both_offered():
    actor = last(f"{NAMESAKES}[Clement] said no.")
    assert {actor.name, *actor.others} == {"Paul Clement", "Vera Clement"}
    assert actor.reason.startswith("this name could be ")


@pytest.mark.parametrize(
    "seat", ["Moscow", "Washington", "Brussels", "Downing Street", "the Kremlin", "the White House"]
)
def test_metonyms_are_actors_themselves(seat):
    assert names(f"Edward Marlow, the Russian president, left. [{seat}] denied it.") == [seat.removeprefix("the ")]


@pytest.mark.parametrize(
    "source",
    [
        "A poll", "Polls", "Two senior officials", "Officials in Washington", "A source close to the talks",
        "His critics", "People who know him", "Several people familiar with the matter", "Someone", "One of his aides",
        "An anonymous official", "A senior administration official", "Experts",
    ],
)  # fmt: skip
def test_unnamed_sources_name_nobody(source):
    assert names(f"Thomas Berg left. [{source}] said it.") == [None]


@pytest.mark.parametrize("source", ["The four candidates", "The northern regions"])
def test_a_different_group_does_not_mean_the_pair_before(source):
    text = f"[Ruth Oakes and Jon Sandler] spoke. [{source}] agreed."
    assert names(text)[1] is None


def test_the_nominee_of_one_party_is_not_that_of_the_other():
    text = "Republican nominee Ruth Oakes met Thomas Berg, the Democratic nominee. [The Democratic nominee] left."
    assert names(text) == ["Thomas Berg"]


def test_an_administration_is_not_just_any_body():
    assert names("The Lakeside Committee met. [The administration] said no.") == [None]


def test_a_description_that_only_partly_fits_somebody_far_away_is_less_sure():
    near = "Republican mayor Ruth Oakes spoke. [The Republican mayor] left."
    far = f"Republican mayor Ruth Oakes spoke.{' It rained.' * 9} [The old Republican mayor] left."
    assert [actor.confidence >= 0.8 for actor in (*resolved(near), *resolved(far))] == [True, False]


@pytest.mark.parametrize("source", ["Berg and his aides", "Neither Berg nor his aides"])
def test_a_named_person_with_unnamed_others_means_that_person(source):
    assert names(f"Thomas Berg left. [{source}] said it.") == ["Thomas Berg"]
