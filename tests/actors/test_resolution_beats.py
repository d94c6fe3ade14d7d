"""Resolving the people of several beats: courts, police, families, local news, sport."""

import pytest

from annotate.actors.resolution import resolve_sources
from annotate.text import Document
from tests.actors.marked_texts import last, names, resolved

# Court and police, in British style: honorifics without a stop, letters after a name.


def test_a_court_report_names_counsel_judge_and_police():
    text = (
        "A judge at Lowmoor Crown Court jailed Darren Whitlow.\nMr Justice Pemberly said it was cowardly. "
        "[His barrister, Sarah Okon KC,] said he was sorry. “He regrets it,” [she] said. [The judge] told him no. "
        "Det Insp Karen Lowe of West Moor Police said it took months. [The force] said more would follow. "
        "[Lowe] praised the victim, who [she] said was brave."
    )
    assert names(text) == [
        "Sarah Okon", "Sarah Okon", "Pemberly", "West Moor Police", "Karen Lowe", "Karen Lowe"
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Mr", "Dr", "Prof", "Sir", "Lord", "Cllr", "Det Insp", "Lt Col", "Rev"])
def test_an_honorific_without_a_full_stop_is_not_part_of_the_name(title):
    assert names(f"[{title} Thomas Berg] said no. [{title} Berg] said it again.") == ["Thomas Berg"] * 2


@pytest.mark.parametrize("letters", ["KC", "QC", "MP", "MEP", "OBE", "PhD"])
def test_letters_after_a_name_are_not_part_of_it(letters):
    assert names(f"[Laura Stein {letters}] said no. [Stein, the member for Lyon,] left.") == ["Laura Stein"] * 2


def test_honorifics_without_a_full_stop_tell_spouses_apart():
    text = "Anne Howell and her husband, Peter Howell, came. [Mrs Howell] said no. [Mr Howell] said yes."
    assert names(text) == ["Anne Howell", "Peter Howell"]


# Families


def test_a_shared_surname_belongs_to_both_first_names():
    text = "Liam and Noel Farraday fought. [Noel Farraday] said no. [Liam] said yes."
    assert names(text) == ["Noel Farraday", "Liam Farraday"]


def test_the_bare_surname_of_two_brothers_is_left_open():
    actor = last("Liam and Noel Farraday fought. [Farraday] said no.")
    assert {actor.name, *actor.others} == {"Liam Farraday", "Noel Farraday"}
    assert actor.confidence < 0.8


def test_a_prince_does_not_get_the_surname_of_his_bride():
    assert names("Prince William and Kate Middling married. [William] said so.") == ["William"]


def test_a_person_with_a_surname_elsewhere_keeps_it():
    assert names("Laura Stein came. Laura and Mark Dole met. [Laura] said so.") == ["Laura Stein"]


@pytest.mark.parametrize("source", ["The Howells", "Both", "The couple"])
def test_a_couple_means_both_of_them(source):
    assert names(f"Anne Howell and Peter Howell bought it. [{source}] said no.") == ["Anne Howell and Peter Howell"]


def test_the_plural_of_a_surname_needs_two_people():
    assert names("Anne Howell bought it. [The Howells] said no.") == ["Howells"]


# Names from elsewhere


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Abdel Fattah el-Sidi", "Sidi"),
        ("Bashar al-Asmar", "Asmar"),
        ("Mohammed bin Salim", "Bin Salim"),
        ("José Luis Rodríguez Zapatel", "Zapatel"),
        ("Pedro Sánchez Pérez-Castellón", "Sánchez"),
        ("Micheál Ó Ríordáin", "Ó Ríordáin"),
        ("Ursula von der Leyden", "Von der Leyden"),
        ("Erik ten Hagen", "Ten Hagen"),
        ("Xi Jinpeng", "Xi"),
        ("Jean-Claude Van Dammen", "Van Dammen"),
    ],
)
def test_a_short_form_means_the_full_name(full, short):
    assert names(f"The guest, {full}, arrived late. [{short}] said no.") == [full]


def test_a_doubled_letter_does_not_make_another_person():
    text = "Hilary Clement came. Hillary Clement spoke. Hillary Clement left. [Mrs. Clement] said no."
    assert (last(text).name, last(text).others) == ("Hillary Clement", ())


# Pronouns


def test_she_in_a_quotation_does_not_mean_its_speaker():
    text = "Laura Stein met Ann Roe. [Roe] reports: “The first time [she] saw it, she wept.”"
    assert names(text)[-1] == "Laura Stein"


def test_she_in_a_quotation_does_not_mean_the_name_before_its_colon():
    text = "[Laura Stein] was there. Ann Roe recalled:\n\n“The first time [she] saw it, she wept.”"
    assert names(text)[-1] == "Laura Stein"


def test_it_continues_the_report():
    text = (
        "[A report by Acme Press and Bolt Media] said no. The Lakeside Bank fell. [The report] says so. [It] adds this."
    )
    assert names(text)[-2:] == ["Acme Press and Bolt Media"] * 2


def test_both_women_does_not_mean_a_man():
    text = "Thomas Berg met Laura Stein. Thomas Berg met Ruth Oakes. [Both women] said no."
    assert names(text) == ["Laura Stein and Ruth Oakes"]


def test_both_with_two_kinds_of_unnamed_people_names_nobody():
    assert names("Thomas Berg met Laura Stein. [Both private experts and officials] said no.") == [None]


def test_who_continues_the_source_before_it():
    assert names("Thomas Berg left. [A longtime adviser to Berg], [who] was there, said no.") == [None, None]


def test_who_means_the_person_described_before_it():
    text = "Mayor Ruth Oakes spoke. Thomas Berg listened to the mayor, [who] said no."
    assert names(text) == ["Ruth Oakes"]


def test_it_means_the_subject_of_a_question():
    text = "The Acme administration broke rules. How should Mexico answer? [It] said no."
    assert names(text) == ["Mexico"]


def test_they_means_two_joined_names_despite_places_and_brackets():
    text = "Laura Stein (R-Ohio) and Senator Ruth Oakes of Utah met as [they] said no."
    assert names(text) == ["Laura Stein and Ruth Oakes"]


def test_his_before_unnamed_speakers_does_not_mean_him():
    assert names("[Thomas Berg] left. [His] surrogates said no.") == ["Thomas Berg", None]


def test_he_after_a_guess_is_no_surer_than_the_guess():
    text = f"Thomas Berg left.{' It rained.' * 4} [The lawmaker] said no. [He] said so."
    assert [actor.confidence < 0.8 for actor in resolved(text)] == [True, True]


# Confidence


def test_the_actor_of_a_doubtful_claim_is_doubtful():
    doubtful, sure = resolve_sources(
        Document("Thomas Berg said no. Berg said so."), [[(0, 11)], [(21, 25)]], [0.5, 0.9]
    )
    assert (doubtful.confidence < 0.8, sure.confidence >= 0.8) == (True, True)


# Local news, sport and national politics


@pytest.mark.parametrize("source", ["The leader of Harrow Vale council", "Council leader"])
def test_a_leader_is_not_the_chief_executive(source):
    assert names(f"[{source}] said no. The council's chief executive, Ruth Oyel, left.") == [None]


@pytest.mark.parametrize("source", ["The Hungarian leader", "Hungary’s prime minister"])
def test_a_president_or_prime_minister_leads_the_country(source):
    assert names(f"Prime Minister Viktor Orben spoke. [{source}] said no.") == ["Viktor Orben"]


def test_the_president_is_not_the_vice_president():
    text = "President Ruth Oakes and Vice President Mark Dole met. [The president] left. [The vice president] left."
    assert names(text) == ["Ruth Oakes", "Mark Dole"]


def test_an_anonymous_document_does_not_mean_those_who_saw_it():
    assert names("Penfold Homes built it. [An anonymous complaint, seen by the Gazette,] alleges it.") == [None]


def test_clubs_are_known_by_their_short_names():
    text = "[Rivals City] have accused United of it. [United] deny it. [Agent Paulo Rey] said no. [City] left."
    assert names(text) == ["City", "United", "Paulo Rey", "City"]


def test_driver_can_be_a_surname():
    assert names("Adam Driver spoke. [Driver] said no.") == ["Adam Driver"]


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("The European Commission", "The Commission"),
        ("The European Commission", "A Commission spokesperson"),
        ("Azerbaijan's defence ministry", "The ministry"),
        ("Labour", "Labour"),
        ("A spokesman for Tesla", "It"),
    ],
)
def test_a_shorter_name_continues_a_body(body, source):
    first, second = names(f"[{body}] said no. [{source}] said yes.")
    assert first is not None and first == second


def test_a_shorter_name_of_two_bodies_means_neither():
    text = "The European Commission met the Planning Commission. [The Commission] said no."
    assert names(text) == ["Commission"]


@pytest.mark.parametrize("source", ["The tech giant", "The company"])
def test_the_company_does_not_mean_a_commission(source):
    assert names(f"[The European Commission] fined Gogel. [{source}] said no.")[-1] == "Gogel"


@pytest.mark.parametrize("source", ["The Spaniard", "The Kentucky Republican"])
def test_a_country_or_party_can_mean_a_person(source):
    assert names(f"Rafael Nadal lost. [{source}] said no.") == ["Rafael Nadal"]


def test_an_administration_has_its_presidents_name():
    assert names("Barack Oban left. [Oban’s administration] said no.") == ["Oban administration"]


@pytest.mark.parametrize("source", ["Both companies", "The companies"])
def test_both_companies_means_the_two_that_spoke(source):
    assert names(f"[Airlux and Boening] said so. [{source}] said no.") == ["Airlux and Boening"] * 2
