"""`manage.py export_claims`: export the claims of all or some articles to a file or to standard output."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.exporting.formats import FORMATS, export_audited
from annotate.management.atomic_files import write_atomically
from annotate.models import Article, Claim


class Command(BaseCommand):
    help = "Exports claims and their tags, article by article."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="csv", help="(default: %(default)s)")
        parser.add_argument("--article", type=int, nargs="+", metavar="ID", help="only these articles")
        parser.add_argument("--no-bom", action="store_true", help="no byte order mark at the start of the CSV")
        parser.add_argument("--manifest", action="store_true", help="a zip of the file and a datapackage.json")
        parser.add_argument("-o", "--output", metavar="FILE", help="the file to write (default: standard output)")

    def handle(self, *args: Any, article: list[int] | None, output: str | None, **options: Any) -> None:
        claims = Claim.objects.all()
        if article:
            missing = set(article) - set(Article.objects.filter(pk__in=article).values_list("pk", flat=True))
            if missing:
                raise CommandError(f"There is no article {', '.join(map(str, sorted(missing)))}.")
            claims = claims.filter(article__in=article)
        pieces = export_audited(
            by=None,
            subject=f"articles: {', '.join(map(str, article))}" if article else "all claims",
            claims=claims,
            format=options["format"],
            byte_order_mark=not options["no_bom"],
            with_manifest=options["manifest"],
        )
        _write(pieces, output)


def _write(pieces: Iterator[bytes], output: str | None) -> None:
    try:
        if output:
            with write_atomically(Path(output)) as file:
                file.writelines(pieces)
        else:
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
    except OSError as error:
        if not output:
            # Python would flush the buffer again when it exits, and print a traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return  # the reader, such as head, has closed the pipe
        raise CommandError(
            f"{output} cannot be written: {error.strerror}. Nothing was saved."
            if output
            else f"Standard output cannot be written: {error.strerror}."
        ) from error
