"""The trained network: a small BERT encoder that scores, for each word, which part of an attribution it is."""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import numpy
import onnxruntime
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer, Tokenizer

from annotate.detection.model.confidence_scale import certainty
from annotate.detection.model.crf import Floats, ScoredRun, best_runs, likely_runs
from annotate.detection.model.encoding import EncodedParagraph, arrays, paragraphs, windows
from annotate.detection.model.rule_evidence import Mark, RuleEvidence
from annotate.detection.model.run_linker import LabelledRuns, Tied
from annotate.detection.model.run_rescorer import MARKS, Candidates, weighed
from annotate.text import Document

FOLDER = Path(__file__).parent
NETWORK, VOCABULARY = "attributions.onnx", "vocabulary.txt"
# Shorter windows than those of training: attention costs the square of their length, and hardly any F1 is lost. Each
# is scored for itself: several at once are no faster on a CPU, and would need padding.
_READ_AT_ONCE = 128
_SHELF, _CHAINS = 32, 64  # windows whose paragraphs share a pass of the CRF, and paragraphs in one
_PIECES = 30_522  # in the vocabulary of BERT, uncased; with a line more or less every later piece is another one
_MOST_THREADS = 2  # more hardly help on windows of this size


class NoModel(Exception):
    """The model's files are missing or cannot be read; the message says which and why."""


class Model:
    """The network, its vocabulary and its CRF's figures, read from a folder. Reading takes some tenths of a second.

    Raises NoModel where a file is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        threads = threads or min(_MOST_THREADS, len(os.sched_getaffinity(0)))
        try:
            self._session = _session((folder / NETWORK).read_bytes(), threads)
            self.tokenizer = tokenizer_of(folder / VOCABULARY)
            if self.tokenizer.get_vocab_size() != _PIECES:
                raise ValueError(f"{VOCABULARY} has {self.tokenizer.get_vocab_size()} pieces and should have {_PIECES}")
            about = json.loads(self._session.get_modelmeta().custom_metadata_map["onrecord"])
            self._transitions = numpy.array(about["transitions"])
            self._thresholds = {part: float(value) for part, value in about["thresholds"].items()}
            self._weights = about["weights"]
            self._certainty = about["certainty"]
            self.version = str(about["version"])
        except Exception as error:  # onnxruntime and tokenizers raise exceptions of many kinds for a damaged file
            raise NoModel(f"The model in {folder} cannot be loaded: {error}") from error

    def label(self, document: Document, marks: Iterable[Mark]) -> list[LabelledRuns]:
        """The sources, cues and contents of a text in reading order, disjoint. Any text will do.

        marks: what the rules found in it, the second opinion.
        """
        found: list[LabelledRuns] = []
        before = 0
        for shelf, candidates in self._shelves(document, marks):
            for paragraph, runs in zip(shelf, weighed(candidates, self._weights), strict=True):
                found += [_labelled(run, paragraph, before) for run in best_runs(runs, self._thresholds)]
                before += len(paragraph.words)
        return found

    def certainty(self, tied: Tied) -> float:
        """How likely an attribution is right, 0 to 1."""
        return certainty(tied, self._certainty)

    def candidates(self, document: Document, marks: Iterable[Mark]) -> Iterator[tuple[EncodedParagraph, Candidates]]:
        """Each paragraph of a text, in order, with all runs that may be in it and the CRF's probabilities."""
        return chain.from_iterable(zip(*shelf, strict=True) for shelf in self._shelves(document, marks))

    def _shelves(
        self, document: Document, marks: Iterable[Mark]
    ) -> Iterator[tuple[list[EncodedParagraph], list[Candidates]]]:
        """The same, some windows' paragraphs at a time."""
        witnesses = RuleEvidence(marks)
        packed = windows(paragraphs(document, self.tokenizer), limit=_READ_AT_ONCE, first=_READ_AT_ONCE)
        while shelf := list(islice(packed, _SHELF)):
            read = [paragraph for window in shelf for paragraph in window]
            scores = [of_paragraph for window in shelf for of_paragraph in self._scores(window)]
            yield (
                read,
                [
                    Candidates(paragraph.written, runs, witnesses.of(paragraph.words))
                    for paragraph, runs in zip(read, self._runs(scores), strict=True)
                ],
            )

    def _scores(self, window: list[EncodedParagraph]) -> Iterator[Floats]:
        """For each paragraph of a window the score of each label at each word."""
        pieces, features, places = arrays(window)
        [scores] = self._session.run(None, {"pieces": pieces[None], "features": features[None]})
        return (scores[0, firsts].astype(numpy.float64) for firsts in places)

    def _runs(self, scores: list[Floats]) -> list[list[ScoredRun]]:
        found: list[list[ScoredRun]] = [[] for _ in scores]
        for batch in _alike([len(each) for each in scores], _CHAINS):
            lengths = [len(scores[at]) for at in batch]
            runs = likely_runs(_padded([scores[at] for at in batch]), lengths, self._transitions)
            for at, of_paragraph in zip(batch, runs, strict=True):
                found[at] = of_paragraph
        return found


def _labelled(run: ScoredRun, paragraph: EncodedParagraph, before: int) -> LabelledRuns:
    span = paragraph.words[run.first][0], paragraph.words[run.last - 1][1]
    quoted = paragraph.written[run.first] in MARKS
    return LabelledRuns(
        run.part, span, (before + run.first, before + run.last), paragraph.line, run.probability, quoted
    )


def _alike(lengths: list[int], most: int) -> Iterator[list[int]]:
    """The places of at most `most` things of like length at a time, so that little is padding."""
    order = iter(sorted(range(len(lengths)), key=lengths.__getitem__))
    while batch := list(islice(order, most)):
        yield batch


def _padded(rows: list[NDArray]) -> NDArray:
    """Rows of different lengths as one array, filled up with zeros."""
    padded = numpy.zeros((len(rows), max(map(len, rows)), *rows[0].shape[1:]), dtype=rows[0].dtype)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    return padded


def _session(content: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Sum and norm as one are slower than one after the other (onnxruntime 1.32, AVX2: 5% of all).
    return onnxruntime.InferenceSession(
        content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def tokenizer_of(file: Path) -> Tokenizer:
    """Cuts words into the pieces of a vocabulary, one a line. Raises OSError."""
    vocabulary = {word: at for at, word in enumerate(file.read_text(encoding="utf-8").splitlines())}
    return BertWordPieceTokenizer(vocabulary, lowercase=True)
