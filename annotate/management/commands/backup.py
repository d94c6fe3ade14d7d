"""`manage.py backup FILE`: all of the database in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.management.atomic_files import written_whole
from annotate.management.pg_programs import Failed, run


class Command(BaseCommand):
    help = "Writes all of the database to a file, as it is at one moment, while the app runs on."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with written_whole(file) as part:
                run("pg_dump", "--format", "custom", "--no-owner", "--no-privileges", stdout=part)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}. Nothing of it was kept.") from error
        except Failed as error:
            raise CommandError(f"{file} was not written: {error} Nothing of it was kept.") from error
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes")
