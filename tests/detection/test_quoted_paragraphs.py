"""Who speaks in a quoted paragraph without a cue, and where such a claim begins and ends."""

from collections import Counter
from pathlib import Path

import pytest

from annotate import importing
from annotate.detection import detect
from annotate.text import Document
from tests.detection.marked_output import claims

SAMPLES = Path(importing.__file__).parent / "samples"


def sources(text: str) -> list[str]:
    return [source for source, *_ in claims(text)]


def quotes(text: str) -> list[tuple[str, str]]:
    """Return source and content of each quote."""
    return [(source, content) for source, _, content, kind in claims(text) if kind == "quote"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            '"The jury never saw that letter," said Helen Marsh, for the defence.\n"It was found a week too late."',
            "Helen Marsh",
        ),
        (
            'Dr Amy Lund said the trial had been stopped early.\n"We saw no benefit in either group."',
            "Dr Amy Lund",
        ),
        (
            '"It will be a hard winter for the yard," said Owen Price, who runs the canteen.\n'
            "The yard opened in 1911 and employs 400 people.\n"
            '"Half of my customers work there. I lie awake at night."',
            "Owen Price, who runs the canteen",
        ),
        (
            "“We batted poorly,” said the captain, Lee Marsh.\n\n"
            "Kent have lost six in a row.\n\n"
            "They meet Surrey on Saturday.\n\n"
            "“Nobody in this dressing room has given up.”",
            "the captain, Lee Marsh",
        ),
    ],
)
def test_a_quoted_paragraph_belongs_to_the_last_speaker(text, source):
    assert sources(text)[-1] == source


def test_another_speaker_in_between_takes_the_next_quoted_paragraph():
    text = (
        '"The pitch was a disgrace," said Lee Marsh.\n'
        "The manager, Joe Reid, said he had expected a hard match.\n"
        '"We will need everybody behind us."'
    )
    assert sources(text)[-1] == "The manager, Joe Reid,"


def test_a_speaker_far_above_is_not_named():
    narration = "\n".join(f"The town has {number} mills along the river." for number in ("three", "four", "five"))
    text = f'"It is a blow," said Anna Birch.\n{narration}\n"Half of my customers work there now."'
    assert sources(text) == ["Anna Birch", ""]


@pytest.mark.parametrize("subheading", ["Widespread infection", "A second chance", "How the search began", "Appeal"])
def test_a_subheading_is_not_the_source_of_the_quote_above_it(subheading):
    text = (
        '"We found the virus at five of ten sites," says Hahn.\n'
        '"We identified 16 infected animals."\n'
        f"{subheading}\n"
        "Up to a third of the apes were ill."
    )
    assert sources(text) == ["Hahn", "Hahn"]


@pytest.mark.parametrize(
    "line", ["Ruth Okafor", "Ruth Okafor, former shift manager", "— Okafor", "Count Otto von Reuss"]
)
def test_a_name_below_a_quote_is_its_source(line):
    text = f'The mill closed in May.\n"We never got the chance to bid for it."\n{line}\nThe town has two other mills.'
    assert sources(text)[0] == line.removeprefix("— ")


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_a_mark_left_open_continues_the_speech_in_the_next_paragraph(marks):
    opening, closing = marks
    text = (
        f"{opening}The owners knew about the damp,{closing} Mr Pell said on Friday.\n"
        f"{opening}They had reports from three surveyors.\n"
        f"{opening}How can the council allow this to happen?{closing}\n"
        "The council has been asked to comment."
    )
    assert quotes(text) == [
        ("Mr Pell", f"{opening}The owners knew about the damp,{closing}"),
        ("Mr Pell", f"{opening}They had reports from three surveyors."),
        ("Mr Pell", f"{opening}How can the council allow this to happen?{closing}"),
    ]


def test_a_speech_may_stay_open_after_a_colon():
    text = "Ms Cole told the inquiry: ‘We asked for help in May.\n‘Nobody answered us until August.’"
    assert quotes(text) == [
        ("Ms Cole", "‘We asked for help in May."),
        ("Ms Cole", "‘Nobody answered us until August.’"),
    ]


def test_an_apostrophe_after_a_plural_does_not_close_a_speech():
    text = "'The tenants' complaints were ignored by the board,' Mr Pell said."
    assert quotes(text) == [("Mr Pell", "'The tenants' complaints were ignored by the board,'")]


def test_a_plural_in_marks_is_closed_by_its_mark():
    text = "The firm paid the 'helpers' a fee that Mr Pell called 'quite usual,' and left."
    quoted = [text[quotation.start : quotation.spans[-1][1]] for quotation in Document(text).quotations]
    assert quoted == ["'helpers'", "'quite usual,'"]


def test_a_speech_in_single_marks_may_have_double_ones_inside():
    text = "'He offered me \"not a penny more\" and left,' Ms Cole said."
    assert quotes(text) == [("Ms Cole", text.removesuffix(" Ms Cole said."))]


def test_an_apostrophe_at_the_start_of_a_paragraph_opens_no_quotation():
    text = "'Twas the last match of the season.\nMr Pell said the gates would stay shut."
    assert claims(text) == [("Mr Pell", "said", "the gates would stay shut", "allegation")]


def test_a_sentence_in_marks_within_a_paragraph_belongs_to_the_speaker_before_it():
    text = (
        "Dr Amy Lund said the trial had been stopped early.\n"
        '"We saw no benefit in either group." Patients learned of it in March.'
    )
    assert quotes(text) == [("Dr Amy Lund", '"We saw no benefit in either group."')]


def test_a_title_in_marks_is_not_a_quote():
    assert claims('The film opens on Friday.\n"Northern Light"\nTickets cost nine pounds.') == []


def test_speakers_stay_apart_when_the_breaks_between_their_paragraphs_are_lost():
    paragraphs = [
        "Farmers along the river have lost their harvest after the dam was opened in the night without any notice, "
        "and many say they will have to sell their herds before the winter.",
        '"We lost the whole crop between midnight and breakfast, and the cattle stood in water," said Ellen Moss.',
        '"Nobody had warned us that the gates would be opened."',
        '"The gates were opened because the wall was about to fail," said Peter Lang, who runs the dam.',
        "The dam was built in 1931 and holds the water of three valleys, and it was last repaired nine years ago.",
        '"Every household below the wall was telephoned that evening," Mr Lang said.',
        "The ministry in the capital has promised to look at the records of the night, but gave no date for it.",
        '"My own telephone never rang, and I was awake until two," said the vicar, Ann Field.',
        "Compensation is likely to be discussed when the council meets in the town hall on the first of next month, "
        "if the river allows, and a petition with 900 names is to be handed over on the steps of the building.",
    ]
    text = " ".join(paragraphs)
    assert len(text) > 1000
    contents = [content for _, content in quotes(text)]
    assert contents == [content for _, content in quotes("\n".join(paragraphs))]
    assert len(contents) == 5


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda sample: sample.stem)
def test_no_span_belongs_to_two_claims(sample):
    shared = Counter(span for claim in detect(Document(sample.read_text(encoding="utf-8"))) for span in claim.spans)
    assert [span for span, times in shared.items() if times > 1] == []
