"""What people trust us with: tried small in every run, and in full under `make trust`, which writes docs/trust.md.

TURNS = times(30, 200)


@pytest.mark.trust(times=TURNS)
def test_something(record_property):
    for _turn in range(TURNS): ...
    record_property("measured", "118 CPU ms")  # shown in the table
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import hypothesis
import pytest

FULL = os.environ.get("AKKER_TRUST") == "full"
EXAMPLES = 1000  # of each property, in full


def times(few: int, many: int) -> int:
    """How often to try: `few` times in every run, `many` in full."""
    return many if FULL else few


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trust-log", metavar="FILE", help="write what came of the tests marked trust")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.register_profile("full", deadline=None, derandomize=True, max_examples=EXAMPLES)
    if FULL:
        hypothesis.settings.load_profile("full")
    if (file := config.getoption("trust_log")) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Log(Path(file)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if mark := item.get_closest_marker("trust"):
        usual = hypothesis.settings.default.max_examples if _is_property(item) else 1  # type: ignore[union-attr]
        item.user_properties.append(("times", mark.kwargs.get("times", usual)))


def _is_property(item: pytest.Item) -> bool:
    return hypothesis.is_hypothesis_test(getattr(item, "function", None))


class _Log:
    """Keeps one line per test that is marked; told by each worker to the one who started them."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if "times" in told and (report.when == "call" or report.outcome != "passed"):
            line = {"test": report.nodeid, "outcome": report.outcome, "times": told["times"]}
            with self.file.open("a") as lines:
                lines.write(json.dumps(line | {"measured": told.get("measured", "")}) + "\n")
