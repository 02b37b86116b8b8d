"""Dates in a rhythm: read from how people say it, and counted on. It computes, and asks no database."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEK, MONTH = "w", "m"
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "other": 2,
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8, "andere": 2,
    "tweede": 2, "derde": 3, "vierde": 4, "second": 2, "third": 3, "fourth": 4,
    "anden": 2, "tredje": 3, "fjerde": 4, "sjette": 6, "ottende": 8, "to": 2, "tre": 3,
    "fire": 4, "fem": 5, "seks": 6, "otte": 8,
}  # fmt: skip
WEEKS = re.compile(r"\bwe(?:ek|ken)|\bweeks?\b|\buger?\b|\bwekelijks|\bweekly|\bugentlig", re.IGNORECASE)
MONTHS = re.compile(r"maand|\bmonth|måned", re.IGNORECASE)
SATURDAY, DAYS = 5, 7  # of a week that begins on Monday
OF_THE_MONTH = re.compile(r"(?:van|in) de maand|i måneden|of the month", re.IGNORECASE)
WEEKDAYS = re.compile(
    r"\b(?:elke|iedere|every|hver)\b.*(?:maan|dins|woens|donder|vrij)dag|\b(?:every|hver)\b.*"
    r"(?:mon|tues|wednes|thurs|fri|man|tirs|ons|tors|fre)da[yg]", re.IGNORECASE,
)  # fmt: skip
HOLIDAYS = frozenset(((12, 24), (12, 25), (12, 26), (12, 31), (1, 1)))  # proposed to nobody, by month and day
ON_THE_SAME = 4  # weeks: a fifth Monday is the last one in a month without it


def read(text: str) -> str:
    """The rhythm that `text` tells, as "2w" or "1m"; empty when it tells none that we know."""
    said = text.lower()
    count = next((int(word) for word in re.findall(r"\d+", said)), 0)
    count = count or next((NUMBERS[word] for word in re.findall(r"\w+", said) if word in NUMBERS), 1)
    if OF_THE_MONTH.search(said) or MONTHS.search(said) and count == 1:
        return "1m"
    if MONTHS.search(said):
        return f"{count * 4}w" if count == 2 else ""
    if re.search(r"tweewekelijks|fortnight|hver anden uge|om de week", said):
        return "2w"
    return f"{count}w" if (WEEKS.search(said) or WEEKDAYS.search(said)) and count in (1, 2, 3, 4, 6, 8) else ""


def dates(first: date, every: str, count: int) -> list[date]:
    """`count` days from `first` on: so many weeks apart, or each month on the same weekday ("the second Tuesday").

    Raises: ValueError for a rhythm that is none.
    """
    number, unit = int(every[:-1]), every[-1]
    if unit == WEEK:
        return [first + timedelta(weeks=number * n) for n in range(count)]
    if unit == MONTH:
        return [_month_on(first, number * n) for n in range(count)]
    raise ValueError(every)


def proposed(first: date, every: str, count: int) -> list[date]:
    """As `dates`, passing over the holidays at the turn of the year; later days take their place."""
    days = dates(first, every, 2 * count + 1)  # two in a row are holidays at most
    return [day for day in days if (day.month, day.day) not in HOLIDAYS][:count]


def workday(day: date) -> date:
    """`day`, or the Monday after it when it is in a weekend."""
    return day + timedelta(days=DAYS - day.weekday() if day.weekday() >= SATURDAY else 0)


def _month_on(first: date, months: int) -> date:
    """The day in a later month with the same weekday and the same turn in its month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    opening = date(year, month + 1, 1)
    turn = min((first.day - 1) // 7, ON_THE_SAME - 1) if first.day <= 28 else ON_THE_SAME
    day = opening + timedelta(days=(first.weekday() - opening.weekday()) % 7 + 7 * turn)
    return day if day.month == opening.month else day - timedelta(weeks=1)
