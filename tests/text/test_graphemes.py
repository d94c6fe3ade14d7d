"""A span never cuts a character as readers see it."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.detection import find_attributions
from annotate.text import Document
from annotate.text.graphemes import widen_to_graphemes

FAMILY = "👨\u200d👩\u200d👧"
FLAGS = "🇩🇪🇫🇷"
LETTERS = f"a|1|\n|\r|\r\n|\u0600|\u0301|é|\u200d|👩|🏽|{FAMILY}|🇩|🇪|각|ᄀ|ᅡ|क|्|ि|\ufe0f|\ud83d|\udc68|”|\u202e".split(
    "|"
)


def widened(text: str, *spans: tuple[int, int]) -> list[str]:
    return [text[start:end] for start, end in widen_to_graphemes(text, spans)]


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("he said e\u0301", (3, 9), "said e\u0301"),
        ("e\u0301 he said", (1, 5), "e\u0301 he"),
        (f"{FAMILY} said", (2, 10), f"{FAMILY} said"),
        (f"so {FAMILY}", (0, 4), f"so {FAMILY}"),
        (FLAGS, (1, 2), "🇩🇪"),
        (FLAGS, (2, 3), "🇫🇷"),
        ("👩🏽 said", (1, 7), "👩🏽 said"),
        ("said\r\nso", (0, 5), "said\r\n"),
        ("said\r\nso", (5, 8), "\r\nso"),
        ("\u060012", (1, 3), "\u060012"),
    ],
)
def test_a_span_grows_to_whole_characters(text, span, whole):
    assert widened(text, span) == [whole]


@pytest.mark.parametrize("text", ["he said so", "“It is,” he said", f"{FAMILY} said", "他说 so", "a\nb"])
def test_a_span_of_whole_characters_stays(text):
    borders = [0, *(match.end() for match in regex.finditer(r"\X", text))]
    for start in borders:
        for end in borders:
            if start < end:
                assert widen_to_graphemes(text, [(start, end)]) == ((start, end),)


def test_spans_that_meet_in_one_character_become_one():
    assert widened(f"so {FAMILY} no", (0, 4), (6, 11)) == [f"so {FAMILY} no"]


def test_spans_that_only_touch_stay_two():
    assert widened("he said", (0, 3), (3, 7)) == ["he ", "said"]


def test_spans_come_sorted():
    assert widened("he said so", (8, 10), (0, 2)) == ["he", "so"]


def test_no_spans_stay_no_spans():
    assert widen_to_graphemes("he said", []) == ()
    assert widen_to_graphemes("", []) == ()


def test_an_endless_row_of_combining_marks_does_no_harm():
    text = "said a" + "\u0301" * 5000 + " so"
    assert widened(text, (0, 5))[0] == "said "
    [(start, end)] = widen_to_graphemes(text, [(5, 3000)])
    assert (start, end) == (5, 5006)


@given(st.lists(st.sampled_from(LETTERS), min_size=4, max_size=12).map("".join), st.data())
@settings(derandomize=True, deadline=None, max_examples=800)
def test_every_span_grows_to_the_nearest_borders_around_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    borders = [0, *(match.end() for match in regex.finditer(r"\X", text))]
    nearest = max(at for at in borders if at <= start), min(at for at in borders if at >= end)
    assert widen_to_graphemes(text, [(start, end)]) == (nearest,)


def test_detected_spans_keep_characters_whole():
    text = f"“It is safe {FAMILY}” Ms Rose\u0301 said."
    [one] = find_attributions(Document(text))
    assert [text[slice(*span)] for span in (*one.spans, *one.source)] == [f"“It is safe {FAMILY}”", "Ms Rose\u0301"]
