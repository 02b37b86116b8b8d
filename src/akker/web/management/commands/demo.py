from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from akker.archive.actions import load_example
from akker.people import clock
from akker.people.models import Person


class Command(BaseCommand):
    help = "Load the example networks, when nobody is here yet, and serve them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only load the examples")

    def handle(self, *, no_serve: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("the demo lets anybody in; it is refused when AKKER_PRODUCTION=True")
        call_command("migrate", verbosity=0)
        is_new = load_example(today=clock.now().date())
        self.stdout.write(
            "The example networks are here." if is_new else "People are here already; nothing was loaded."
        )
        if no_serve:
            return
        self.stdout.write(f"Sign in at {settings.ADDRESS} as one of:")
        for person in Person.objects.cast():
            self.stdout.write(f"  {person.name:20} {person.email}")
        self.stdout.flush()
        # A fresh process, so that every setting knows it serves a demo.
        os.execve(  # noqa: S606 - our own interpreter, no shell
            sys.executable, [sys.executable, "-m", "akker.web.cli", "run"], {**os.environ, "AKKER_DEMO": "True"}
        )  # fmt: skip
