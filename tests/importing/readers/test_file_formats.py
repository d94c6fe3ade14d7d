import re
from pathlib import Path

from annotate.importing.readers.file_formats import BY_ENDING, FORMATS, list_labels

README = Path(__file__).parents[3] / "annotate" / "importing" / "README.md"


def test_the_readme_lists_every_ending():
    table = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert set(re.findall(r"\.[a-z]+\b", " ".join(line.split("|")[2] for line in table))) == set(BY_ENDING)


def test_every_ending_and_content_type_belongs_to_one_format():
    endings = [ending for format in FORMATS for ending in format.endings]
    content_types = [content_type for format in FORMATS for content_type in format.content_types]
    assert len(endings) == len(set(endings))
    assert len(content_types) == len(set(content_types))


def test_a_format_is_limited_in_size_unless_it_is_read_piece_by_piece():
    assert all(format.has_many or format.largest for format in FORMATS)


def test_labels_are_listed_for_a_sentence():
    assert list_labels(FORMATS[:1]) == "text (.txt)"
    assert list_labels(FORMATS[:3]) == "text (.txt), HTML and .docx"
