"""Sentences with marked sources, cues and contents."""

from collections import Counter

import pytest

from annotate.detection.training.marked_sentences import CHARGES_AND_ANSWERS, read_sentence, read_sentences


def test_marks_become_spans_of_the_text_without_them():
    sentence = read_sentence("S[Roe] C[said] D{she did not}.")
    assert sentence.text == "Roe said she did not."
    words = [(name, sentence.text[start:end]) for name, (start, end) in sentence.parts]
    assert words == [("source", "Roe"), ("cue", "said"), ("denial", "she did not")]


def test_marks_inside_marks_are_read():
    sentence = read_sentence("D{“It was fair,”} S[he] C[said] of A{the tackle that S[a fan] C[called] foul}.")
    assert sentence.text == "“It was fair,” he said of the tackle that a fan called foul."
    assert [name for name, _ in sentence.parts] == ["denial", "source", "cue", "allegation", "source", "cue"]


@pytest.mark.parametrize("line", ["S[Roe said it", "Roe] said it"])
def test_a_mark_without_its_other_half_is_refused(line):
    with pytest.raises(ValueError, match="never"):
        read_sentence(line)


def test_every_sentence_can_be_read_and_claims_something_or_nothing():
    kinds: Counter[str] = Counter()
    for sentence in read_sentences(CHARGES_AND_ANSWERS):
        names = [name for name, _ in sentence.parts]
        kinds.update(names)
        assert {"allegation", "denial", "quote", "other"} & set(names), sentence.text
        assert all(sentence.text[start:end].strip() for _, (start, end) in sentence.parts)
    assert kinds["denial"] > 100
    assert kinds["allegation"] > 100
