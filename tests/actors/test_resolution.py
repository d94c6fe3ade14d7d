"""Resolving sources to the names in the article."""

import pytest

from annotate.actors.resolution import resolve_sources
from annotate.text import Document
from tests.actors.marked_texts import names, resolved

# ArticleNames


def test_a_surname_means_the_full_name():
    text = "Mayor Ingrid Halvorsen opened the bridge.\n[Halvorsen] said it was safe."
    assert names(text) == ["Ingrid Halvorsen"]


def test_a_surname_with_a_particle_means_the_full_name():
    text = "A film about Marcus van der Berg was shown. [Van der Berg] said he liked it."
    assert names(text) == ["Marcus van der Berg"]


def test_an_arabic_surname_with_its_article_means_the_full_name():
    text = "The envoy met Karim al-Rashidi on Monday. [Al-Rashidi] said talks would go on."
    assert names(text) == ["Karim al-Rashidi"]


def test_the_name_leaves_out_titles_and_the_possessive():
    text = "They spoke about [US President Edward Marlow's] plan to leave."
    assert names(text) == ["Edward Marlow"]


def test_the_name_leaves_out_a_curly_possessive():
    assert names("It was [Senator Nora Feld’s] claim that costs would rise.") == ["Nora Feld"]


def test_a_title_of_several_words_is_not_part_of_the_name():
    actor = resolved("[Secretary of State Paul Winter] said the talks had failed.")[0]
    assert (actor.name, actor.description) == ("Paul Winter", "Secretary of State")
    assert actor.confidence > 0.9


def test_the_role_before_a_name_is_its_description():
    actor = resolved("[French presidential candidate Elise Le Goff] has criticised the plan.")[0]
    assert (actor.name, actor.description) == ("Elise Le Goff", "French presidential candidate")


def test_the_role_after_a_name_is_its_description():
    text = "[Hanna Vogel, the German chancellor,] said no."
    assert resolved(text)[0].description == "the German chancellor"


def test_a_missing_space_between_sentences_does_not_matter():
    text = "Senator Clara Le Roux took a step in the wrong direction.[Le Roux] suggested peace."
    assert names(text) == ["Clara Le Roux"]


def test_a_speaker_in_capitals_is_found_in_the_text():
    text = "Governor Peter Lindqvist was interviewed.\n[LINDQVIST]: We will win."
    assert names(text) == ["Peter Lindqvist"]


def test_a_name_in_a_heading_means_the_one_in_the_article():
    text = "[Warren] Hits Back At Bank Chief Over Fees\n\nSenator Ruth Warren told the bank to pay. Everybody left."
    assert names(text) == ["Ruth Warren"]


def test_a_name_that_only_describes_the_speaker_is_not_the_speaker():
    text = "[Omar Haddad, director of the Lakeside Institute,] said rents would fall."
    assert names(text) == ["Omar Haddad"]


def test_a_named_employee_of_an_organisation_means_the_person():
    text = "[Acme Widgets spokeswoman Jane Roe] said the plant was safe."
    assert names(text) == ["Jane Roe"]


def test_an_unnamed_spokesman_means_his_organisation():
    text = "The park was closed. [A spokesman for Disney] said it would reopen."
    assert names(text) == ["Disney"]


def test_a_lawyer_named_after_the_comma_is_the_source():
    text = "[A lawyer for Daniel Roth, Marie Klein,] said he would appeal."
    assert names(text) == ["Marie Klein"]


@pytest.mark.parametrize("place", ["Kremlin", "White House"])
def test_a_seat_of_government_is_an_actor_without_the_article(place):
    actor = resolved(f"On Monday [the {place}] denied it.")[0]
    assert (actor.name, actor.type) == (place, "government")


def test_a_capital_city_is_an_actor_itself():
    actor = resolved("Relations are poor. [Moscow] also denied the charge.")[0]
    assert (actor.name, actor.type) == ("Moscow", "government")


def test_a_short_name_in_brackets_means_the_long_one():
    text = "[The World Health Organization (WHO)] met on Monday. [WHO] said the outbreak was over."
    actor = resolved(text)[1]
    assert (actor.name, actor.type) == ("World Health Organization", "organisation")


def test_a_short_name_in_brackets_can_differ_from_the_initials():
    text = "The Alliance of Open Ledgers (ALOPEN) met on Monday. [ALOPEN] said it was late."
    assert names(text) == ["Alliance of Open Ledgers"]


def test_a_place_name_can_mean_a_person_with_that_surname():
    assert names("Mayor Ada Austin opened the bridge. [Austin] said it was safe.") == ["Ada Austin"]


def test_a_place_name_does_not_mean_a_person_with_that_first_name():
    text = "Paris Harlow flew home from Rome. [Paris] denied the charge. [Harlow] did not."
    assert names(text) == ["Paris", "Paris Harlow"]


def test_initials_mean_the_long_name_that_they_abbreviate():
    text = "The Securities and Exchange Commission opened an inquiry. [The S.E.C.] said it would be quick."
    assert names(text) == ["Securities and Exchange Commission"]


def test_a_newspaper_named_after_a_city_is_not_the_city():
    text = "Officials in New York waited. [The New York Times] reported that talks had failed. [New York] denied it."
    assert names(text) == ["New York Times", "New York"]


def test_two_joined_persons_are_a_group_with_both_full_names():
    text = "Bill Carver met Bernie Sandler. [Carver and Sandler] said they agreed."
    actor = resolved(text)[0]
    assert (actor.name, actor.type) == ("Bill Carver and Bernie Sandler", "group")


def test_three_joined_persons_with_party_marks_are_listed():
    source = "Sens. Jon Teller (D-Mont.), David Vine (R-La.) and Ruth Oakes (D-Ohio)"
    assert names(f"[{source}] said it was fraud.") == ["Jon Teller, David Vine and Ruth Oakes"]


def test_two_joined_governments_stay_governments():
    actor = resolved("[China and Russia] said they would help.")[0]
    assert (actor.name, actor.type) == ("China and Russia", "government")


def test_a_named_person_with_unnamed_others_means_that_person():
    text = "[Amelie Jost and other parents] said schools were poor."
    assert names(text) == ["Amelie Jost"]


def test_unnamed_critics_mean_the_examples_given():
    text = "[Critics of the bill, including Senator Ruth Oakes,] said it was weak."
    assert names(text) == ["Ruth Oakes"]


def test_a_report_means_its_author():
    actor = resolved("[A 2014 study by the Harlow Institute] found that wages fell.")[0]
    assert (actor.name, actor.type) == ("Harlow Institute", "document")


def test_first_names_tell_namesakes_apart():
    text = "Paul Clement met his wife, Vera Clement. [Vera Clement] said no. [Paul Clement] said yes."
    assert names(text) == ["Vera Clement", "Paul Clement"]


def test_titles_tell_namesakes_apart():
    text = "Paul Clement met his wife, Vera Clement. [Mrs. Clement] said no. [Mr. Clement] said yes."
    assert names(text) == ["Vera Clement", "Paul Clement"]


def test_a_surname_of_two_people_has_low_confidence():
    assert resolved("Paul Clement met Vera Clement. [Clement] said no.")[0].confidence < 0.8


def test_a_bare_surname_of_two_people_means_the_one_named_first():
    assert names("Paul Clement met Vera Clement. Vera Clement spoke. [Clement] said no.") == ["Paul Clement"]


# Pronouns


def test_she_and_he_mean_the_woman_and_the_man_in_the_sentence_before():
    text = "Laura Stein met Thomas Berg at the station. [She] said it rained. [He] said it did not."
    assert names(text) == ["Laura Stein", "Thomas Berg"]


def test_a_pronoun_prefers_the_last_source():
    text = (
        "[Senator Mark Dole] said taxes were high. [He] said Thomas Berg was to blame. [He] added that rents were too."
    )
    assert names(text) == ["Mark Dole"] * 3


def test_a_pronoun_elsewhere_shows_the_gender_of_an_unusual_name():
    text = "Quenby Astor won her seat. The vote was close. Earlier Astor met Thomas Berg. [She] said he was kind."
    assert names(text) == ["Quenby Astor"]


def test_a_pronoun_elsewhere_rules_out_a_person_of_the_other_gender():
    text = "Quenby Astor left. He was glad. At noon Astor met Sable Fenn at the pier. [She] said it was late."
    assert names(text) == ["Sable Fenn"]


def test_it_means_the_last_organisation():
    text = "Thomas Berg sued Acme Corp. over the leak. [It] said the charge was false."
    assert names(text) == ["Acme Corp."]


def test_they_continues_a_joint_source():
    text = "[Bill Carver and Ruth Oakes] said it was late. [They] said it was dark."
    assert names(text)[1] == "Bill Carver and Ruth Oakes"


def test_they_after_unnamed_critics_names_nobody():
    text = "Acme Corp. raised prices. [Critics] said it was greedy. [They] said it would lose."
    assert names(text) == [None, None]


def test_who_means_the_name_right_before():
    text = "Thomas Berg thanked Laura Stein, [who] said it was nothing."
    assert names(text) == ["Laura Stein"]


def test_i_and_we_name_nobody():
    assert names("Thomas Berg came. [I] think so and [we] know it.") == [None, None]


@pytest.mark.parametrize(("source", "name"), [("the former", "NATO"), ("the latter", "Russia")])
def test_the_former_and_the_latter_mean_the_first_and_second_of_a_pair(source, name):
    text = f"Tension grew between NATO and Russia as [{source}] has alleged that war was near."
    assert names(text) == [name]


# Descriptions

LEAD = "French presidential candidate Elise Le Goff met Thomas Berg, the mayor of Lyon, on Friday. "


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The presidential hopeful from the party National Union", "Elise Le Goff"),
        ("The candidate, who lost her last bid,", "Elise Le Goff"),
        ("The mayor", "Thomas Berg"),
    ],
)
def test_a_description_means_the_person_whom_the_article_describes_like_that(source, name):
    assert names(f"{LEAD}[{source}] said it was late.") == [name]


def test_an_abbreviated_title_is_the_same_role():
    text = "Sen. Ruth Oakes met Thomas Berg. [The senator] said it was late."
    assert names(text) == ["Ruth Oakes"]


def test_two_words_for_one_role_mean_the_same():
    text = "Republican candidate Ruth Oakes met Thomas Berg. Berg left. [The GOP nominee] said it was late."
    assert names(text) == ["Ruth Oakes"]


def test_a_former_office_means_its_former_holder():
    text = "Former Secretary of State Paul Winter met Governor Ada Brandt. [The former secretary of state] said no."
    assert names(text) == ["Paul Winter"]


# So far back that only the description's words count.
FAR_LEAD = f"Mayor Ruth Oakes spoke.{' It rained.' * 9} "


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The mayor", "Ruth Oakes"),
        ("The Republican mayor", None),  # the article gives her no party
        ("The former mayor", "Ruth Oakes"),
        ("The former French mayor", None),  # no country either
    ],
)
def test_a_party_or_country_missing_in_the_article_makes_a_person_less_likely(source, name):
    assert names(f"{FAR_LEAD}[{source}] said it was late.") == [name]


def test_the_line_below_a_name_describes_it():
    text = "“We will win”\nElise Le Goff\nPresidential Candidate\nThomas Berg came. [The candidate] said it again."
    assert names(text) == ["Elise Le Goff"]


def test_the_company_means_the_last_organisation():
    text = "Thomas Berg left Acme Corp. last year. [The company] said he was missed."
    assert names(text) == ["Acme Corp."]


def test_a_court_means_the_one_with_that_noun_in_its_name():
    text = (
        "The Court of Appeals for the Ninth Circuit met. Acme Corp. sued. [The appeals court] ruled that it was late."
    )
    assert names(text) == ["Court of Appeals for the Ninth Circuit"]


def test_her_campaign_means_the_campaign_with_her_name():
    text = "Laura Stein spoke in Lyon. [Her campaign] said thousands came."
    actor = resolved(text)[0]
    assert (actor.name, actor.type) == ("Stein campaign", "organisation")


@pytest.mark.parametrize(
    "source", ["officials", "Critics", "a poll", "people familiar with the matter", "some experts"]
)
def test_unnamed_sources_name_nobody(source):
    assert names(f"Senator Ruth Oakes met Thomas Berg. [{source}] said it was late.") == [None]


def test_a_description_that_fits_is_surer_than_the_last_source():
    by_words, by_nearness = resolved(f"{LEAD}[The mayor] said it was late. [The farmer] said it was not.")
    assert by_nearness is None or by_nearness.confidence < by_words.confidence


# Odd input


def test_a_source_without_spans_names_nobody():
    assert resolve_sources(Document("Senator Ruth Oakes said no."), [[]]) == [None]


def test_each_source_gets_one_answer():
    text = "Ruth Oakes said no. She left."
    assert len(resolve_sources(Document(text), [[(0, 10)], [], [(20, 23)]])) == 3


def test_an_empty_text_gets_no_answers():
    assert resolve_sources(Document(""), []) == []


def test_the_spans_of_a_source_are_read_together():
    text = "Senator Ruth, they called out, Oakes said no. Ruth Oakes left."
    assert [actor.name for actor in resolve_sources(Document(text), [[(0, 12), (31, 36)]])] == ["Ruth Oakes"]


@pytest.mark.parametrize(
    "text", ["’s and ’s (", "((((", '"""', "A.A.A.A", "\n\n\n", "The the The", "of of Of and And", "'s", "§ ¶"]
)
def test_any_span_of_any_text_gets_an_answer(text):
    spans = [[(start, end)] for start in range(len(text) + 1) for end in range(start, len(text) + 1)]
    assert len(resolve_sources(Document(text), spans)) == len(spans)


def test_the_same_article_gets_the_same_answers():
    text = "Laura Stein met Thomas Berg of Acme Corp. [They] said it was late. [She] said no. [The company] left."
    assert resolved(text) == resolved(text)
