"""Working agreements as they are looked at again: when next, and in which meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

from akker.journey.models import AgreementSheet
from akker.meetings.models import Meeting
from akker.networks.models import Network
from akker.people import clock

NOT_OF_ALL = (Meeting.Kind.SUBGROUP, Meeting.Kind.REFERENCE)


def next_meeting(network: Network) -> Meeting | None:
    """The next one for everybody; one query."""
    found: Meeting | None = network.meetings.to_come(clock.now()).exclude(kind__in=NOT_OF_ALL).first()
    return found


def as_long_again(sheet: AgreementSheet, today: date) -> date | None:
    """A day to propose: as far from now as the group chose at first; None when it chose none."""
    if sheet.review_on is None:
        return None
    since = sheet.review_on - sheet.at.astimezone(sheet.network.zone).date()
    return today + since if since.days > 0 else None


def part(sheet: AgreementSheet | None, title: str) -> dict[str, Any]:
    """The values of a part of an agenda in which they are read and talked about."""
    return {"title": title, "minutes": 15, "mode": "talk", "note": sheet.text[:2000] if sheet else ""}
