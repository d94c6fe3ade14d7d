"""`manage.py import_articles FILE...`: import files of any readable format and queue the detection of their claims."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.audit_log import Action, note
from annotate.importing.article_intake import claims_left_out, sha256_of
from annotate.importing.import_progress import batches
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.file_formats import list_labels
from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import Problem, Read, ReadArticle
from annotate.models import Article, Role, User
from annotate.workflows.article_imports import import_reads

FIELDS = [field.name for field in fields(ColumnMapping) if field.name != "day_first"]


class Command(BaseCommand):
    help = (
        "Import articles; a worker then finds their claims. Print a summary of each file, and each problem on standard "
        "error. Exit with 1 if there was a problem. If an import was interrupted, run it again: articles that were "
        "imported before are skipped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help=list_labels())
        parser.add_argument(
            "--mapping",
            type=parse_mapping,
            metavar="FIELD=COLUMN,...",
            help=f"the columns of a table, for the fields {', '.join(FIELDS)}; guessed by default",
        )
        parser.add_argument("--editor", metavar="NAME", help="the editor to whom the tags in the files are attributed")

    def handle(
        self, *args: Any, files: list[str], mapping: ColumnMapping | None, editor: str | None, **options: Any
    ) -> None:
        user = User.objects.filter(username=editor).first()
        if editor and not user:
            raise CommandError(f"There is no account named {editor}. Check the name at /admin/.")
        if user and not user.may(Role.EDITOR):
            raise CommandError(
                f"{editor} may not import. The account must be active and have the role editor or higher; its role is "
                f"{user.role}."
            )
        incomplete = sum(self._import_file(Path(file), mapping, user) for file in files)
        if incomplete:
            raise CommandError(
                f"{incomplete} of {len(files)} files were not imported completely. The reasons are above."
            )

    def _import_file(self, file: Path, mapping: ColumnMapping | None, editor: User | None) -> bool:
        """Return whether there was a problem."""
        seen = new = problem_count = 0
        last_text = ""
        for batch in batches(_reads(file, mapping)):
            articles = [read for read in batch if isinstance(read, ReadArticle)]
            stored = import_reads(batch, imported_by=editor)
            problems = [read for read in batch if isinstance(read, Problem)]
            left_out = claims_left_out(articles, stored)
            problems += [replace(problem, place=f"{file.name}, {problem.place}") for problem in left_out]
            for problem in problems:
                self.stderr.write(f"{file.parent / problem.place}\t{problem.sentence}")
            seen, new = seen + len(articles), new + len(stored)
            problem_count += len(problems)
            last_text = articles[-1].text if articles else last_text
        note(Action.IMPORTED, by=editor, subject=file.name, detail=f"by a command: {new:,} articles")
        self.stdout.write(
            f"{file}\t{_summary(seen, new, last_text)}{f', {problem_count:,} problems' * (problem_count > 1)}"
        )
        return problem_count > 0


def parse_mapping(typed: str) -> ColumnMapping:
    """Parse "text=body,title=headline". Raise ArgumentTypeError."""
    pairs = [pair.partition("=") for pair in typed.split(",")]
    named: dict[str, Any] = {field.strip(): column.strip() for field, _, column in pairs}
    if unknown := next((field for field in named if field not in FIELDS), ""):
        raise ArgumentTypeError(f"{unknown} is not a field. Use {', '.join(FIELDS)}.")
    if not named.get("text"):
        raise ArgumentTypeError("Name the column of the text: text=COLUMN.")
    return ColumnMapping(**named)


def _reads(file: Path, mapping: ColumnMapping | None) -> Iterator[Read]:
    try:
        yield from read_file(file.name, lambda: open(file, "rb"), mapping=mapping)
    except OSError as error:
        yield Problem(file.name, str(error))


def _summary(seen: int, new: int, text: str) -> str:
    if seen != 1:
        return f"{new:,} articles{f', {seen - new:,} imported before' * (seen > new)}"
    article = Article.objects.only("pk").get(sha256=sha256_of(text))
    return f"article {article.pk}{'' if new else ', imported before'}"
