"""A real article, if its text is available; its publisher owns it, so it is not in the repository."""

import os
from pathlib import Path

import pytest

from annotate.detection import detect
from annotate.text import Document
from tests.detection.marked_output import words

SHARED = Path(__file__).resolve().parents[3] / "shared/articles/le-pen-interview.txt"
FOUND = [path for path in (Path(os.environ.get("ONRECORD_REAL_ARTICLE", SHARED)),) if path.is_file()]

INTERVIEW = [
    ("has criticised", "the current government's approach", "allegation"),
    ("arguing", 'that waging a "cold', "allegation"),
]
PASSAGES = [
    ("suggested", "that instead of confrontation,", "allegation"),
    ("noted", "that France should maintain", "allegation"),
    ("went on to allege", "that the current tensions", "allegation"),
    ("suggested", "that US leaders often", "allegation"),
    ("alleged", "that France's political clout", "allegation"),
    ("suggested", "that Paris should have", "allegation"),
    ("also promised", "to withdraw France from", "allegation"),
    ("argued", "that this was needed", "allegation"),
    ("has repeatedly alleged", "that Moscow might be", "allegation"),
    ("citing", "a purported increase in", "allegation"),
    ("has on multiple occasions denied", "these claims", "denial"),
    ("rejected", "criticism of its troop", "denial"),
    ("also pointed out", "the ever-increasing presence of", "allegation"),
]
PULL_QUOTES = [("", '"There are no friends', "quote"), ("", '"Now we are seeing', "quote")]
AGAIN = [PULL_QUOTES[0], *PASSAGES[:4], PULL_QUOTES[1], *PASSAGES[4:]]


@pytest.fixture(params=FOUND, ids=lambda path: path.stem)
def text(request) -> str:
    return request.param.read_bytes().decode()


if FOUND:

    def test_every_reported_statement_is_found_and_nothing_else(text):
        shown = [
            (words(text, one.cue), " ".join(words(text, one.spans).split()[:4]), one.kind)
            for one in detect(Document(text))
        ]
        assert shown == INTERVIEW + PASSAGES + AGAIN

    def test_each_passage_below_the_first_paragraph_repeats_it(text):
        claims = detect(Document(text))
        repeated = [one.repeats for one in claims[len(INTERVIEW + PASSAGES) :]]
        assert repeated == [None, 2, 3, 4, 5, None, *range(6, 15)]

    def test_the_lines_below_a_pull_quote_name_its_source(text):
        assert [words(text, one.source) for one in detect(Document(text)) if not one.cue] == ["Marine Le Pen"] * 2

    def test_the_denial_answers_what_was_alleged_before_it(text):
        claims = detect(Document(text))
        answered = [(words(text, one.spans), words(text, claims[one.answers].source)) for one in claims if one.answers]
        assert answered == [("these claims", "the former")] * 2

    def test_sources_are_whole_noun_phrases(text):
        sources = [" ".join(words(text, one.source).split()[:4]) for one in detect(Document(text))]
        assert sources[:15] == [
            *["French presidential candidate Marine"] * 2,
            *["Le Pen", "The presidential hopeful from", "She", "Le Pen", "Le Pen", "She"],
            *[
                "The National Rally candidate,",
                "Le Pen",
                "the former",
                "the former",
                "The Kremlin",
                "The Kremlin",
                "Moscow",
            ],
        ]
