"""Reported statements without quotation marks."""

import pytest

from annotate.detection import find_by_rules
from annotate.detection.rule import Rule
from annotate.text import Document
from tests.detection.marked_output import attributions, claim, claims, contents


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ms Roe said that the bridge was safe.", "Ms Roe", "said", "that the bridge was safe"),
        ("Ms Roe said the bridge was safe.", "Ms Roe", "said", "the bridge was safe"),
        ("Ms Roe noted, however, that the bridge was old.", "Ms Roe", "noted", "that the bridge was old"),
        (
            "She went on to allege that the bolts were missing.",
            "She",
            "went on to allege",
            "that the bolts were missing",
        ),
        ("Ms Roe told reporters on Monday that it was safe.", "Ms Roe", "told", "that it was safe"),
        ("Ms Roe told the council it was safe.", "Ms Roe", "told", "it was safe"),
        ("Ms Roe said in a statement on Friday that it was safe.", "Ms Roe", "said", "that it was safe"),
        (
            "The mayor, who lost the last vote, also promised to mend the bridge.",
            "The mayor, who lost the last vote,",
            "also promised",
            "to mend the bridge",
        ),
        (
            "In an earlier interview with the Herald, Roe alleged that money was missing.",
            "Roe",
            "alleged",
            "that money was missing",
        ),
        (
            "The head of the party from the north claimed that votes were lost.",
            "The head of the party from the north",
            "claimed",
            "that votes were lost",
        ),
        ("The bridge was safe, Ms Roe said.", "Ms Roe", "said", "The bridge was safe"),
        ("The bridge was safe, said Ms Roe.", "Ms Roe", "said", "The bridge was safe"),
        ("According to the police, the road was wet.", "the police", "According to", "the road was wet"),
        ("The road was wet, according to the police.", "the police", "according to", "The road was wet"),
        ("Roe’s claim that the road was wet went round.", "Roe’s", "claim", "that the road was wet went round"),
        (
            "Ms Roe criticised the council's handling of the bridge in an interview with the Herald.",
            "Ms Roe",
            "criticised",
            "the council's handling of the bridge",
        ),
        ("Mr Doe accused the council of hiding a report.", "Mr Doe", "accused", "the council of hiding a report"),
        (
            "The agency pointed out the growing number of cracks.",
            "The agency",
            "pointed out",
            "the growing number of cracks",
        ),
        ("The company, which has said it will pay, closed.", "which", "has said", "it will pay, closed"),
        (
            "If the plan fails, Ms Roe argues, the town is lost.",
            "Ms Roe",
            "argues",
            "If the plan fails | the town is lost",
        ),
    ],
)
def test_a_statement_is_found_with_source_cue_and_content(text, source, cue, content):
    assert claim(text) == (source, cue, content, "allegation")


def test_a_second_verb_shares_its_subject():
    text = "The Ministry has on many occasions denied these claims and rejected criticism of its plans."
    assert claims(text) == [
        ("The Ministry", "has on many occasions denied", "these claims", "denial"),
        ("The Ministry", "rejected", "criticism of its plans", "denial"),
    ]


def test_a_participle_shares_the_subject_of_its_sentence():
    text = "Candidate Ada Roe has criticised the plan, arguing that building it is a mistake."
    assert claims(text) == [
        ("Candidate Ada Roe", "has criticised", "the plan", "allegation"),
        ("Candidate Ada Roe", "arguing", "that building it is a mistake", "allegation"),
    ]


def test_sentences_that_run_together_are_separated():
    text = (
        "Roe argued that it was a step in the wrong direction.Doe suggested that it was not.She noted that it rained."
    )
    assert [(source, content) for source, _, content, _ in claims(text)] == [
        ("Roe", "that it was a step in the wrong direction"),
        ("Doe", "that it was not"),
        ("She", "that it rained"),
    ]


def test_abbreviations_do_not_end_a_sentence():
    assert claim("Mr. J. Doe of the U.S. Navy said Gov. Roe was late.")[2] == "Gov. Roe was late"


def test_a_source_starts_after_as():
    text = (
        "It comes at a hard time as the former has repeatedly alleged over the past months that the river might rise."
    )
    assert claim(text)[:3] == ("the former", "has repeatedly alleged", "that the river might rise")


def test_names_joined_by_and_are_one_source():
    assert claim("Roe and Doe said the bridge was safe.")[0] == "Roe and Doe"


def test_the_content_of_an_accusation_is_its_target_and_charge():
    assert claim("Mr Doe was accused of hiding a report.")[2] == "Mr Doe | hiding a report"


@pytest.mark.parametrize(
    "text",
    [
        "Ms Roe asked the council to mend the bridge.",
        "Ms Roe hopes that the bridge will hold.",
        "Ms Roe wants to mend the bridge.",
        "Ms Roe urged the council to act.",
        "Ms Roe plans to mend the bridge.",
        "Ms Roe ordered the road to be closed.",
        "Ms Roe believes that the bridge is safe.",
        "Ms Roe questioned the plan.",
        "Ms Roe called for a new bridge.",
        "Ms Roe refused to say that it was safe.",
        "Ms Roe did not say that it was safe.",
    ],
)
def test_an_attribution_that_asserts_nothing_is_not_a_claim(text):
    assert [kind for *_, kind in attributions(text)] == [None]
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The programme, called Bright Road, costs money.",
        "The reported cases rose.",
        "The United States won.",
        "The bridge reports a charge for each state.",
        "The river rose and the road was closed.",
    ],
)
def test_words_that_only_look_like_cues_do_not_attribute(text):
    assert attributions(text) == []


def test_two_statements_in_one_sentence_do_not_run_into_each_other():
    assert contents("Roe said the bridge was safe, but Doe said it was not.") == ["the bridge was safe", "it was not"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Roe criticised the plan, which the council wrote.", "the plan"),
        ("Roe criticised the plan during a long walk.", "the plan"),
        ("Roe said the road was wet, but the river never rose.", "the road was wet"),
        ("Roe said the road was wet, according to Poe.", "the road was wet"),
    ],
)
def test_words_after_a_content_are_not_part_of_it(text, content):
    assert content in contents(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "The claim that made him famous was an old one.",
        "The allegation that led to the inquiry was dropped.",
        "A charge that carried ten years was added.",
        "The report that was published in May is long.",
    ],
)
def test_a_relative_clause_about_a_claim_is_not_its_content(sentence):
    assert not [found for found in find_by_rules(Document(sentence)) if found.rule == Rule.NOUN]


def test_a_clause_after_a_noun_is_its_content():
    [found] = find_by_rules(Document("The claim that he made money was false."))
    assert found.rule == Rule.NOUN
