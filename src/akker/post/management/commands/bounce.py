"""Takes in a delivery report; a mail server pipes it here."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from akker.people import clock
from akker.post import actions


class Command(BaseCommand):
    help = "Read one delivery report (a mail) from standard input and mark the address that refused our mail."

    def handle(self, **options: Any) -> None:
        mail = actions.bounce(message=sys.stdin.buffer.read(), now=clock.now())
        self.stdout.write(f"refused: {mail.address}" if mail else "not a report about a mail of ours")
