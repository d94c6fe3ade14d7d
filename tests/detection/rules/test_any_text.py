"""For any text: no exception, no offset outside it, no lasting effect, and time that grows with its length."""

import random
import time

import pytest

from annotate.detection import detect, find_attributions
from annotate.text import Document

MILLION = 1_000_000
PIECES = [
    '"',
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "said",
    "Roe",
    "he",
    "who",
    "that",
    "denied",
    "claims",
    "the",
    "and",
    "according to",
    "\n",
    "\r\n",
    ",",
    ".",
    ";",
    ":",
    "—",
    "(",
    ")",
    "saying",
    "was accused of",
    "called",
    "\ud83d",
    "他说",
    "“It,” Roe said.",
]


def patchwork(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(PIECES) + chance.choice(["", " ", " ", "\n"]) for _ in range(chance.randint(1, 120)))


def assert_well_formed(text: str) -> None:
    for one in find_attributions(Document(text)):
        assert one.spans
        for spans in (one.spans, one.source, one.cue):
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(edges) and all(start < end for start, end in spans)
            assert all(0 <= edge <= len(text) for edge in edges)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "said",
        "“",
        '""',
        "“”‘’«»„“" * 9,
        "\ud800 said \udfff",
        "\u2028",
        "Roe said",
        "said Roe",
        ":",
        "a:",
        "“a”\n\n\n",
    ],
)
def test_the_smallest_texts_do_no_harm(text):
    assert_well_formed(text)


@pytest.mark.parametrize("seed", range(150))
def test_a_random_mix_of_marks_and_cues_does_no_harm(seed):
    assert_well_formed(patchwork(seed))


@pytest.mark.parametrize(
    "text",
    [
        "„Die Brücke ist sicher“, sagte Frau Roe. Er wies das zurück.",
        "« Le pont est sûr », a déclaré Mme Roe.",
        "“他说桥很安全”，他否认。",
        "Она сказала: «Мост безопасен».",
    ],
)
def test_other_languages_do_no_harm(text):
    assert_well_formed(text)


def test_carriage_returns_do_not_change_claims():
    text = "“It is safe,” Roe said.\n\nDoe said that it was not.\n"
    windows = text.replace("\n", "\r\n")
    assert [windows[slice(*one.spans[0])] for one in detect(Document(windows))] == [
        text[slice(*one.spans[0])] for one in detect(Document(text))
    ]


def test_offsets_count_code_points():
    text = "😀😀 Roe said it was 😀 fine."
    assert [text[slice(*one.spans[0])] for one in detect(Document(text))] == ["it was 😀 fine"]


def test_detecting_twice_gives_the_same():
    text = patchwork(7) + "“It is safe,” Roe said, adding that it was old."
    assert find_attributions(Document(text)) == find_attributions(Document(text))


PROSE = "Ms Roe said that the bridge was safe. “It is,” she added, “quite safe.”\n"


@pytest.mark.parametrize("piece", [PROSE, "a", "said ", '"a\n'])
def test_a_million_characters_take_seconds(piece):
    text = piece * (MILLION // len(piece))
    started = time.process_time()
    find_attributions(Document(text))
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“a ",
        "' ",
        "'a' ",
        "Roe, who said, ",
        "he said that he denied ",
        ")",
        "“A.”\nBob\n",
        "the claim that ",
        "according to ",
        "“A,” he said, ",
        "“A.” ",
        "A: b\n",
        "A.",
        "—",
        "\n",
    ],
)
def test_text_built_to_be_slow_is_read_quickly(piece):
    text = piece * (MILLION // 10 // len(piece))
    started = time.process_time()
    find_attributions(Document(text))
    assert time.process_time() - started < 12  # 3 to 4 on an idle machine; quadratic time would be hours


def test_twice_the_text_takes_about_twice_the_time():
    def seconds(times: int) -> float:
        text = "Ms Roe said that the bridge was safe. “It is,” she added, “quite safe.”\n" * times
        started = time.process_time()
        find_attributions(Document(text))
        return time.process_time() - started

    seconds(100)
    assert seconds(8000) < 4 * max(seconds(4000), 0.05)
