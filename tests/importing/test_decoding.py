import codecs
import io

import pytest

from annotate.importing.decoding import NotText, decode, normalise
from annotate.importing.readers.reader_choice import read_file

PROSE = "L’élève a nié : « Ce n’est pas vrai », a-t-il dit à Genève. Ça coûtait 3 000 francs de trop, d’après sa mère. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_decoded_by_its_mark_or_as_utf_8(encoding):
    assert decode(PROSE.encode(encoding)) == PROSE


def test_a_windows_file_is_read_in_the_encoding_that_fits():
    assert decode(PROSE.encode("cp1252")) == PROSE


def test_an_encoding_that_shows_late_in_a_long_file_is_detected():
    text = "Plain words only. " * 5000 + PROSE
    assert decode(text.encode("cp1252")) == text


def test_a_picture_named_txt_is_refused():
    with pytest.raises(NotText, match="not a text file"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06")


def test_a_wrong_byte_order_mark_is_refused():
    with pytest.raises(NotText, match="UTF-16"):
        decode(b"\xff\xfea")


@pytest.mark.parametrize("stray", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_in_the_middle_of_a_file_is_ignored(stray):
    raw = b"It leaked, Ms Roe said.\n" + stray
    assert decode(raw).startswith("It leaked, Ms Roe said.\n")
    article, *_ = read_file("a.csv", lambda: io.BytesIO(b"text\nIt leaked.\n" + stray + b"\n"))
    assert article.text == "It leaked."


def test_line_ends_become_newlines():
    assert normalise("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_characters_are_composed():
    assert normalise("cafe\u0301") == "caf\u00e9"


def test_a_byte_order_mark_in_a_pasted_text_is_removed():
    assert normalise("\ufeffWords") == "Words"


@pytest.mark.parametrize(("stray", "code"), [("\0", "U+0000"), ("\x07", "U+0007"), ("\ud800", "U+D800")])
def test_a_forbidden_character_is_refused_with_its_position(stray, code):
    with pytest.raises(NotText, match=rf"Character 4 .*{code.replace('+', '.')}"):
        normalise(f"abc{stray}")


@pytest.mark.parametrize("blank", ["", " \n\t ", "\u00a0"])
def test_blank_text_is_refused(blank):
    with pytest.raises(NotText, match="only white space"):
        normalise(blank)


@pytest.mark.parametrize("text", ["a\tb", "a\fb", "👩\u200d🔬", "שלום", "  indented\n\n"])
def test_other_characters_stay_unchanged(text):
    assert normalise(text) == text
