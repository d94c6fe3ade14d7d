from datetime import date

import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers import limits
from annotate.importing.readers.html import decode_page, read_html
from tests.importing.readers.file_builders import FILES

PARAGRAPH = "<p>The mayor, “Tomas” Lindqvist, denied on Tuesday that he had steered the contract to a friend.</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body><article>{body}</article></body></html>"


@pytest.fixture(scope="module")
def bridge():
    return read_html((FILES / "bridge.html").read_bytes())


def test_menus_and_footers_are_left_out(bridge):
    assert bridge.text.startswith("Mayor denies that bridge contract went to a friend\nThe mayor of Harrow Bay")
    assert bridge.text.endswith("by the end of the month.")
    assert "Cookies" not in bridge.text
    assert "Sport" not in bridge.text


def test_paragraphs_are_lines(bridge):
    assert bridge.text.count("\n") == 4


def test_title_author_outlet_date_and_url_come_from_the_metadata(bridge):
    assert bridge.title == "Mayor denies that bridge contract went to a friend"
    assert (bridge.author, bridge.outlet) == ("Ines Halvorsen", "Harrow Bay Courier")
    assert bridge.published_at == date(2026, 11, 17)
    assert bridge.url == "https://courier.example/politics/bridge-contract"


def test_the_fetched_url_outweighs_the_pages_own():
    raw = (FILES / "bridge.html").read_bytes()
    assert read_html(raw, url="https://other.example/a").url == "https://other.example/a"


def test_an_invalid_url_in_the_page_is_left_out():
    raw = page(PARAGRAPH * 3, '<link rel="canonical" href="javascript:alert(1)">').encode()
    assert read_html(raw).url == ""


def test_a_year_in_the_footer_is_not_the_date():
    assert read_html(page(PARAGRAPH * 3 + "<footer>© 2019 Courier</footer>").encode()).published_at is None


@pytest.mark.parametrize(
    "encoding, declared, charset",
    [
        ("utf-8", "", ""),
        ("utf-8", "iso-8859-1", "windows-1251"),  # both are wrong
        ("utf-8-sig", "", ""),
        ("utf-16", "utf-8", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "", "ISO-8859-1"),
        ("cp1252", "no-such-encoding", ""),
        ("cp1252", "utf-8", "utf-8"),
        ("shift_jis", "shift_jis", ""),
    ],
)
def test_a_page_is_decoded_although_server_and_page_declare_a_wrong_charset(encoding, declared, charset):
    words = "文書 の 主張" if encoding == "shift_jis" else "“Ça”, dit l’élève"
    head = f'<meta charset="{declared}">' if declared else ""
    assert words in decode_page(page(f"<p>{words}</p>", head).encode(encoding), charset)


def test_nul_characters_do_not_end_the_page():
    assert read_html(page(PARAGRAPH + "\0" + PARAGRAPH.replace("mayor", "major")).encode()).text.count("\n") == 1


def test_entities_that_multiply_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    assert len(read_html((bomb + page(PARAGRAPH * 2 + "<p>&c;</p>")).encode()).text) < 400


def test_an_entity_cannot_read_a_file():
    bomb = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in read_html((bomb + page(PARAGRAPH * 2 + "<p>&a;</p>")).encode()).text


@pytest.mark.parametrize("raw", [b"", b"<html></html>", b"<script>draw()</script>", b"\x89PNG\0\0", b"{}"])
def test_a_page_without_an_article_is_refused_with_what_to_do(raw):
    with pytest.raises(Unreadable, match=r"paste it|plain text"):
        read_html(raw)


def test_a_page_that_is_too_large_is_refused():
    with pytest.raises(Unreadable, match="5,000,000 bytes"):
        read_html(b" " * (limits.LARGEST_PAGE + 1))
