"""`manage.py evaluate DIR`: score the detector against a folder of annotated articles."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.detection import find_attributions, find_by_rules
from annotate.evaluation.brat_corpus import BadCorpus, Corpus, read_corpus
from annotate.evaluation.json_report import report_as_json
from annotate.evaluation.kinds_file import read_kinds_file
from annotate.evaluation.report import Detector, Report, build_report
from annotate.evaluation.text_report import report_as_text


class Command(BaseCommand):
    help = (
        "Scores the detector against a folder in brat standoff format: exact, begin and overlap match, confidence and "
        "speed; with a kinds file, also kinds and actors. Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="a folder with NAME.txt and NAME.ann, or with text/NAME.txt and attributions/NAME_ANNOTATOR.ann",
        )
        parser.add_argument(
            "--kinds", type=Path, metavar="FILE", help="the kinds and actors of the marked claims, as JSON lines"
        )
        parser.add_argument("--actors", action="store_true", help="also score the suggested actors; needs --kinds")
        parser.add_argument("--rules", action="store_true", help="score the rules instead of the trained model")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")

    def handle(self, *args: Any, folder: Path, kinds: Path | None, actors: bool, rules: bool, **options: Any) -> None:
        if actors and not kinds:
            raise CommandError("--actors needs --kinds FILE, which gives the actor of each attribution.")
        try:
            corpus = read_corpus(folder)
            report = _score(corpus, kinds, actors, find_by_rules if rules else find_attributions)
        except BadCorpus as error:
            raise CommandError(str(error)) from error
        if corpus.left_out:
            self.stderr.write(
                f"Left out, because the matching .txt or .ann file is missing: {', '.join(corpus.left_out)}."
            )
        self.stdout.write(
            json.dumps(report_as_json(report), ensure_ascii=False) if options["json"] else report_as_text(report)
        )


def _score(corpus: Corpus, kinds: Path | None, actors: bool, find: Detector) -> Report:
    rows = read_kinds_file(kinds, {article.name: article for article in corpus.articles}) if kinds else None
    return build_report(corpus.articles, find, rows, actors=actors)
