import pytest

from annotate.importing.readers import limits
from tests.importing.readers.file_builders import read


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_read_in_any_encoding(encoding):
    articles, _ = read("a.txt", "“Élan”, dit-il à Genève.\r\nEt voilà.".encode(encoding))
    assert articles[0].text == "“Élan”, dit-il à Genève.\nEt voilà."


def test_a_text_over_the_limit_is_refused():
    assert "can be up to 2,000,000 bytes" in read("a.txt", "x" * (limits.LARGEST_ARTICLE + 1))[1][0]


def test_a_far_larger_text_is_not_even_decoded():
    assert "can be up to 8,000,000 bytes" in read("a.txt", b"\xff" * (4 * limits.LARGEST_ARTICLE + 1))[1][0]


@pytest.mark.parametrize("raw", [b"", b" \n ", b"\x89PNG\r\n\x1a\n\0\0", b"One\0two"])
def test_bytes_that_are_not_a_text_are_refused(raw):
    articles, [problem] = read("a.txt", raw)
    assert articles == []
    assert problem.startswith("a.txt: ")
