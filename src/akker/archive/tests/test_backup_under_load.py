"""A backup is made while people work, from either database into either."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server import Server, place
from tests.trust import FULL, times

BEFORE = times(20, 200)  # people brought in before the backup begins, and more while it is made
postgres, sqlite = pytest.mark.postgres, pytest.mark.sqlite
KINDS = [pytest.param("sqlite", marks=sqlite), pytest.param("postgres", marks=postgres)]
ACROSS = [("sqlite", "postgres"), ("postgres", "sqlite"), ("postgres", "postgres")]  # the first stands for all


def people(scenario: str) -> set[str]:
    return {person.get("name", "") for person in json.loads(scenario)["people"]}


class Writers:
    """People at work in a place, in a process of their own."""

    def __init__(self, where: Server) -> None:
        command = [sys.executable, "-m", "akker.archive.tests.writers"]
        env = {**where.env, "DJANGO_SETTINGS_MODULE": "akker.web.settings"}
        self.log = (where.data / "written").open("w+")
        self.process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=self.log)

    def written(self) -> set[str]:
        """What was acknowledged until now."""
        return set(Path(self.log.name).read_text().splitlines())

    def at_work(self) -> Writers:
        until = time.monotonic() + 120
        while len(self.written()) < BEFORE and time.monotonic() < until:
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        self.process.communicate(timeout=60)
        self.log.close()


@pytest.fixture
def working(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Server, Writers]]:
    where = place(tmp_path, request.param)
    where.akker("demo", "--no-serve")
    writers = Writers(where)
    yield where, writers.at_work()
    if writers.process.poll() is None:
        writers.stop()


@pytest.mark.slow
@pytest.mark.trust(times=BEFORE)
@pytest.mark.parametrize("working", KINDS, indirect=True)
def test_a_backup_under_load_is_one_moment(working: tuple[Server, Writers], tmp_path: Path, request: Any) -> None:
    where, writers = working
    before = writers.written()
    where.akker("backup", str(tmp_path / "busy.zip"))
    during = writers.written() - before
    writers.stop()
    kind = "postgres" if "AKKER_DATABASE_URL" in where.env else "sqlite"
    again = place(tmp_path, kind)
    again.akker("restore", str(tmp_path / "busy.zip"))
    dumped = again.akker("dump", "--canonical")

    assert len(before) >= BEFORE
    assert during, "nobody could write while the backup was made"
    assert before <= people(dumped) <= people(where.akker("dump", "--canonical"))
    if FULL:  # that a scenario comes back as it went is asked of every noun in test_scenario.py
        third = place(tmp_path, kind)
        (tmp_path / "again.json").write_text(dumped)
        third.akker("migrate")
        third.akker("load", str(tmp_path / "again.json"))
        assert third.akker("dump", "--canonical") == dumped


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.parametrize(
    ("source", "target"),
    [
        *(pytest.param(*kinds, marks=postgres) for kinds in (ACROSS if FULL else ACROSS[:1])),
        *(pytest.param(*kinds, marks=sqlite) for kinds in ([("sqlite", "sqlite")] if FULL else [])),
    ],
)
def test_a_backup_goes_from_either_database_to_either(tmp_path: Path, source: str, target: str) -> None:
    here, there = place(tmp_path, source), place(tmp_path, target)
    here.akker("demo", "--no-serve")
    here.akker("backup", str(tmp_path / "all.zip"))
    there.akker("restore", str(tmp_path / "all.zip"))

    assert there.akker("dump", "--canonical") == here.akker("dump", "--canonical")
    there.akker("backup", str(tmp_path / "again.zip"))
    with pytest.raises(AssertionError, match="people are here already"):
        there.akker("restore", str(tmp_path / "again.zip"))
    with pytest.raises(AssertionError, match="is no backup of Akker"):
        place(tmp_path, target).akker("restore", __file__)
