"""`manage.py backup FILE`: save the whole database in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotate.management.atomic_files import write_atomically
from annotate.management.pg_programs import ProgramFailed, run_program


class Command(BaseCommand):
    help = "Saves the whole database in a file, as it is at one moment. The app can keep running."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with write_atomically(file) as output:
                run_program("pg_dump", "--format", "custom", "--no-owner", "--no-privileges", stdout=output)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}. Nothing was saved.") from error
        except ProgramFailed as error:
            raise CommandError(f"{file} was not written: {error} Nothing was saved.") from error
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes")
