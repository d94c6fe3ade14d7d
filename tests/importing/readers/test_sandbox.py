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
def reader_sandbox():
    with Sandbox() as reader_sandbox:
        yield reader_sandbox


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "readers.sandbox" in " ".join(child.cmdline())]


def pdf_bomb(megabytes: int) -> bytes:
    """Return a PDF whose only page unpacks to so many megabytes."""
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


def test_the_reader_sandboxreturns_what_the_reader_returns(reader_sandbox):
    assert reader_sandbox.read("html", HTML, url="https://x.example/") == read_html(HTML, url="https://x.example/")


def test_one_process_serves_many_files_and_ends_with_them(reader_sandbox):
    reader_sandbox.read("html", HTML)
    [child] = children()
    reader_sandbox.read("docx", (FILES / "bridge.docx").read_bytes())
    assert children() == [child]
    reader_sandbox.close()
    assert not child.is_running()


def test_after_many_files_a_new_process_takes_over(reader_sandbox, monkeypatch):
    monkeypatch.setattr(sandbox, "FILES_A_PROCESS", 1)
    reader_sandbox.read("html", HTML)
    [first] = children()
    reader_sandbox.read("html", HTML)
    assert children() != [first]


def test_the_readers_refusal_is_raised(reader_sandbox):
    with pytest.raises(Unreadable, match="no text layer"):
        reader_sandbox.read("pdf", (FILES / "picture.pdf").read_bytes())


def test_a_pdf_bomb_is_refused_and_the_next_file_is_read(reader_sandbox):
    with pytest.raises(Unreadable, match=r"too large|too much memory"):
        reader_sandbox.read("pdf", pdf_bomb(300))
    assert reader_sandbox.read("html", HTML).title


def test_a_page_nested_100_000_deep_does_not_stop_the_next_file(reader_sandbox):
    try:
        raw = b"<html><body>" + b"<div>" * 100_000 + b"<p>Words of a text.</p>"
        assert "Words" in reader_sandbox.read("html", raw).text
    except Unreadable as error:
        assert "paste" in str(error)
    assert reader_sandbox.read("html", HTML).title


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read():
    with Sandbox(megabytes=400, seconds=1) as reader_sandbox:
        with pytest.raises(Unreadable, match="longer than 1 seconds"):
            reader_sandbox.read("pdf", pdf_bomb(60))
        reader_sandbox._limits = (100, 60)  # on a busy machine, even starting takes a second
        assert reader_sandbox.read("html", HTML).title


def test_a_process_that_dies_is_replaced(reader_sandbox):
    reader_sandbox.read("html", HTML)
    os.kill(children()[0].pid, signal.SIGKILL)
    with pytest.raises(Unreadable, match="too much memory, or is damaged"):
        reader_sandbox.read("html", HTML)
    assert reader_sandbox.read("html", HTML).title


def test_any_error_of_a_parser_becomes_a_refusal(monkeypatch):
    monkeypatch.setattr("annotate.importing.readers.html.read_html", lambda raw: 1 / 0)
    assert "damaged (ZeroDivisionError)" in sandbox._answer("html", b"", {})
