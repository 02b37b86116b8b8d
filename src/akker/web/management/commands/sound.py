from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from akker.handbooks.reader import check, shelf
from akker.networks.models import Network
from akker.programmes.models import UploadedPack, shelves
from akker.web import settings as names

FOR_TESTS = {"AKKER_CI", "AKKER_TEST_POSTGRES"}


class Command(BaseCommand):
    help = "Look whether this installation is sound: settings, database, handbooks, folders. Exits 1 when it is not."

    def handle(self, **options: Any) -> None:
        faults = list(faults_found())
        call_command("check", deploy=False, stdout=sys.stderr if faults else self.stdout)
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Sound: settings, database, handbooks and folders.")


def faults_found() -> list[str]:
    return [*_settings(), *_database(), *_handbooks(), *_folders()]


def _settings() -> list[str]:
    """Names in the environment that nothing reads: a setting written wrong keeps its default in silence."""
    known = set(re.findall(r'"(AKKER_[A-Z_]+)"', Path(names.__file__).read_text())) | FOR_TESTS
    return [
        f"There is no setting {name}." for name in sorted(os.environ) if name.startswith("AKKER_") and name not in known
    ]


def _database() -> list[str]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"The database lacks {len(missing)} migrations; run `akker migrate`."] if missing else []


def _handbooks() -> list[str]:
    known = shelf(*shelves())
    faults = [str(fault) for folder in known.values() for fault in check(folder)]
    if _database():
        return faults
    pinned = set(Network.objects.exclude(handbook__in=known).values_list("handbook", "programme"))
    brought = {(pack.pin, pack.programme_id) for pack in UploadedPack.objects.defer("pages")}
    return faults + [f"A network is pinned to {pin}, which no shelf holds." for pin, _home in sorted(pinned - brought)]


def _folders() -> list[str]:
    return [] if os.access(settings.DATA, os.W_OK) else [f"AKKER_DATA={settings.DATA} cannot be written to."]
