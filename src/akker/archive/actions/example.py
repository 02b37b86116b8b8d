from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from akker.archive.actions.load import load
from akker.archive.container import Parcel, parse
from akker.archive.weeks import moved, whole_weeks
from akker.people.models import Person

FOLDER = Path(__file__).parents[1] / "demo"
ANCHOR = date(2026, 11, 20)  # the day on which the documents of the demo are told


def example() -> dict[str, Any]:
    """The demo as one document: its files in order of their names, list by list."""
    lists: dict[str, list[Any]] = defaultdict(list)
    for file in sorted(FOLDER.glob("*.json")):
        for name, rows in parse(file.read_bytes()).items():
            lists[name] += rows if isinstance(rows, list) else []
    return {**lists, "akker": 1}


def load_example(*, today: date) -> bool:
    """Read the demo in as if it had been written this week; False when people are here already."""
    if Person.objects.exists():
        return False
    load(Parcel(moved(example(), whole_weeks(ANCHOR, today))))
    return True
