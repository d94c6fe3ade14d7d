import os
import signal
import zlib

import psutil
import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers import sandbox
from annotate.importing.readers.html import read_html
from annotate.importing.readers.sandbox import Sandbox
from tests.importing.readers.file_builders import FILES

HTML = (FILES / "bridge.html").read_bytes()


@pytest.fixture
def sandbox_():
    with Sandbox() as sandbox_:
        yield sandbox_


def children() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if "readers.sandbox" in " ".join(each.cmdline())]


def pdf_bomb(megabytes: int) -> bytes:
    """A PDF whose one page unpacks to so much."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b"0 " * (1 << 19)) for _ in range(megabytes)) + packer.flush()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return body + b"trailer\n<</Root 1 0 R/Size 5>>\n%%EOF"


def test_it_gives_what_the_reader_gives(sandbox_):
    assert sandbox_.read("html", HTML, url="https://x.example/") == read_html(HTML, url="https://x.example/")


def test_one_process_serves_many_files_and_ends_with_them(sandbox_):
    sandbox_.read("html", HTML)
    [child] = children()
    sandbox_.read("docx", (FILES / "bridge.docx").read_bytes())
    assert children() == [child]
    sandbox_.close()
    assert not child.is_running()


def test_now_and_then_a_new_process_takes_over(sandbox_, monkeypatch):
    monkeypatch.setattr(sandbox, "FILES_A_PROCESS", 1)
    sandbox_.read("html", HTML)
    [first] = children()
    sandbox_.read("html", HTML)
    assert children() != [first]


def test_a_sentence_of_the_reader_comes_through(sandbox_):
    with pytest.raises(Unreadable, match="no text layer"):
        sandbox_.read("pdf", (FILES / "picture.pdf").read_bytes())


def test_a_pdf_that_unpacks_to_more_than_its_memory_is_refused_and_the_next_file_read(sandbox_):
    with pytest.raises(Unreadable, match=r"too large|too much memory"):
        sandbox_.read("pdf", pdf_bomb(300))
    assert sandbox_.read("html", HTML).title


def test_a_page_nested_a_hundred_thousand_deep_is_refused_or_read_and_the_next_file_read(sandbox_):
    try:
        assert "Words" in sandbox_.read("html", b"<html><body>" + b"<div>" * 100_000 + b"<p>Words of a text.</p>").text
    except Unreadable as error:
        assert "paste" in str(error)
    assert sandbox_.read("html", HTML).title


def test_a_file_that_takes_too_long_is_refused_and_the_next_file_read():
    with Sandbox(megabytes=400, seconds=1) as sandbox_:
        with pytest.raises(Unreadable, match="longer than 1 seconds"):
            sandbox_.read("pdf", pdf_bomb(60))
        sandbox_._limits = (100, 60)  # on a busy machine, starting anew takes a second too
        assert sandbox_.read("html", HTML).title


def test_a_process_that_dies_is_replaced(sandbox_):
    sandbox_.read("html", HTML)
    os.kill(children()[0].pid, signal.SIGKILL)
    with pytest.raises(Unreadable, match="too much memory, or is damaged"):
        sandbox_.read("html", HTML)
    assert sandbox_.read("html", HTML).title


def test_whatever_a_parser_raises_is_a_sentence(monkeypatch):
    monkeypatch.setattr("annotate.importing.readers.html.read_html", lambda raw: 1 / 0)
    assert "damaged (ZeroDivisionError)" in sandbox._answer("html", b"", {})
