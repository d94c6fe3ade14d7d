import pytest

from annotate.importing.readers.brat import read_brat
from annotate.importing.readers.reader_types import Problem, ReadActor, ReadClaim
from tests.importing.readers.file_builders import FILES, words

TEXT = "Ann said it rained. Bo denied it."
MARKS = "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 18\tit rained\n"


def claims(ann: str, text: str = TEXT, encoding: str = "utf-8") -> tuple[list[ReadClaim], list[str]]:
    article, *problems = read_brat(text.encode(encoding), ann.encode(), name="a.ann")
    assert all(isinstance(problem, Problem) for problem in problems)
    return list(article.claims), list(map(str, problems))


@pytest.fixture
def shipped():
    return list(read_brat((FILES / "brat.txt").read_bytes(), (FILES / "brat.ann").read_bytes(), name="brat.ann"))


def test_an_event_is_a_claim_with_source_cue_and_kind(shipped):
    article = shipped[0]
    claim = article.claims[0]
    assert words(article, claim.spans) == ["that he had steered the contract"]
    assert words(article, claim.source) == ["The mayor, Tomas Lindqvist"]
    assert words(article, claim.cue) == ["denied"]
    assert claim.kind == "denial"


def test_relations_connect_like_events_and_a_content_may_have_several_spans(shipped):
    article = shipped[0]
    claim = article.claims[1]
    assert words(article, claim.spans) == ["“We have,”", "“seen the papers.”"]
    assert (words(article, claim.source), words(article, claim.cue)) == (["Adaeze Okonkwo"], ["said"])


def test_a_reference_names_the_actor_and_the_note_is_read(shipped):
    assert shipped[0].claims[1].actor == ReadActor("Adaeze Okonkwo (politician)", wikidata="Q1")
    assert shipped[0].claims[1].note == "Ask the desk."


def test_an_unconnected_content_is_a_claim(shipped):
    assert words(shipped[0], shipped[0].claims[2].spans) == ["an answer"]
    assert shipped[0].claims[2].source == ()


def test_everything_left_out_is_reported(shipped):
    assert list(map(str, shipped[1:])) == [
        "brat.ann: Left out, because no Content is connected to them: 1 Source, 1 Cue. Draw those claims again.",
        "brat.ann: Left out, because they are not claims: 1 Person.",
    ]


def test_one_source_may_have_said_two_things():
    text = "Ann said one and said two."
    marks = (
        "T1\tSource 0 3\tAnn\nT2\tContent 9 12\tone\nT3\tContent 22 25\ttwo\nT4\tCue 4 8\tsaid\nT5\tCue 17 21\tsaid\n"
    )
    ties = "R1\tby Arg1:T2 Arg2:T1\nR2\tby Arg1:T3 Arg2:T1\nR3\tcue Arg1:T4 Arg2:T2\nR4\tcue Arg1:T5 Arg2:T3\n"
    found, _ = claims(marks + ties, text)
    assert found == [ReadClaim(((9, 12),), ((0, 3),), ((4, 8),)), ReadClaim(((22, 25),), ((0, 3),), ((17, 21),))]


@pytest.mark.parametrize(
    "ann",
    [
        "T1\tDenial 9 18\tit rained\n",
        "T1\tContent 9 18\tit rained\nA1\tDenial T1\n",
        "T1\tClaim 9 18\nA1\tKind T1 denial",
    ],
)
def test_a_kind_is_a_label_or_an_attribute(ann):
    assert claims(ann)[0][0].kind == "denial"


def test_windows_line_ends_are_counted_as_the_tool_counted_them():
    for one in (False, True):
        text = "Ann said:\r\nit rained."
        start = 10 if one else 11
        found, problems = claims(f"T1\tContent {start} {start + 9}\tit rained\r\n", text)
        assert (found[0].spans, problems) == (((10, 19),), [])


@pytest.mark.parametrize("start", [2, 3])
def test_emoji_are_counted_as_the_tool_counted_them(start):
    found, problems = claims(f"T1\tContent {start} {start + 6}\trained\n", "😀 rained.")
    assert (found[0].spans, problems) == (((2, 8),), [])


@pytest.mark.parametrize("start", [0, 1])
def test_a_byte_order_mark_is_counted_as_the_tool_counted_it(start):
    found, problems = claims(f"T1\tContent {start} {start + 6}\trained\n", "rained.", "utf-8-sig")
    assert (found[0].spans, problems) == (((0, 6),), [])


def test_pieces_of_a_mark_may_touch_and_be_in_any_order():
    found, problems = claims("T1\tContent 20 22;9 11;11 18\tBo it rained\n")
    assert (found[0].spans, problems) == (((9, 18), (20, 22)), [])


def test_words_broken_over_lines_belong_to_their_mark():
    found, problems = claims("T1\tContent 9 18\tit\nrained\nT2\tCue 4 8\tsaid\n", "Ann said it\nrained.")
    assert found[0].spans == ((9, 18),)
    assert len(problems) == 1  # the cue


@pytest.mark.parametrize("ann", ["T1\tContent 9 18\tit snowed\n", "T1\tContent 9 180\n", "T1\tContent 18 9\n"])
def test_a_mark_that_does_not_fit_the_text_is_left_out_and_reported(ann):
    found, [problem] = claims(ann)
    assert found == []
    assert "does not fit the text" in problem


@pytest.mark.parametrize("line", ["T1\tContent 9\tx", "E1\tX", "R1\tx", "A1\tx", "Z1\tx", "T1\tContent 9 99999999999"])
def test_a_malformed_line_is_reported_with_its_number(line):
    found, problems = claims(f"{MARKS}{line}\nT9\tContent 30 32\tit\n")
    assert len(found) == 2
    assert problems[0].startswith("a.ann: Line 4 is not a brat annotation")


def test_an_event_without_content_is_reported():
    found, problems = claims("T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nE1\tAttribution:T2 Source:T1\n")
    assert found == []
    assert "no Content is connected to them: 1 Source, 1 Cue" in problems[0]
