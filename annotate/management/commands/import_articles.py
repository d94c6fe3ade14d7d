"""`manage.py import_articles FILE...`: takes files of any format in and queues the detection of their claims."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.audit_log import What, note
from annotate.importing.article_intake import claims_left_out, sha256_of
from annotate.importing.import_progress import batches
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.formats import list_labels
from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import Problem, Read, ReadArticle
from annotate.models import Article, Role, User
from annotate.workflows.article_imports import import_reads

FIELDS = [field.name for field in fields(ColumnMapping) if field.name != "day_first"]


class Command(BaseCommand):
    help = (
        "Imports articles; a worker then finds their claims. Prints for each file what came of it, and each problem "
        "on standard error. The exit code is 1 if there was one. A file that was broken off can be imported again: "
        "what came in is known already."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help=list_labels())
        parser.add_argument(
            "--mapping",
            type=mapping_of,
            metavar="FIELD=COLUMN,...",
            help=f"which column of a table is what ({', '.join(FIELDS)}); by default it is guessed",
        )
        parser.add_argument("--editor", metavar="NAME", help="whose tags the claims become that come with an article")

    def handle(
        self, *args: Any, files: list[str], mapping: ColumnMapping | None, editor: str | None, **options: Any
    ) -> None:
        user = User.objects.filter(username=editor).first()
        if editor and not user:
            raise CommandError(f"There is no editor called {editor}.")
        if user and not user.may(Role.EDITOR):
            raise CommandError(f"{editor} may not import: the account's role is {user.role}, or it is not active.")
        incomplete = sum(self._take_in(Path(file), mapping, user) for file in files)
        if incomplete:
            raise CommandError(
                f"{incomplete} of {len(files)} files were not imported, or not in full; the reasons are above."
            )

    def _take_in(self, file: Path, mapping: ColumnMapping | None, editor: User | None) -> bool:
        """Whether there was a problem."""
        seen = new = problems = 0
        last = ""
        for batch in batches(_reads(file, mapping)):
            articles = [each for each in batch if isinstance(each, ReadArticle)]
            taken = import_reads(batch, imported_by=editor)
            told = [each for each in batch if isinstance(each, Problem)]
            told += [replace(each, place=f"{file.name}, {each.place}") for each in claims_left_out(articles, taken)]
            for each in told:
                self.stderr.write(f"{file.parent / each.place}\t{each.sentence}")
            seen, new, problems = seen + len(articles), new + len(taken), problems + len(told)
            last = articles[-1].text if articles else last
        note(What.IMPORTED, by=editor, subject=file.name, detail=f"by a command: {new:,} articles")
        self.stdout.write(f"{file}\t{_summary(seen, new, last)}{f', {problems:,} problems' * (problems > 1)}")
        return problems > 0


def mapping_of(typed: str) -> ColumnMapping:
    """From "text=body,title=headline"."""
    pairs = [pair.partition("=") for pair in typed.split(",")]
    named = {field.strip(): column.strip() for field, _, column in pairs}
    if unknown := next((field for field in named if field not in FIELDS), ""):
        raise ArgumentTypeError(f"{unknown} is none of {', '.join(FIELDS)}.")
    if not named.get("text"):
        raise ArgumentTypeError("name the column of the text: text=COLUMN")
    return ColumnMapping(**named)


def _reads(file: Path, mapping: ColumnMapping | None) -> Iterator[Read]:
    try:
        yield from read_file(file.name, partial(open, file, "rb"), mapping=mapping)
    except OSError as error:
        yield Problem(file.name, str(error))


def _summary(seen: int, new: int, text: str) -> str:
    if seen != 1:
        return f"{new:,} articles{f', {seen - new:,} imported before' * (seen > new)}"
    article = Article.objects.only("pk").get(sha256=sha256_of(text))
    return f"article {article.pk}{'' if new else ', imported before'}"
