"""Meetings planned together in a rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from akker.meetings.actions.meeting import moment, notice_as_agreed
from akker.meetings.models import Meeting, Series
from akker.networks.actions import record_in, still_open
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event


@transaction.atomic
def plan_series(
    *, network: Network, days: Sequence[date], at: time, minutes: int, place: str, every: str, by: Person, now: datetime
) -> Event:
    """A meeting on each of these days; nobody is mailed."""
    still_open(network)
    series = Series.objects.create(
        programme_id=network.programme_id, network=network, every=every, planned_at=now, planned_by=by
    )
    notice = notice_as_agreed(network)
    for on in days:
        Meeting.objects.create(
            programme_id=network.programme_id, network=network, series=series, on=on, at=at, minutes=minutes,
            place=place, time_zone=network.time_zone, starts_at=moment(on, at, network.time_zone), notice_hours=notice,
        )  # fmt: skip
    return record_in(network, "meetings.series.planned", series, by, now)


@undoes("meetings.series.planned")
@transaction.atomic
def unplan_series(*, event: Event, by: Person, now: datetime) -> None:
    Series.objects.filter(pk=event.target_id).update(withdrawn_at=now)
    Meeting.objects.filter(series=event.target_id, called_off_at=None).update(called_off_at=now)
