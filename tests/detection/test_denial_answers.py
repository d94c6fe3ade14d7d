"""Which claim a denial answers, on several beats."""

import pytest

from annotate.detection import detect
from annotate.text import Document, join_spans

ANSWERED = [
    (
        "Campaigners accused Penfold Homes of dumping waste in the river. The council said the path would stay shut. "
        "Penfold Homes denied any wrongdoing.",
        "dumping waste",
    ),
    (
        "Roe was accused of taking bribes from builders. Poe said prices had gone up. He has firmly denied it.",
        "taking bribes",
    ),
    (
        "Halden denies hiding the test results.\n\nThe inspector said the tests took a week.\n\n"
        "Rivals alleged that Halden had buried results that showed a leak.",
        "had buried results",
    ),
    (
        "Poe accused the club of cheating. Loe said the club had lied to fans. The club rejected Poe’s claims.",
        "cheating",
    ),
    (
        "Rivals alleged that the sprinter had doped. Her coach said it was warm. A spokesman for the sprinter said "
        "the allegations were false.",
        "had doped",
    ),
    (
        "“The ministry has failed these patients,” said Poe. Loe warned that winters were long. “We have not failed "
        "anybody, and the claim is untrue,” a spokesman for the ministry said.",
        "has failed these patients",
    ),
]
NOTHING_ANSWERED = [
    "Poe said the bridge would open in May. Halden denied hiding the test results.",
    "Roe accused the council of lying. Roe denied these claims.",
    "Marlow denied taking bribes. He denied it again.",
    "Halden denied any wrongdoing.",
    "Loe rejected Poe’s claims. Roe accused the club of cheating.",
]


def find_answered(text: str) -> list[str]:
    claims = detect(Document(text))
    return [join_spans(text, claims[claim.answers].spans) for claim in claims if claim.answers is not None]


@pytest.mark.parametrize(("text", "words"), ANSWERED)
def test_a_denial_answers_the_charge(text, words):
    answered = find_answered(text)
    assert len(answered) == 1 and words in answered[0], answered


@pytest.mark.parametrize("text", NOTHING_ANSWERED)
def test_a_denial_whose_charge_is_nowhere_answers_nothing(text):
    assert find_answered(text) == []
