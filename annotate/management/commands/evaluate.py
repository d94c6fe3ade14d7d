"""`manage.py evaluate DIR`: the detector scored against a folder of articles that somebody has marked."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.detection import find_attributions, find_by_rules
from annotate.evaluation.brat_corpus import BadCorpus, Corpus, read_corpus
from annotate.evaluation.json_report import as_json
from annotate.evaluation.kinds_file import read_rows
from annotate.evaluation.report import Find, Report, report
from annotate.evaluation.text_report import as_text


class Command(BaseCommand):
    help = (
        "Scores the detector against a folder in brat standoff: exact, begin and overlap match, confidence, speed; "
        "with a kinds file also kinds and actors. Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="DIR",
            help="NAME.txt beside NAME.ann, or text/NAME.txt and attributions/NAME_ANNOTATOR.ann",
        )
        parser.add_argument(
            "--kinds", type=Path, metavar="FILE", help="the kinds of its articles' claims, as JSON lines"
        )
        parser.add_argument("--actors", action="store_true", help="score the suggested actors too; needs --kinds")
        parser.add_argument("--rules", action="store_true", help="score the rules instead of the trained model")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")

    def handle(self, *args: Any, folder: Path, kinds: Path | None, actors: bool, rules: bool, **options: Any) -> None:
        if actors and not kinds:
            raise CommandError("--actors needs --kinds FILE: there it stands whom each attribution means.")
        try:
            corpus = read_corpus(folder)
            scored = _scored(corpus, kinds, actors, find_by_rules if rules else find_attributions)
        except BadCorpus as error:
            raise CommandError(str(error)) from error
        if corpus.left_out:
            self.stderr.write(f"Left out, for want of a partner: {', '.join(corpus.left_out)}.")
        self.stdout.write(json.dumps(as_json(scored), ensure_ascii=False) if options["json"] else as_text(scored))


def _scored(corpus: Corpus, kinds: Path | None, actors: bool, find: Find) -> Report:
    rows = read_rows(kinds, {article.name: article for article in corpus.articles}) if kinds else None
    return report(corpus.articles, find, rows, actors=actors)
