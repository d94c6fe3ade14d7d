"""Linking sources, cues and contents. The runs are marked in the text: [cue said]."""

import re

from annotate.detection.model.labels import PARTS
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model.run_linker import link_runs
from tests.detection.run_factory import make_run

MARKED = re.compile(r"\[(source|cue|content) ([^\]]+)\]")
SENTENCE = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))\S", re.MULTILINE)


def labelled(text: str) -> list[MarkedRun]:
    found = []
    for match in MARKED.finditer(text):
        before = len(MARKED.sub(r"\2", text[: match.start()]).split())
        words = before, before + len(match[2].split())
        line = text.count("\n", 0, match.start())
        found.append(make_run(match[1], match.span(2), words, line=line, is_quoted=match[2].startswith("“")))
    return found


def of_part(part: str, runs: list[MarkedRun]) -> list[MarkedRun]:
    return [run for run in runs if run.part == part]


def tied(text: str) -> list[tuple[str, str, str]]:
    """Return the sources, cues and contents of each attribution; several of one part are joined by a bar."""

    def shown(runs: list[MarkedRun]) -> str:
        return " | ".join(text[slice(*run.span)] for run in runs)

    starts = [match.start() for match in SENTENCE.finditer(text)]
    return [tuple(shown(of_part(part, runs)) for part in PARTS) for runs in link_runs(labelled(text), starts)]


def test_source_cue_and_content_of_one_sentence_belong_together():
    assert tied("[source Ms Roe] [cue said] [content that it was safe].") == [("Ms Roe", "said", "that it was safe")]


def test_each_content_belongs_to_the_cue_next_to_it():
    text = "[source Roe] [cue said] [content it was safe], and [source Doe] [cue said] [content it was not]."
    assert tied(text) == [("Roe", "said", "it was safe"), ("Doe", "said", "it was not")]


def test_a_cue_has_one_content_and_the_nearer_one_gets_it():
    text = "[content It was safe]" + " as far as one could see" * 3 + ", [source Roe] [cue said] [content it was dear]."
    assert tied(text) == [("Roe", "", "It was safe"), ("Roe", "said", "it was dear")]


def test_a_cue_between_two_contents_has_the_one_after_it():
    text = "[source Roe] has [cue alleged] for months [content that it leaks] [cue citing] [content two reports]."
    assert tied(text) == [("Roe", "alleged", "that it leaks"), ("Roe", "citing", "two reports")]


def test_a_cue_does_not_reach_into_the_next_sentence():
    text = "[content It is old], [source Roe] then [cue said]. [content So it was]."
    assert tied(text) == [("Roe", "said", "It is old"), ("Roe", "", "So it was")]


def test_two_cues_may_have_one_source():
    text = "[source Roe] [cue said] [content it was safe] and [cue denied] [content that it was old]."
    assert [sources for sources, _, _ in tied(text)] == ["Roe", "Roe"]


def test_a_quotation_that_continues_after_its_speaker_is_one_attribution():
    text = "[content “It is,”] [source she] [cue added], [content “quite safe.”]"
    assert tied(text) == [("she", "added", "“It is,” | “quite safe.”")]


def test_a_quotation_in_the_next_sentence_is_a_further_part_of_the_speech():
    text = "[content “It is safe,”] [source she] [cue said]. [content “It stands.”]"
    assert tied(text) == [("she", "said", "“It is safe,” | “It stands.”")]


def test_a_cue_does_not_reach_a_source_in_the_next_paragraph():
    text = "[source Roe]" + " who came" * 13 + " [cue said]\n[source Doe] slept."
    assert tied(text) == [("Roe", "said", ""), ("Doe", "", "")]


def test_a_paragraph_right_after_a_speech_continues_it():
    text = "[content “I built it.”]\n[content “It stands.”]"
    assert tied(text) == [("", "", "“I built it.” | “It stands.”")]


def test_a_cue_without_content_and_a_source_without_cue_are_returned():
    assert tied("[cue said]") == [("", "said", "")]
    assert tied("[source Roe]") == [("Roe", "", "")]


def test_a_source_far_away_is_not_linked():
    text = "[source Roe] slept." + " The river rose again over night." * 20 + " It is safe, was [cue said]."
    assert tied(text) == [("Roe", "", ""), ("", "said", "")]


def test_a_source_after_its_cue_is_in_the_same_clause():
    assert tied("[content “It leaked,”] [cue said] on Monday [source Jane Roe].") == [
        ("Jane Roe", "said", "“It leaked,”"),
    ]
    assert tied("[cue Asked] [content how long it had leaked for] over the years, [source Roe] left.") == [
        ("", "Asked", "how long it had leaked for"),
        ("Roe", "", ""),
    ]


def test_a_source_before_its_cue_may_be_farther_away():
    assert tied("[source Roe], who had left the works in May for good, [cue said] [content it leaked].") == [
        ("Roe", "said", "it leaked"),
    ]


def test_no_run_is_lost_and_only_a_source_is_used_twice():
    text = (
        "[cue said] [content a] [source Roe] [cue told] [content b] [content “c”] [cue asked] [content “d”]. "
        "[source Doe] [content e]\n[content f]. [source Poe] [cue added]. [content g] [source Coe]\n[content “h”]"
    )
    runs, found = labelled(text), link_runs(labelled(text), [0])
    others = [run for one in found for run in one if run.part != "source"]
    assert sorted(others, key=lambda run: run.span) == [run for run in runs if run.part != "source"]
    sources = {run.span for one in found for run in of_part("source", one)}
    assert sources == {run.span for run in of_part("source", runs)}


def test_attributions_come_in_the_order_of_their_first_words():
    text = "[content It is safe], [cue said] [source Roe]. [source Doe] [cue denied] [content it]. [source Poe] slept."
    found = link_runs(labelled(text), [0])
    firsts = [min(run.span for run in one) for one in found]
    assert len(found) == 3 and firsts == sorted(firsts)


def test_no_runs_make_no_attribution():
    assert link_runs([], []) == []
