"""The model sees every quotation in the same marks."""

import pytest

from annotate.detection.model.quotation_marks import find_marks, unify_marks
from annotate.text import Document


def shown(text: str) -> list[str]:
    """Return the words of each line as the model sees them."""
    document = Document(text)
    marks = find_marks(document)
    return [
        " ".join(unify_marks(words, [text[start:end] for start, end in words], marks))
        for words in document.corpus_lines
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"It is safe," she said.',
        "“It is safe,” she said.",
        "'It is safe,' she said.",
        "‘It is safe,’ she said.",
        "``It is safe,'' she said.",
        "«It is safe,» she said.",
    ],
)
def test_all_marks_look_alike(text):
    assert shown(text) == ["“ It is safe , ” she said ."]


def test_apostrophes_stay():
    assert shown("'We didn't ask the players' union,' he said.") == [
        "“ We did n't ask the players ' union , ” he said ."
    ]


def test_a_mark_that_opens_a_further_paragraph_opens():
    assert shown('Reid said: "We lost.\n"We will win."') == ["Reid said : “ We lost .", "“ We will win . ”"]


def test_lost_breaks_do_not_turn_the_marks_round():
    assert shown('Reid said: "We lost. "We will win." Town sank. "Why?" he asked.') == [
        "Reid said : “ We lost . “ We will win . ” Town sank . “ Why ? ” he asked ."
    ]
