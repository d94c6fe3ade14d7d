"""`manage.py restore FILE`: the database as a backup has it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from annotate.management.pg_programs import Failed, run
from annotate.models import Article


class Command(BaseCommand):
    help = "Brings back, in an empty database, what `backup` has written: all of it, or nothing."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what backup has written")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if connection.introspection.table_names():
            raise CommandError(
                "The database is not empty, and stays as it is. Make a new one, name it in DATABASE_URL (or a new "
                "folder in ONRECORD_DATA), and restore there."
            )
        database = f"--dbname={connection.get_connection_params()['dbname']}"
        try:
            run("pg_restore", "--single-transaction", "--no-owner", "--no-privileges", database, str(file))
        except Failed as error:
            raise CommandError(f"{file} was not restored: {error} Nothing was changed.") from error
        self.stdout.write(f"{Article.objects.count():,} articles. Run manage.py migrate now.")
