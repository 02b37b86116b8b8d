"""The one console command, `akker`: each subcommand is a Django command of the room that owns it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "run": "serve the pages and the worker",
    "demo": "load the example networks and serve them",
    "load": "read a scenario into this installation",
    "dump": "write this installation as a scenario",
    "routes": "list every address with its rule",
    "check": "look whether this installation is sound",
    "handbook": "look through a handbook in a folder: akker handbook check FOLDER",
    "login-link": "print a one-time sign-in address",
    "backup": "write everything to one file",
    "restore": "bring a backup back into an empty place",
    "compose": "divide people over networks, from files",
    "worker": "send mail and do the heavy work",
    "bounce": "take in a report of mail that did not arrive, from standard input",
    "migrate": "bring the database up to date",
}
CHECKED = ("check", "run")  # the others do not look the whole house over first: that takes a second
DJANGO_NAMES = {"check": "sound", "run": "run_server", "login-link": "login_link"}
# What every Django command takes; it works, and would drown our own options in the help.
UNTOLD = {"--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color"}


def usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {what}" for name, what in COMMANDS.items()]
    return "\n".join(["usage: akker COMMAND [--help]", "", *lines])


def main(arguments: list[str] | None = None) -> None:
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        raise SystemExit(0 if words else 2)
    if words[0] not in COMMANDS:
        print(f"akker: there is no command {words[0]!r}\n\n{usage()}", file=sys.stderr)
        raise SystemExit(2)
    if words[0] == "compose":
        raise SystemExit(_compose(words[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akker.web.settings")
    _run(words)


def _compose(words: list[str]) -> int:
    """Files in, a file out: it needs no installation, so none is looked for."""
    from akker.compose.command import Files, main
    from akker.documents.tables import Table, UnreadableTable, read, write_xlsx

    def write(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], title: str) -> bytes:
        return write_xlsx(Table(header, tuple(rows)), title=title)

    return main(words, Files(read, write, UnreadableTable))


def _run(words: list[str]) -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import BaseCommand, ManagementUtility
    from django.db import OperationalError, ProgrammingError

    class Utility(ManagementUtility):
        def fetch_command(self, subcommand: str) -> BaseCommand:
            command = super().fetch_command(DJANGO_NAMES.get(subcommand, subcommand))
            command.suppressed_base_arguments = UNTOLD
            if subcommand not in CHECKED:
                command.requires_system_checks = []
            return command

    try:
        Utility(["akker", *words]).execute()
    except ImproperlyConfigured as broken:
        print(f"akker: {broken}", file=sys.stderr)
        raise SystemExit(2) from None
    except (OperationalError, ProgrammingError) as broken:
        print(
            f"akker: the database does not answer as it should: {broken}\nIf it is new: akker migrate", file=sys.stderr
        )
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
