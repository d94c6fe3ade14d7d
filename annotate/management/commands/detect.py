"""`manage.py detect FILE...`: the claims of text files as JSON lines, without a database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.actors.resolution import ResolvedActor, resolve
from annotate.detection import Attribution, detect, find_attributions
from annotate.importing.decoding import NotText, decode
from annotate.text import Document


class Command(BaseCommand):
    help = "Prints one JSON object a line and file: the claims found in it. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text file, or - for standard input")
        parser.add_argument(
            "--attributions", action="store_true", help="every attribution found, also those that assert nothing"
        )

    def handle(self, *args: Any, files: list[str], attributions: bool, **options: Any) -> None:
        find = find_attributions if attributions else detect
        for file in files:
            document = Document(_read(file))
            found = find(document)
            named = resolve(document, [each.source for each in found])
            claims = [_claim(document.text, each, actor) for each, actor in zip(found, named, strict=True)]
            self.stdout.write(json.dumps({"file": file, "claims": claims}, ensure_ascii=False))


def _read(file: str) -> str:
    """The file's text exactly as it decodes: no line end is changed, so that the spans count what is in the file."""
    try:
        return decode(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except NotText as error:
        raise CommandError(f"{file}: {error}") from error


def _claim(text: str, found: Attribution, actor: ResolvedActor | None) -> dict[str, Any]:
    return {
        "spans": found.spans,
        "text": " … ".join(text[start:end] for start, end in found.spans),
        "source": found.source or None,
        "cue": found.cue or None,
        "kind": found.kind,
        "actor": actor.name if actor else None,
        "confidence": round(found.confidence, 4),
        "reason": found.reason,
        "answers": found.answers,
        "repeats": found.repeats,
    }
