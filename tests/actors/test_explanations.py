"""Details of a resolved source: the other actors it could mean, the name it mentions, gender and reason."""

import pytest

from tests.actors.marked_texts import last, resolved

NAMESAKES = "Paul Clement met Vera Clement. "
LEAD = "Mayor Ruth Oakes met Thomas Berg, the head of Acme Corp. "


# Others


def test_a_name_of_two_people_offers_the_other():
    actor = last(f"{NAMESAKES}[Clement] said no.")
    assert (actor.name, actor.others) == ("Paul Clement", ("Vera Clement",))
    assert actor.confidence < 0.8


@pytest.mark.parametrize("source", ["Vera Clement", "Mrs. Clement"])
def test_a_first_name_or_a_title_leaves_nothing_open(source):
    assert last(f"{NAMESAKES}[{source}] said no.").others == ()


def test_a_role_before_a_shared_name_leaves_nothing_open():
    actor = last("Senator Paul Clement met Governor Vera Clement. [Governor Clement] said no.")
    assert (actor.name, actor.others) == ("Vera Clement", ())
    assert actor.confidence >= 0.8


def test_at_most_three_others_with_the_name_are_offered():
    text = "Paul Clement, Vera Clement, Anna Clement, Mark Clement and Eric Clement met. [Clement] said no."
    assert len(last(text).others) == 3


def test_others_named_most_often_are_offered_first():
    text = "Paul Clement met Anna Clement. Vera Clement met Vera Clement. [Clement] said no."
    assert last(text).others == ("Vera Clement", "Anna Clement")


def test_a_joint_source_with_a_shared_name_offers_the_other_pair():
    actor = last(f"{NAMESAKES}Jon Sandler came. [Clement and Sandler] said no.")
    assert actor.others == ("Vera Clement and Jon Sandler",)
    assert actor.confidence < 0.8


def test_an_organisation_named_after_a_person_is_not_a_namesake():
    assert last("Ruth Oakes founded the Oakes Institute. [Oakes] said no.").others == ()


def test_a_pronoun_with_two_equal_antecedents_offers_both():
    actor = last("It rained on Thomas Berg and on Mark Dole. [He] said it was late.")
    assert {actor.name, *actor.others} == {"Thomas Berg", "Mark Dole"}
    assert actor.confidence < 0.8


def test_a_pronoun_of_a_gender_that_only_one_has_leaves_nothing_open():
    assert last("It rained on Thomas Berg and on Laura Stein. [He] said it was late.").others == ()


def test_a_role_of_two_people_offers_both():
    actor = last("Senator Ruth Oakes spoke. Senator Jon Teller spoke. Thomas Berg left. [The senator] said no.")
    assert {actor.name, *actor.others} == {"Ruth Oakes", "Jon Teller"}


# Mentioned


@pytest.mark.parametrize(
    ("source", "mentioned"),
    [
        ("Oakes", "Oakes"),
        ("Mrs. Oakes", "Oakes"),
        ("Mayor Ruth Oakes", "Ruth Oakes"),
        ("Oakes’s", "Oakes"),
        ("the NATO", "NATO"),
        ("Oakes, the mayor,", "Oakes"),
        ("Sen. Ruth Oakes (D-Ohio)", "Ruth Oakes"),
    ],
)
def test_a_source_that_is_a_name_mentions_it(source, mentioned):
    assert last(f"{LEAD}[{source}] said no.").mentioned == mentioned


@pytest.mark.parametrize(
    "source",
    [
        "she",
        "the mayor",
        "a spokesman for NATO",
        "Oakes and Berg",
        "a report by NATO",
        "Critics, including Ruth Oakes,",
        "Republicans in the house",
    ],
)
def test_a_source_that_is_more_than_a_name_mentions_no_name(source):
    assert last(f"{LEAD}[{source}] said no.").mentioned == ""


def test_a_whole_heading_is_not_just_a_name():
    text = "[Oakes Hits Back At Bank Chief]\n\nMayor Ruth Oakes told the bank to pay. Everybody left."
    assert (last(text).name, last(text).mentioned) == ("Ruth Oakes", "")


# Gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("[Mrs. Quenby] said no.", "f"),
        ("[Laura Stein] said no.", "f"),
        ("[Thomas Berg] said no.", "m"),
        ("Quenby Astor won. She was glad. [Astor] said no.", "f"),
        ("[Quenby Astor] said no.", ""),
        ("[The Lakeside Institute] said no.", ""),
        ("[Laura Stein and Ruth Oakes] said no.", ""),
    ],
)
def test_titles_first_names_and_pronouns_show_the_gender(text, gender):
    assert last(text).gender == gender


def test_a_pronoun_shows_the_gender_of_the_person_it_means():
    assert last("Quenby Astor came. [She] said no.").gender == "f"


# Reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("Mayor Ruth Oakes", "named here"),
        ("Mrs. Oakes", "named here as “Oakes”"),
        ("Oakes and Berg", "named here together as “Oakes and Berg”"),
        ("She", "“She” refers to Ruth Oakes, named just before"),
        ("The mayor", "“The mayor” describes Ruth Oakes"),
        ("A spokesman for Acme", "“A spokesman for Acme” speaks for Acme Corp."),
        ("A report by Acme", "“A report by Acme” comes from Acme Corp."),
        ("Her campaign", "“Her campaign” belongs to Ruth Oakes"),
        ("A lawyer for Berg, Jo Doe,", "named here in “A lawyer for Berg, Jo Doe”"),
        ("Critics, including Oakes,", "named here as an example in “Critics, including Oakes”"),
    ],
)
def test_the_reason_quotes_the_article(source, reason):
    assert last(f"{LEAD}[{source}] said no.").reason == reason


def test_the_reason_for_a_pronoun_names_the_last_source():
    reason = last("[Thomas Berg] said no. [He] said it was late.").reason
    assert reason == "“He” refers to Thomas Berg, who spoke just before"


def test_the_reason_for_a_name_of_two_people_gives_both():
    reason = last(f"{NAMESAKES}[Clement] said no.").reason
    assert reason == "this name could be Paul Clement or Vera Clement"


def test_the_reason_for_an_open_pronoun_gives_both():
    reason = last("It rained on Thomas Berg and on Mark Dole. [He] said it was late.").reason
    assert reason == "“He” could be Mark Dole or Thomas Berg"


def test_a_reason_is_short_even_for_a_long_source():
    role = f"the {'very ' * 20}old mayor of Lyon"
    named, described = resolved(f"[Thomas Berg, {role}, and Mark Dole] left. [T{role[1:]}] said no.")
    assert max(len(named.reason), len(described.reason)) <= 120
    assert described.reason.startswith(f"“The{' very' * 9}…” ")


def test_a_reason_is_one_line():
    assert last(f"{LEAD}[A spokesman\nfor Acme] said no.").reason.startswith("“A spokesman for Acme” speaks")
