from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akker.archive import container
from akker.archive.report import backup


class Command(BaseCommand):
    help = "Write everything to one file, mail and password hashes too, while people go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            with container.replacing(file) as out:
                said = backup(out)
        except OSError as broken:
            raise CommandError(f"{file}: {broken.strerror or broken}") from broken
        self.stdout.write(f"wrote {file}: {sum(said.rows.values())} rows of {len(said.rows)} tables")
