from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akker.archive import container
from akker.archive.actions import Changed, take_out
from akker.archive.report import NoSuchNetwork, beside, scenario, schema


class Command(BaseCommand):
    help = "Write this installation, or one network, as a scenario: people and what they agreed, no secrets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--canonical", action="store_true", help="sort the keys too, to compare two dumps")
        parser.add_argument("--network", metavar="PROGRAMME/NETWORK", default="", help="only this network")
        parser.add_argument("--out", metavar="FILE", type=Path, help="write here; with .zip at the end, as a ZIP")
        parser.add_argument("--take-out", action="store_true", help="remove the network once FILE is written")
        parser.add_argument("--schema", action="store_true", help="write the JSON Schema of the format instead")

    def handle(self, *args: Any, **options: Any) -> None:
        file, network = options["out"], options["network"]
        if options["take_out"] and not (file and network):
            raise CommandError("--take-out needs --network and --out: what goes out is written first")
        try:
            document = schema() if options["schema"] else scenario(network)
            files = {} if options["schema"] else beside(document)
            self._check(file, len(files), is_last=options["take_out"])
            self._write(file, container.text(document, canonical=options["canonical"]), files)
            if options["take_out"]:
                take_out(network=network, document=document)
        except Changed:
            raise CommandError(f"{network} changed while it was written, so it stays; do it again") from None
        except NoSuchNetwork:
            raise CommandError(f"there is no network {network!r}; write PROGRAMME/NETWORK, as in its address") from None
        except OSError as broken:
            raise CommandError(f"{file}: {broken.strerror or broken}") from broken

    def _check(self, file: Path | None, count: int, *, is_last: bool) -> None:
        """Files go beside the document, in a ZIP."""
        if not count or (file and file.suffix == ".zip"):
            return
        said = f"{count} files are not in JSON alone: write to a FILE with .zip at the end"
        if is_last:
            raise CommandError(said)
        print(said, file=sys.stderr)

    def _write(self, file: Path | None, data: bytes, files: Mapping[str, Path]) -> None:
        if file is None:
            self.stdout.write(data.decode(), ending="")
            return
        with container.replacing(file) as out:
            if file.suffix == ".zip":
                container.pack(out, data, files)
            else:
                out.write(data)
        print(f"wrote {file}", file=sys.stderr)
