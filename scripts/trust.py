"""Run in full what people trust us with; write docs/trust.md: each test, how often tried, what came of it.

scripts/trust.py [PART ...] [-k WORDS]     # all parts, or those named; all tests, or those pytest finds by WORDS

What came of a part is kept in var/trust, so they can be asked one by one, whenever a machine is quiet; with -k
only the tests that were asked are told anew.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import chromium, postgres  # noqa: E402

MARKED = "trust and not browser"
PARTS = {
    "SQLite": (lambda: "", ["-n", "2", "-m", f"{MARKED} and not postgres"]),
    "PostgreSQL": (postgres.missing, ["-n", "2", "-m", MARKED, "--database=postgres", "--ignore=tests/house"]),
    "browser": (chromium.missing, ["-m", "trust and browser"]),
}
INTRO = """# What people trust us with

Made by `make trust`. These tests run small in every run of the tests and here in full: more turns, a thousand cases of
each property, every page in every language on both widths. *Cases* are what a test is told with, such as each address;
*times* is how often each case was tried.

{parts}
"""
KEPT = ROOT / "var/trust"
Line = dict[str, Any]


def run(options: list[str], file: Path) -> list[Line]:
    """What came of each marked test; pytest prints as it goes, and keeps each line as it comes."""
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", f"--trust-log={file}", *options]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "AKKER_TRUST": "full"}, check=False)
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def name(line: Line) -> str:
    """The test without the case it was told with."""
    return str(line["test"].partition("[")[0])


def keep(part: str, told: list[Line], words: str) -> None:
    """Put what came of a part where it is kept; with `words`, the tests that were not asked stay as they were."""
    file, today = KEPT / f"{part}.json", datetime.now(UTC).date()
    when = f"{today} (load {os.getloadavg()[2]:.1f} on {os.cpu_count()} processors)"
    if words:
        before = json.loads(file.read_text()) if file.exists() else {"when": "in part", "lines": []}
        asked = {name(line) for line in told}
        told = [line for line in before["lines"] if name(line) not in asked] + told
        when = f"{before['when'].partition('; some')[0]}; some again on {today}"
    file.write_text(json.dumps({"when": when, "lines": told}))


def outcome(lines: list[Line]) -> str:
    """Of all cases of one test: nothing, "held", or how many failed or were skipped."""
    failed = sum(line["outcome"] == "failed" for line in lines)
    skipped = sum(line["outcome"] == "skipped" for line in lines)
    if failed:
        return f"**{failed} failed**"
    return f"{skipped} skipped" if skipped == len(lines) else "held"


def row(test: str, told: dict[str, list[Line]]) -> str:
    """One line of the table: what holds, told by the name of the test, and what came of it per part."""
    words = test.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    every = [line for lines in told.values() for line in lines]
    cases = max(len(lines) for lines in told.values())
    often = max(line["times"] for line in every)
    measured = " / ".join(dict.fromkeys(line["measured"] for line in every if line["measured"]))
    parts = " | ".join(outcome(told[part]) if part in told else "" for part in PARTS)
    return f"| {words} | {cases} | {often} | {parts} | {measured} |"


def table(found: dict[str, dict[str, list[Line]]]) -> list[str]:
    """By file, in the order of the house: what is asked there."""
    lines, file = list[str](), ""
    for test in sorted(found):
        if (where := test.partition("::")[0]) != file:
            file = where
            lines += ["", f"## {where.removeprefix('src/akker/').replace('/tests/', ': ')}", ""]
            lines += ["| what holds | cases | times | " + " | ".join(PARTS) + " | measured |"]
            lines += ["| --- | ---: | ---: | " + " | ".join("---" for _part in PARTS) + " | --- |"]
        lines.append(row(test, found[test]))
    return lines


def main() -> int:
    words = argparse.ArgumentParser(description="Run in full what people trust us with; write docs/trust.md.")
    words.add_argument("parts", nargs="*", default=list(PARTS), metavar="PART", help="SQLite, PostgreSQL, browser")
    words.add_argument("-k", default="", metavar="WORDS", help="only the tests that pytest finds by these words")
    asked = words.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    found: dict[str, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    notes = list[str]()
    for part, (missing, options) in PARTS.items():
        if part in asked.parts and not (why := missing()):
            keep(part, run([*options, "-k", asked.k] if asked.k else options, KEPT / f"{part}.lines"), asked.k)
        elif part in asked.parts:
            notes.append(f"- {part} was skipped. To get it: {why}")
            continue
        if not (file := KEPT / f"{part}.json").exists():
            notes.append(f"- {part} was not asked.")
            continue
        told = json.loads(file.read_text())
        notes.append(f"- {part}: {told['when']}")
        for line in told["lines"]:
            found[name(line)][part].append(line)
    text = [INTRO.format(parts="\n".join(notes)), *table(found), ""]
    (ROOT / "docs/trust.md").write_text("\n".join(text))
    print("\n".join([*notes, "docs/trust.md is written"]))
    return int(not found or any("failed**" in line for line in text))


if __name__ == "__main__":
    sys.exit(main())
