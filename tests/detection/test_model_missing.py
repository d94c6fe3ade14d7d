"""Without a sound model the log says so once, and the rules find the claims."""

import logging
import sys
from functools import partial
from pathlib import Path

import pytest

from annotate.detection import detector_version, find_attributions, find_by_rules, load_model
from annotate.detection.model.onnx_model import FOLDER, NETWORK, VOCABULARY, Model, NoModel
from annotate.detection.model_detector import trained_model
from annotate.text import Document

TEXT = "“It is safe,” Ms Roe said. Mr Doe denied that he had lied.\n\nShe promised that it would stand."
SOUND = (FOLDER / NETWORK).read_bytes()
PIECES = (FOLDER / VOCABULARY).read_bytes()
NETWORKS = {
    "missing": None,
    "empty": b"",
    "truncated": SOUND[: len(SOUND) // 2],
    "cut short by a byte": SOUND[:-1],
    "random bytes": bytes(range(256)) * 4000,
    "a pointer of git-lfs": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 23454044\n",
    "without the CRF's figures": SOUND.replace(b"onrecord", b"elsewhat"),
    "without thresholds": SOUND.replace(b'"thresholds"', b'"thresholdx"'),
    "figures that are no JSON": SOUND.replace(b'{"version"', b'!"version"'),
}
VOCABULARIES = {
    "missing": None,
    "empty": b"",
    "random bytes": b"\xff\xfe\x00\x80" * 1000,
    "truncated": PIECES[: len(PIECES) // 2],
    "a line more": b"zzz\n" + PIECES,
    "another": b"a\nb\nc\n",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a copy of the shipped model for a test to break."""
    for name in (NETWORK, VOCABULARY):
        (tmp_path / name).symlink_to(FOLDER / name)
    return tmp_path


def put(file: Path, content: bytes | None) -> None:
    file.unlink()
    if content is not None:
        file.write_bytes(content)


@pytest.fixture
def broken(folder, monkeypatch):
    """Run the detector with a damaged network."""
    put(folder / NETWORK, b"damaged")
    monkeypatch.setattr("annotate.detection.model.onnx_model.Model", partial(Model, folder))
    trained_model.cache_clear()
    yield folder
    trained_model.cache_clear()


def test_a_folder_with_sound_files_is_loaded(folder):
    assert Model(folder).version == load_model().version


@pytest.mark.parametrize("content", NETWORKS.values(), ids=NETWORKS)
def test_a_damaged_network_is_refused(folder, content):
    put(folder / NETWORK, content)
    with pytest.raises(NoModel, match="cannot be loaded"):
        Model(folder)


@pytest.mark.parametrize("content", VOCABULARIES.values(), ids=VOCABULARIES)
def test_a_damaged_vocabulary_is_refused(folder, content):
    put(folder / VOCABULARY, content)
    with pytest.raises(NoModel, match="cannot be loaded"):
        Model(folder)


def test_the_message_names_the_folder(folder):
    put(folder / NETWORK, None)
    with pytest.raises(NoModel) as raised:
        Model(folder)
    assert str(folder) in str(raised.value) and NETWORK in str(raised.value)


def test_a_damaged_model_is_not_used(broken):
    assert trained_model() is None


def test_the_log_mentions_it_once(broken, caplog):
    for _ in range(3):
        find_attributions(Document(TEXT))
        detector_version()
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == "The trained model cannot be loaded. The rules find the claims instead."
    assert isinstance(record.exc_info[1], NoModel)


def test_the_rules_find_the_claims_instead(broken):
    assert find_attributions(Document(TEXT)) == find_by_rules(Document(TEXT))
    assert [one.kind for one in find_attributions(Document(TEXT))] == ["quote", "denial", "allegation"]


def test_the_version_is_the_rules_version(broken):
    assert detector_version() == "rules-2"


def test_the_rules_are_used_without_onnxruntime(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "annotate.detection.model.onnx_model", None)
    trained_model.cache_clear()
    try:
        assert trained_model() is None and detector_version() == "rules-2"
        assert find_attributions(Document(TEXT)) == find_by_rules(Document(TEXT))
        assert len(caplog.records) == 1
    finally:
        trained_model.cache_clear()


def test_a_sound_model_is_used_and_logs_nothing(caplog):
    assert detector_version() == load_model().version != "rules-2"
    assert find_attributions(Document(TEXT)) != find_by_rules(Document(TEXT))
    assert caplog.records == []
