from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from akker.archive import actions
from akker.archive.faults import Refused


class Command(BaseCommand):
    help = "Bring a backup back into an empty place, on SQLite or PostgreSQL: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        call_command("migrate", verbosity=0)
        try:
            said = actions.restore(file)
        except Refused as refused:
            raise CommandError(f"{file} was not restored:\n{refused}") from None
        self.stdout.write(f"restored {file}: {sum(said.rows.values())} rows of {len(said.rows)} tables")
