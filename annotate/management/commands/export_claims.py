"""`manage.py export_claims`: the claims of all or some articles, streamed to a file or to standard output."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.exporting import csv
from annotate.exporting.rows import rows
from annotate.models import Article


class Command(BaseCommand):
    help = "Exports claims and their tags, article by article."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["csv"], default="csv")
        parser.add_argument("--article", type=int, nargs="+", metavar="ID", help="only these articles")
        parser.add_argument("--no-bom", action="store_true", help="no byte order mark at the start of the CSV")
        parser.add_argument("-o", "--output", metavar="FILE", help="the file to write (default: standard output)")

    def handle(self, *args: Any, article: list[int] | None, no_bom: bool, output: str | None, **options: Any) -> None:
        articles = Article.objects.order_by("pk")
        if article:
            articles = articles.filter(pk__in=article)
            missing = set(article) - set(articles.values_list("pk", flat=True))
            if missing:
                raise CommandError(f"There is no article {', '.join(map(str, sorted(missing)))}.")
        lines = csv.lines(rows(articles), byte_order_mark=not no_bom)
        if not output:
            sys.stdout.buffer.writelines(line.encode() for line in lines)
            return
        try:
            with open(output, "w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
