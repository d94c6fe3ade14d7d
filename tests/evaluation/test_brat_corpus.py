import pytest

from annotate.evaluation.brat_corpus import BadCorpus, BratMark, GoldAttribution, read_corpus

#       0         1         2         3         4
#       01234567890123456789012345678901234567890123456789
TEXT = "Roe said it fell.\n“No,” Doe replied, “it did not.”"
ANN = (
    "T1\tSource 0 3\tRoe\n"
    "T2\tCue 4 8\tsaid\n"
    "T3\tContent 9 16\tit fell\n"
    "T4\tAttribution 4 8\tsaid\n"
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1 \n"
    "A1\tNegated E1\n"
    "R1\tAnswers Arg1:E1 Arg2:E1\n"
    "#1\tAnnotatorNotes T1\ta note\n"
    "T5\tContent 37 50;18 23\t“No,” “it did not.”\n"
)


def write_folder(tmp_path, ann=ANN, text=TEXT):
    (tmp_path / "one.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "one.ann").write_bytes(ann if isinstance(ann, bytes) else ann.encode())
    return tmp_path


def read_one(tmp_path, ann=ANN, text=TEXT):
    (article,) = read_corpus(write_folder(tmp_path, ann, text)).articles
    return article


def refusal_of(place):
    with pytest.raises(BadCorpus) as error:
        read_corpus(place)
    return str(error.value)


def test_an_event_joins_source_cue_and_content(tmp_path):
    assert GoldAttribution("E1", ((9, 16),), ((0, 3),), ((4, 8),)) in read_one(tmp_path).attributions


def test_a_content_outside_events_is_an_attribution_with_sorted_fragments(tmp_path):
    assert GoldAttribution("T5", ((18, 23), (37, 50))) in read_one(tmp_path).attributions


def test_marks_are_the_three_parts_only(tmp_path):
    assert [mark.part for mark in read_one(tmp_path).marks] == ["source", "cue", "content", "content"]


def test_an_event_without_a_content_is_not_an_attribution(tmp_path):
    assert read_one(tmp_path, "T1\tCue 4 8\tsaid\nE1\tCue:T1\n").attributions == ()


def test_several_contents_of_one_event_are_merged(tmp_path):
    found = read_one(tmp_path, "T1\tContent 0 8\tx\nT2\tContent 4 16\tx\nE1\tContent:T1 Content2:T2\n")
    assert [attribution.content for attribution in found.attributions] == [((0, 16),)]


def test_offsets_count_code_points_and_carriage_returns(tmp_path):
    found = read_one(tmp_path, "T1\tCue 8 12\tsaid\r\n", "😀Roe,\r\n said")
    (mark,) = found.marks
    assert (mark, found.text[8:12]) == (BratMark("cue", ((8, 12),)), "said")


def test_words_of_a_span_that_continue_in_the_next_line_are_skipped(tmp_path):
    found = read_one(tmp_path, "T1\tContent 9 22\tit fell.\nThe rest\nEnd\n\nT2\tCue 4 8\tsaid\n")
    assert [mark.part for mark in found.marks] == ["content", "cue"]


def write_polnear(tmp_path, *anns):
    for place in ("text", "attributions"):
        (tmp_path / place).mkdir()
    (tmp_path / "text" / "a_b.txt").write_text("Roe said it.")
    for name, line in anns:
        (tmp_path / "attributions" / name).write_text(line)
    return tmp_path


def test_the_first_of_several_annotators_is_used(tmp_path):
    place = write_polnear(tmp_path, ("a_b_9f.ann", "T1\tSource 0 3\tRoe"), ("a_b_1c.ann", "T1\tCue 4 8\tsaid"))
    (found,) = read_corpus(place).articles
    assert (found.name, [mark.part for mark in found.marks]) == ("a_b", ["cue"])


def test_an_article_whose_name_begins_like_another_keeps_its_own_marks(tmp_path):
    place = write_polnear(tmp_path, ("a_b_9f.ann", "T1\tSource 0 3\tRoe"), ("a_b_c_1c.ann", "T1\tCue 4 8\tsaid"))
    corpus = read_corpus(place)
    assert [mark.part for mark in corpus.articles[0].marks] == ["source"]
    assert corpus.left_out == ("a_b_c_1c.ann",)


def test_files_without_a_partner_are_named(tmp_path):
    write_folder(tmp_path)
    (tmp_path / "two.txt").write_text("x")
    (tmp_path / "three.ann").write_text("")
    assert read_corpus(tmp_path).left_out == ("two.txt", "three.ann")


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    assert "none is not a folder. Give a folder" in refusal_of(tmp_path / "none")


def test_a_folder_without_a_pair_of_files_is_refused(tmp_path):
    (tmp_path / "one.txt").write_text("x")
    assert "has no .txt file with a matching .ann file. Give a folder" in refusal_of(tmp_path)


@pytest.mark.parametrize("line", ["T2\tCue 4 x\tsaid", "T2\tCue 4\tsaid", "T2 Cue 4 8 said", "T2\tCue -4 8\tx", "T2"])
def test_a_broken_span_is_refused_with_file_and_line(tmp_path, line):
    assert "one.ann, line 2 is not a brat span. Write T1" in refusal_of(
        write_folder(tmp_path, f"T1\tSource 0 3\tRoe\n{line}\n")
    )


@pytest.mark.parametrize("offsets", ["4 5000", "8 4", "4 4", "0 3;40 5000"])
def test_a_span_outside_the_text_is_refused(tmp_path, offsets):
    message = refusal_of(write_folder(tmp_path, f"T1\tCue {offsets}\tsaid\n"))
    assert "one.ann, line 1" in message
    assert "is outside the text, which has 50 characters" in message


def test_a_broken_event_is_refused_with_file_and_line(tmp_path):
    assert "one.ann, line 1 is not a brat event. Write E1" in refusal_of(write_folder(tmp_path, "E1\tContent T3\n"))


def test_an_event_that_refers_to_a_missing_line_is_refused(tmp_path):
    assert "E1 refers to T7, which is not in the file" in refusal_of(write_folder(tmp_path, "E1\tContent:T7\n"))


def test_a_number_used_twice_is_refused(tmp_path):
    assert "line 2: T1 is already used in this file" in refusal_of(
        write_folder(tmp_path, "T1\tCue 4 8\tx\nT1\tCue 0 3\tx\n")
    )


@pytest.mark.parametrize("files", [{"text": b"Roe \xff"}, {"ann": b"T1\tCue 0 1\t\xff"}])
def test_a_file_that_is_not_utf_8_is_refused(tmp_path, files):
    assert "is not UTF-8 (byte" in refusal_of(write_folder(tmp_path, **files))
