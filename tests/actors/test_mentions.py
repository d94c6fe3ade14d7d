"""Finding the names in an article, with their types and descriptions."""

import time

import pytest

from annotate.actors.mentions.inventory import Inventory
from annotate.actors.resolution import resolve_sources
from annotate.text import Document


def names_with_types(text: str) -> list[tuple[str, str]]:
    """Return the names in a text with their types, in order."""
    inventory = Inventory(Document(text))
    return [(mention.name, mention.type) for mention in inventory.mentions]


def words(text: str) -> list[str]:
    """Return the text's tokens as they are written."""
    return [token.text for token in Document(text).tokens]


def test_a_full_stop_without_a_space_separates_words():
    assert words("direction.Le Roux") == ["direction", ".", "Le", "Roux"]


def test_an_abbreviated_title_keeps_its_full_stop():
    assert words("Sen. Oakes") == ["Sen.", "Oakes"]


def test_initials_are_one_word():
    assert words("the S.E.C. said") == ["the", "S.E.C.", "said"]


def test_a_possessive_is_separate_from_its_name():
    assert words("O’Neill’s plan") == ["O’Neill", "’s", "plan"]


def test_tokens_have_a_maximum_length():
    assert max(len(token.text) for token in Document("a-" * 9_000 + "A." * 9_000 + "a" * 9_000).tokens) < 500


def test_tokens_count_code_points():
    first, second = Document("𝔸 b").tokens
    assert (first.start, first.end, second.start, second.end) == (0, 1, 2, 3)


def test_a_quotation_of_several_sentences_counts_as_one():
    tokens = Document("“One. Two. Three,” he said.").tokens
    assert tokens[-2].sentence == tokens[1].sentence


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They met Ruth Oakes there.", "Ruth Oakes", "person"),
        ("They met at the Lakeside Institute there.", "Lakeside Institute", "organisation"),
        ("It was the Department of Homeland Security again.", "Department of Homeland Security", "government"),
        ("It was the Securities and Exchange Commission again.", "Securities and Exchange Commission", "organisation"),
        ("It was the Alliance to Reclaim Our Schools again.", "Alliance to Reclaim Our Schools", "organisation"),
        ("They flew from Germany again.", "Germany", "government"),
        ("It was what many Republicans feared.", "Republicans", "group"),
        ("It was the Oakes campaign again.", "Oakes campaign", "organisation"),
        ("It was the Saudi government again.", "Saudi government", "government"),
        ("It was in USA Today again.", "USA Today", "organisation"),
        ("They met Stephen King there.", "Stephen King", "person"),
        ("They met in Lee County again.", "Lee County", "government"),
        ("They met at Berg Tower again.", "Berg Tower", "thing"),
        ("It was the Affordable Roads Act again.", "Affordable Roads Act", "document"),
    ],
)
def test_a_name_is_found_with_its_type(text, name, kind):
    assert names_with_types(text) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "However, it rained.",
        "It rained in May.",
        "It rained on May 4.",
        "On Monday it rained.",
        "Protesters left early.",
        "Losing was hard.",
        "A super PAC paid.",
    ],
)
def test_a_word_that_only_begins_a_sentence_is_not_a_name(text):
    assert names_with_types(text) == []


def test_an_organisation_before_a_title_is_a_separate_name():
    assert names_with_types("They asked Acme Widgets CEO Ruth Oakes.") == [
        ("Acme Widgets", "organisation"),
        ("Ruth Oakes", "person"),
    ]


def test_a_party_before_a_name_is_not_part_of_it():
    assert names_with_types("They asked Republican Ruth Oakes.") == [("Ruth Oakes", "person")]


def test_the_party_after_a_name_describes_it():
    inventory = Inventory(Document("It was Ruth Oakes (R-Utah) who won."))
    assert "republican" in inventory.entities[0].words


def test_the_owner_in_a_description_does_not_describe_the_person():
    inventory = Inventory(Document("It was Ruth Oakes, the nominee's daughter, again."))
    assert (inventory.entities[0].heads & {"candidate", "daughter"}) == {"daughter"}


def test_the_fullest_name_wins_wherever_it_is():
    inventory = Inventory(Document("They met Oakes early. They met Ruth Oakes late. They met Ruth P. Oakes last."))
    assert {entity.name for entity in inventory.entities} == {"Ruth P. Oakes"}


@pytest.mark.parametrize(
    "unit", ["a-", "A.", "A", "((", "Smith and ", "Department of ", "\n \n", "Smith, who ", "X1 Smith. "]
)
def test_the_time_grows_no_faster_than_the_text(unit):
    text = unit * (60_000 // len(unit))
    sources = [[(at, at + 40)] for at in range(0, len(text) - 40, 600)]
    began = time.process_time()
    assert len(resolve_sources(Document(text), sources)) == len(sources)
    assert time.process_time() - began < 5  # usually a tenth of that; quadratic time would be minutes
