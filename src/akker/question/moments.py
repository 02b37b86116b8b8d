"""When to ask again how the indicators stand. No database."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def ask_on(starts_on: date | None, ends_on: date | None) -> dict[str, tuple[date, ...]]:
    """Moment -> its day; "after" has two, between which to ask. Empty for what the dates do not tell."""
    days: dict[str, tuple[date, ...]] = {}
    if starts_on:
        days["start"] = (starts_on,)
    if starts_on and ends_on and starts_on <= ends_on:
        days["halfway"] = (starts_on + (ends_on - starts_on) / 2,)
    if ends_on:
        days |= {"end": (ends_on,), "after": (later(ends_on, 3), later(ends_on, 6))}
    return days


def later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due(days: dict[str, tuple[date, ...]], today: date) -> str:
    """The moment whose day came last; "" before the first."""
    come = [moment for moment, when in days.items() if when[0] <= today]
    return come[-1] if come else ""
