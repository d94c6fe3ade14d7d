"""For any text: no exception, whole and ordered spans, and valid indices."""

import json
import re
from functools import lru_cache
from itertools import pairwise

import regex
from hypothesis import example, given, seed, settings
from hypothesis import strategies as st

from annotate.detection import Attribution, detect, find_attributions, missing_claims_note
from annotate.text import Document
from annotate.text.spans import join_spans
from annotate.vocabulary import ALLEGATION, DENIAL, KINDS, QUOTE

FRAGMENTS = [
    "Ms Roe said that the bridge was safe",
    "the mayor’s office denied these claims",
    "prosecutors allege that he took bribes",
    "according to the report",
    "“It is safe,” Roe said.",
    '"I never met her," he told the court,',
    "The company rejected the accusation that its filters leak.",
    "Mr. Doe, who chairs the U.S. board, added:",
    "ROE: The bridge is safe.",
    "“There are no easy bridges.”\nAda Roe\nHead of the City Works\n",
    "“It is,” she added, “quite safe.”",
    "“It is old.\n“It is safe,” he said.\n",
    "claims",
    "said",
    "he",
    "and that",
    "don't",
    "$1,000.50",
]
ODD = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "«",
    "»",
    "„",
    "``",
    "''",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\t",
    "\x00",
    "—",
]
ODD += [",", ".", "...", ":", "(", ")", "&ldquo;", "<p>", "\u00a0", "\u200b", "\ufeff", "\u202e", "\u2066", "\u2069"]
ODD += [
    "😀",
    "👨\u200d👩\u200d👧",
    "🇩🇪",
    "👩🏽",
    "e\u0301",
    "\u0301",
    "\u0600",
    "한",
    "ᄀ",
    "क्षि",
    "他说",
    "قال",
    "Она сказала",
]
ODD += ["\ud83d", "\ude00", "\udfff", "\U0010ffff", "ﬁ", "İ", "ß"]
NEWS = st.sampled_from(FRAGMENTS)
PIECES = st.one_of(NEWS, NEWS, st.sampled_from(ODD), st.characters())
PLACED = st.tuples(PIECES, st.sampled_from([" ", "", "\n", ". "]))
ARTICLES = st.one_of(st.lists(PLACED, max_size=8), st.lists(PLACED, min_size=10, max_size=20)).map(
    lambda pieces: "".join(piece + between for piece, between in pieces)
)
REFRAIN = "“It is safe,” Roe said. Doe denied these claims.\n"


def with_many_texts(test):
    """Run a test with a few hundred made-up texts, the same for every test and run, so that each is read only once."""
    for text in ("", "\ud83d", "“\u0301said”", REFRAIN * 3, "👨\u200d👩 Roe said e\u0301.\r\n" * 2):
        test = example(text)(test)
    return seed(5)(settings(derandomize=True, deadline=None, max_examples=200)(given(ARTICLES)(test)))


@lru_cache(maxsize=1000)
def found(text: str) -> list[Attribution]:
    return find_attributions(Document(text))


@lru_cache(maxsize=1000)
def claims(text: str) -> list[Attribution]:
    return detect(Document(text))


def fields(attribution: Attribution):
    return attribution.spans, attribution.source, attribution.cue


@with_many_texts
def test_spans_are_inside_the_text_and_not_empty(text):
    for attribution in found(text):
        assert any(fields(attribution))
        assert all(0 <= start < end <= len(text) for spans in fields(attribution) for start, end in spans)


@with_many_texts
def test_the_spans_of_a_field_are_sorted_and_disjoint(text):
    for attribution in found(text):
        assert all(before[1] <= after[0] for spans in fields(attribution) for before, after in pairwise(spans))


@with_many_texts
def test_no_span_cuts_a_character_in_two(text):
    borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    for attribution in found(text):
        assert {edge for spans in fields(attribution) for span in spans for edge in span} <= borders


@with_many_texts
def test_attributions_come_in_reading_order(text):
    firsts = [(attribution.spans or attribution.cue or attribution.source)[0] for attribution in found(text)]
    assert firsts == sorted(firsts)


@with_many_texts
def test_a_claim_has_letters_digits_or_symbols(text):
    for attribution in found(text):
        assert attribution.kind in (*KINDS, None)
        assert attribution.kind is None or regex.search(r"[\p{L}\p{N}\p{So}]", join_spans(text, attribution.spans))


@with_many_texts
def test_confidence_is_from_0_to_1_and_the_reason_is_one_line(text):
    for attribution in found(text):
        assert 0 <= attribution.confidence <= 1
        assert attribution.reason and "\n" not in attribution.reason


@with_many_texts
def test_the_claims_are_the_attributions_that_have_a_kind(text):
    def untied(some: list[Attribution]) -> list[tuple]:
        return [
            (*fields(attribution), attribution.kind, attribution.confidence, attribution.reason) for attribution in some
        ]

    assert untied(claims(text)) == [each for each in untied(found(text)) if each[3] is not None]


@with_many_texts
def test_a_denial_answers_an_earlier_claim_of_another_source(text):
    for some in (found(text), claims(text)):
        for at, attribution in enumerate(some):
            if attribution.answers is not None:
                assert attribution.kind == DENIAL and 0 <= attribution.answers < at
                answered = some[attribution.answers]
                assert answered.kind in (ALLEGATION, QUOTE)
                assert join_spans(text, answered.source).casefold() != join_spans(text, attribution.source).casefold()


@with_many_texts
def test_a_repeat_points_to_the_first_claim_with_its_words(text):
    def plain(attribution: Attribution) -> list[str]:
        return re.findall(r"\w+", join_spans(text, attribution.spans).casefold())

    for some in (found(text), claims(text)):
        for at, attribution in enumerate(some):
            first = next((other for other in range(at) if plain(some[other]) == plain(attribution) != []), None)
            assert attribution.repeats == first


@with_many_texts
def test_detecting_twice_gives_the_same(text):
    assert find_attributions(Document(text)) == found(text)


@with_many_texts
def test_claims_and_notes_can_be_written_as_json(text):
    assert isinstance(missing_claims_note(Document(text)), str)
    json.dumps(
        [
            [
                *fields(attribution),
                attribution.kind,
                attribution.confidence,
                attribution.reason,
                attribution.answers,
                attribution.repeats,
            ]
            for attribution in found(text)
        ]
    )


def test_the_made_up_texts_cover_every_case():
    """Otherwise a test could pass because it had no case to check."""
    seen = {"denial": 0, "quote": 0, "allegation": 0, None: 0, "answers": 0, "repeats": 0, "several spans": 0}

    @with_many_texts
    def look(text):
        for attribution in found(text):
            seen[attribution.kind] += 1
            seen["answers"] += attribution.answers is not None
            seen["repeats"] += attribution.repeats is not None
            seen["several spans"] += len(attribution.spans) > 1

    look()
    assert min(seen.values()) >= 5, sorted(seen.items(), key=str)
