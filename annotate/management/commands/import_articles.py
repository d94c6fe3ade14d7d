"""`manage.py import_articles FILE...`: takes text files in and queues the detection of their claims."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.importing.decoding import NotText, decode, normalise
from annotate.jobs import import_article


class Command(BaseCommand):
    help = "Imports text files as articles; a worker then finds their claims. Prints each file's article id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text file in any encoding")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        refused = 0
        for file in files:
            try:
                self.stdout.write(f"{file}\t{_take_in(Path(file))}")
            except (OSError, NotText) as error:
                refused += 1
                self.stderr.write(f"{file}\t{error}")
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were not imported; the reasons are above.")


def _take_in(file: Path) -> str:
    size = file.stat().st_size
    if size > settings.ARTICLE_MAX_BYTES:
        raise NotText(f"An article may have {settings.ARTICLE_MAX_BYTES:,} bytes; this has {size:,}.")
    article, is_new = import_article(text=normalise(decode(file.read_bytes())))
    return f"article {article.pk}{'' if is_new else ', imported before'}"
