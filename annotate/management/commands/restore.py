"""`manage.py restore FILE`: restore a backup in an empty database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from annotate.management.pg_programs import ProgramFailed, run_program
from annotate.models import Article


class Command(BaseCommand):
    help = "Restores a backup in an empty database, completely or not at all."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` wrote")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if connection.introspection.table_names():
            raise CommandError(
                "The database is not empty, so nothing was restored. Create a new one, name it in DATABASE_URL (or a "
                "new folder in ONRECORD_DATA), and restore there."
            )
        database = f"--dbname={connection.get_connection_params()['dbname']}"
        try:
            run_program("pg_restore", "--single-transaction", "--no-owner", "--no-privileges", database, str(file))
        except ProgramFailed as error:
            raise CommandError(f"{file} was not restored: {error} Nothing was changed.") from error
        self.stdout.write(f"{Article.objects.count():,} articles. Run manage.py migrate now.")
