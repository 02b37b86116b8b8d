from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akker.archive import actions, container
from akker.archive.faults import Refused


class Command(BaseCommand):
    help = "Read a scenario into this installation: all of it, or nothing when there is a fault in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--into", metavar="PROGRAMME", default="", help="put its networks into this programme")
        parser.add_argument("--check", action="store_true", help="only look whether it could be read in")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            parcel = container.read(file)
            counts = actions.load(parcel, into=options["into"], is_trial=options["check"])
        except Refused as refused:
            raise CommandError(f"{file} was not read in:\n{refused}") from None
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing new"
        self.stdout.write(f"{file} is sound: {told}" if options["check"] else f"read in: {told}")
