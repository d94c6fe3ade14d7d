"""`manage.py evaluate DIR`: score the detector against a folder of annotated articles."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.detection import find_attributions, find_by_rules
from annotate.evaluation.brat_corpus import BadCorpus, read_corpus
from annotate.evaluation.comparison_text import compare_as_text
from annotate.evaluation.detector_run import Detector
from annotate.evaluation.json_report import report_as_json
from annotate.evaluation.kinds_file import read_kinds_file
from annotate.evaluation.misses_text import misses_as_text
from annotate.evaluation.report import Report, build_report
from annotate.evaluation.text_report import report_as_text

_NEED_KINDS = {
    "actors": "which gives the actor of each attribution",
    "marks": "which gives the claims to find",
    "explain": "which gives the claims to find",
    "also": "so that the folders can be compared",
}


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
        parser.add_argument(
            "--also",
            type=Path,
            nargs=2,
            action="append",
            default=[],
            metavar=("DIR", "FILE"),
            help="score another folder with its kinds file, and compare; may be repeated; needs --kinds",
        )
        parser.add_argument("--actors", action="store_true", help="also score the suggested actors; needs --kinds")
        parser.add_argument(
            "--marks",
            action="store_true",
            help="run again on the articles in single quotation marks, and without paragraph breaks; needs --kinds",
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="print each miss with what was expected and what the detector found; needs --kinds",
        )
        parser.add_argument("--rules", action="store_true", help="score the rules instead of the trained model")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")

    def handle(self, *args: Any, folder: Path, kinds: Path | None, also: list[list[Path]], **options: Any) -> None:
        _check_options({"also": also, **options}, kinds)
        folders: list[tuple[Path, Path | None]] = [(folder, kinds), *((folder, file) for folder, file in also)]
        try:
            reports = [self._score(folder, file, options) for folder, file in folders]
        except BadCorpus as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(reports) if options["json"] else _as_text(reports, explain=options["explain"]))

    def _score(self, folder: Path, kinds: Path | None, options: Mapping[str, Any]) -> tuple[str, Report]:
        """Return the folder's name and report; name the files left out on standard error."""
        corpus = read_corpus(folder)
        rows = read_kinds_file(kinds, {article.name: article for article in corpus.articles}) if kinds else None
        find: Detector = find_by_rules if options["rules"] else find_attributions
        report = build_report(corpus.articles, find, rows, actors=options["actors"], marks=options["marks"])
        if corpus.left_out:
            self.stderr.write(
                f"Left out, because the matching .txt or .ann file is missing: {', '.join(corpus.left_out)}."
            )
        return "/".join(folder.absolute().parts[-2:]), report


def _check_options(options: Mapping[str, Any], kinds: Path | None) -> None:
    for option, reason in _NEED_KINDS.items():
        if options[option] and not kinds:
            raise CommandError(f"--{option} needs --kinds FILE, {reason}.")
    if options["explain"] and options["json"]:
        raise CommandError("--explain prints text. Leave out --json.")


def _as_json(reports: list[tuple[str, Report]]) -> str:
    objects = [report_as_json(report) for _, report in reports]
    folders = [{"folder": folder} | report for (folder, _), report in zip(reports, objects, strict=True)]
    return json.dumps(objects[0] if len(objects) == 1 else {"folders": folders}, ensure_ascii=False)


def _as_text(reports: list[tuple[str, Report]], *, explain: bool) -> str:
    several = len(reports) > 1
    sections = []
    for folder, report in reports:
        sections += [f"== {folder} =="] if several else []
        sections.append(report_as_text(report))
        sections += [misses_as_text(report.kinds.judged)] if explain and report.kinds else []
    sections += ["== All folders ==", compare_as_text(reports)] if several else []
    return "\n\n".join(sections)
