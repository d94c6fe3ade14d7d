"""`manage.py export_claims`: the claims of all or some articles, streamed to a file or to standard output."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.exporting.formats import FORMATS, export_audited
from annotate.management.atomic_files import written_whole
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
            with written_whole(Path(output)) as file:
                file.writelines(pieces)
        else:
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
    except OSError as error:
        if not output:
            # What is left in its buffer would fail again, with a traceback, at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return  # whoever read has read enough
        where, kept = (output, " Nothing of it was kept.") if output else ("Standard output", "")
        raise CommandError(f"{where} cannot be written: {error.strerror}.{kept}") from error
