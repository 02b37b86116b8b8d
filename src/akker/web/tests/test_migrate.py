"""A new database gets its tables at once, and they are those that the migrations would have made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import Server, place
from tests.trust import FULL


def tables(where: Server) -> str:
    env = {**where.env, "DJANGO_SETTINGS_MODULE": "akker.web.settings"}
    command = [sys.executable, "-m", "akker.web.tests.tables"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


KINDS = [pytest.param("sqlite", marks=pytest.mark.sqlite), pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.parametrize("kind", KINDS if FULL else KINDS[:1])
def test_the_quick_way_ends_where_the_walk_ends(tmp_path: Path, kind: str):
    quick, walked = place(tmp_path, kind), place(tmp_path, kind)
    quick.akker("migrate")
    walked.akker("migrate", "--fake-initial")

    assert tables(quick) == tables(walked)
    assert "No migrations to apply" in quick.akker("migrate")
    assert "No migrations to apply" in walked.akker("migrate")
