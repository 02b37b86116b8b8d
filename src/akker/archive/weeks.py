"""Move a scenario in time by whole weeks, so that every meeting keeps its weekday."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?Z)?")


def whole_weeks(anchor: date, today: date) -> timedelta:
    """How far `anchor` lies back, rounded down to whole weeks: 0 to 6 days short of `today`."""
    return timedelta(weeks=(today - anchor).days // 7)


def moved(value: Any, by: timedelta) -> Any:
    """The same document with each day and moment `by` later; a date inside a text stays."""
    if isinstance(value, dict):
        return {name: moved(inner, by) for name, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, by) for inner in value]
    match = DAY.fullmatch(value) if isinstance(value, str) else None
    return f"{date.fromisoformat(match[1]) + by}{match[2] or ''}" if match else value
