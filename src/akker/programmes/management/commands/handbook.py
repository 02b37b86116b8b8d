from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from akker.handbooks.packing import check


class Command(BaseCommand):
    help = "Look through a handbook in a folder <slug>/<version>. Exits 1 with the file and line of every fault."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, parser_class=type(parser))
        checking = what.add_parser("check", help="look whether it is sound and complete")
        checking.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder")
        faults = check(folder.resolve())
        if faults:
            raise CommandError("\n".join(map(str, faults)))
        self.stdout.write("sound")
