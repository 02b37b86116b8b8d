"""Run every test: on SQLite, on PostgreSQL, in a browser; say in one line what was skipped and how to get it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import chromium, machine, postgres  # noqa: E402

JOURNEYS = "tests/journeys"  # all that needs a browser; collecting the rest for it takes longer than some of its tests
# What no database can change: the cellar has none, and the house looks at code.
UNCHANGED = [
    "tests/house",
    *(f"src/akker/{room}" for room in ("compose", "documents", "handbooks", "smallgroups")),
]
# Every page, form and step in turn: on PostgreSQL they are asked by scripts/trust.py.
SWEEPS = [
    "src/akker/journey/tests/test_every_handbook.py",
    *(f"src/akker/web/tests/test_{what}.py" for what in ("every_form", "queries", "markup", "fit_notes")),
]
# More workers than the two processors of CI: a test waits for disk, database, page or mail.
PARTS: dict[str, tuple[Callable[[], str], list[str]]] = {
    "SQLite": (lambda: "", ["-n", "3", "-m", "not browser and not postgres", f"--ignore={JOURNEYS}"]),
    "PostgreSQL": (
        postgres.missing,
        [
            *("-n", "3", "-m", "not browser", "--database=postgres"),
            *(f"--ignore={each}" for each in (JOURNEYS, *UNCHANGED, *SWEEPS)),
        ],
    ),
    "browser": (chromium.missing, ["-n", "4", "--dist=loadfile", "-m", "browser", JOURNEYS]),
}
CLOSING = re.compile(r"^=+ .* in [\d.]+s.* =+$")
COUNT = re.compile(r"(\d+) (failed|passed|skipped|deselected|xfailed|xpassed|warnings?|errors?)\b")


def run(options: list[str]) -> tuple[int, str]:
    """Exit code and closing line of one run of pytest; what it prints is passed on as it comes."""
    command = [sys.executable, "-m", "pytest", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    closing = ""
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = line.strip() if CLOSING.match(line.strip()) else closing
    return process.returncode, closing


def total(closings: list[str], seconds: float) -> str:
    """One closing line for all runs together, in the form pytest gives it."""
    counts = Counter[str]()
    for number, outcome in (found for closing in closings for found in COUNT.findall(closing)):
        counts[outcome] += int(number)
    text = ", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "no tests ran"
    return f" {text} in {seconds:.2f}s ".center(80, "=")


def main() -> int:
    began = time.monotonic()
    codes, closings, lines = [], [], []
    for part, (missing, options) in PARTS.items():
        print(f"\n--- {part}", flush=True)
        if why := missing():
            lines.append(f"Skipped: {part} tests. To get them: {why}")
            continue
        code, closing = run(options)
        codes.append(code)
        closings.append(closing)
        lines += [f"{part}:", closing]
    skipped = len(codes) < len(PARTS)
    print("", *lines, "All together:", total(closings, time.monotonic() - began), sep="\n")
    return max(codes) or int(skipped and machine.on_ci())


if __name__ == "__main__":
    sys.exit(main())
