"""The trained network: a small BERT encoder that scores each word as a part of an attribution."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy
import onnxruntime
from tokenizers import BertWordPieceTokenizer, Tokenizer

from annotate.detection.model.confidence_scale import confidence_of_runs
from annotate.detection.model.crf import Floats, LikelyRun, best_runs, likely_runs
from annotate.detection.model.encoding import EncodedParagraph, encode_paragraphs, pack_windows, window_arrays
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model.rule_evidence import PartSpan, RuleEvidence
from annotate.detection.model.run_rescorer import Candidates, rescore_runs
from annotate.text import Document

FOLDER = Path(__file__).parent
NETWORK, VOCABULARY = "attributions.onnx", "vocabulary.txt"
# Shorter than the windows of training: attention costs the square of the length, and hardly any F1 is lost. Windows are
# scored one by one: several at once are no faster on a CPU, and need padding.
_READ_AT_ONCE = 128
_BATCH, _CHAINS = 32, 64  # windows scored before the CRF runs, and paragraphs in one pass of the CRF
_PIECES = 30_522  # in the vocabulary of BERT, uncased; an extra or missing line would shift every later piece
_MOST_THREADS = 2  # more hardly help with windows of this size


class NoModel(Exception):
    """The model's files are missing or cannot be read; the message says which and why."""


class Model:
    """The network, its vocabulary and its CRF's figures, read from a folder in a few tenths of a second.

    Raise NoModel if a file is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        threads = threads or min(_MOST_THREADS, len(os.sched_getaffinity(0)))
        try:
            self._session = _session((folder / NETWORK).read_bytes(), threads)
            self.tokenizer = load_tokenizer(folder / VOCABULARY)
            if self.tokenizer.get_vocab_size() != _PIECES:
                raise ValueError(f"{VOCABULARY} has {self.tokenizer.get_vocab_size()} pieces and should have {_PIECES}")
            about = json.loads(self._session.get_modelmeta().custom_metadata_map["onrecord"])
            self._transitions = numpy.array(about["transitions"])
            self._thresholds = {part: float(value) for part, value in about["thresholds"].items()}
            self._weights = about["weights"]
            self._confidence_weights = about["certainty"]
            self.version = str(about["version"])
        except Exception as error:  # a damaged file makes onnxruntime and tokenizers raise many kinds
            raise NoModel(f"The model in {folder} cannot be loaded: {error}") from error

    def mark(self, document: Document, by_rules: Iterable[PartSpan]) -> list[MarkedRun]:
        """Return the sources, cues and contents of a text in reading order; none overlap.

        by_rules: the rules' findings in the same text, as a second opinion.
        """
        marked: list[MarkedRun] = []
        for candidates in self._batches(document, by_rules):
            for runs in rescore_runs(candidates, self._weights):
                marked += best_runs(runs, self._thresholds)
        return marked

    def confidence(self, runs: Sequence[MarkedRun]) -> float:
        """Return how likely the attribution that consists of these runs is right, 0 to 1."""
        return confidence_of_runs(runs, self._confidence_weights)

    def candidates(self, document: Document, by_rules: Iterable[PartSpan]) -> Iterator[Candidates]:
        """Yield, for each paragraph in order, all runs that may be in it, with the CRF's probabilities."""
        return chain.from_iterable(self._batches(document, by_rules))

    def _batches(self, document: Document, by_rules: Iterable[PartSpan]) -> Iterator[list[Candidates]]:
        """Yield the same, the paragraphs of several windows together."""
        evidence = RuleEvidence(by_rules)
        windows = pack_windows(encode_paragraphs(document, self.tokenizer), limit=_READ_AT_ONCE, first=_READ_AT_ONCE)
        while batch := list(islice(windows, _BATCH)):
            paragraphs = [paragraph for window in batch for paragraph in window]
            likely = self._likely_runs([scores for window in batch for scores in self.label_scores(window)])
            yield [
                Candidates(
                    paragraph.written, [MarkedRun(paragraph, *run) for run in runs], evidence.inside(paragraph.words)
                )
                for paragraph, runs in zip(paragraphs, likely, strict=True)
            ]

    def label_scores(self, window: list[EncodedParagraph]) -> Iterator[Floats]:
        """Yield, for each paragraph of a window, the score of each label at each word."""
        pieces, features, places = window_arrays(window)
        [scores] = self._session.run(None, {"pieces": pieces[None], "features": features[None]})
        return (scores[0, firsts].astype(numpy.float64) for firsts in places)

    def _likely_runs(self, scores: list[Floats]) -> list[list[LikelyRun]]:
        likely: list[list[LikelyRun]] = [[] for _ in scores]
        for batch in _similar_lengths([len(of_paragraph) for of_paragraph in scores], _CHAINS):
            lengths = [len(scores[at]) for at in batch]
            runs = likely_runs(_pad([scores[at] for at in batch]), lengths, self._transitions)
            for at, of_paragraph in zip(batch, runs, strict=True):
                likely[at] = of_paragraph
        return likely


def _similar_lengths(lengths: list[int], most: int) -> Iterator[list[int]]:
    """Yield the indices of up to `most` items of similar length at a time, so that little is padding."""
    order = iter(sorted(range(len(lengths)), key=lengths.__getitem__))
    while batch := list(islice(order, most)):
        yield batch


def _pad(rows: list[Floats]) -> Floats:
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
    # Fused, sum and norm are slower than separate (onnxruntime 1.32, AVX2: 5% of all).
    return onnxruntime.InferenceSession(
        content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def load_tokenizer(file: Path) -> Tokenizer:
    """Return a tokenizer that cuts words into the pieces of a vocabulary file, one on each line. Raise OSError."""
    vocabulary = {word: at for at, word in enumerate(file.read_text(encoding="utf-8").splitlines())}
    return BertWordPieceTokenizer(vocabulary, lowercase=True)
