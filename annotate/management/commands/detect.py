"""`manage.py detect FILE...`: print the claims in text files as JSON lines, without a database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.actors.resolution import ResolvedActor, resolve_sources
from annotate.detection import Attribution, detect, find_attributions
from annotate.importing.decoding import NotText, decode
from annotate.text import Document


class Command(BaseCommand):
    help = "Prints one line per file: a JSON object with the claims found in it. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text file, or - for standard input")
        parser.add_argument(
            "--attributions",
            action="store_true",
            help="print every attribution found, including those that assert nothing",
        )

    def handle(self, *args: Any, files: list[str], attributions: bool, **options: Any) -> None:
        find = find_attributions if attributions else detect
        for file in files:
            document = Document(_read(file))
            found = find(document)
            actors = resolve_sources(document, [attribution.source for attribution in found])
            claims = [
                _as_json(document.text, attribution, actor) for attribution, actor in zip(found, actors, strict=True)
            ]
            self.stdout.write(json.dumps({"file": file, "claims": claims}, ensure_ascii=False))


def _read(file: str) -> str:
    """Return the file's text with its line ends as they are, because spans count the characters in the file."""
    try:
        return decode(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except NotText as error:
        raise CommandError(f"{file}: {error}") from error


def _as_json(text: str, attribution: Attribution, actor: ResolvedActor | None) -> dict[str, Any]:
    return {
        "spans": attribution.spans,
        "text": " … ".join(text[start:end] for start, end in attribution.spans),
        "source": attribution.source or None,
        "cue": attribution.cue or None,
        "kind": attribution.kind,
        "actor": actor.name if actor else None,
        "confidence": round(attribution.confidence, 4),
        "reason": attribution.reason,
        "answers": attribution.answers,
        "repeats": attribution.repeats,
    }
