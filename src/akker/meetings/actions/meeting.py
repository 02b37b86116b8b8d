from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from akker.journey.models import AgreementReview
from akker.meetings.actions.answer import hold, move_up
from akker.meetings.grid import FOR_A_FEW
from akker.meetings.models import AgendaBlock, Attendee, Meeting
from akker.networks.actions import still_open
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record


def moment(on: date, at: time, zone: str) -> datetime:
    """A wall time as a moment in UTC; one that the clock skips or shows twice is read as the first."""
    return datetime.combine(on, at, ZoneInfo(zone)).astimezone(UTC)


@transaction.atomic
def plan(
    *, network: Network, on: date | None, at: time | None, by: Person | None, now: datetime, minutes: int = 120,
    place: str = "", attendees: Collection[Person] = (), **details: Any,
) -> Event:  # fmt: skip
    """Set a date, or keep one open; the meeting copies the zone of its network and keeps its wall time.

    `details`: other fields of a meeting; `attendees`: whom it is for, when not for everybody.
    """
    still_open(network)
    if on and "notice_hours" not in details:
        details["notice_hours"] = notice_as_agreed(network)
    meeting = Meeting.objects.create(
        programme_id=network.programme_id, network=network, on=on, at=at, time_zone=network.time_zone,
        starts_at=moment(on, at, network.time_zone) if on and at else None, minutes=minutes, place=place, **details,
    )  # fmt: skip
    _name(meeting, attendees)
    return _record(meeting, "meetings.meeting.planned", by, now)


@transaction.atomic
def move(
    *, meeting: Meeting, on: date | None, at: time | None, minutes: int, place: str, by: Person, now: datetime,
    seen: int, attendees: Collection[Person] | None = None, **details: Any,
) -> Event:  # fmt: skip
    """Move a meeting to another time or place, or change what else is said of it. Nobody is mailed by it.

    When there are more places, those who wait move up; what waits for this meeting waits for its new day.
    Raises: Stale.
    """
    still_open(meeting.network)
    was = meeting.on
    starts_at = moment(on, at, meeting.time_zone) if on and at else None
    meeting.revise(seen=seen, on=on, at=at, minutes=minutes, place=place, starts_at=starts_at, **details)
    if attendees is not None:
        Attendee.objects.filter(meeting=meeting).delete()
        _name(meeting, attendees)
    if on and on != was:
        _take_along(meeting, was, on)
    if starts_at and starts_at > now:
        move_up(meeting=hold(meeting), now=now)
    return _record(meeting, "meetings.meeting.moved", by, now)


def _take_along(meeting: Meeting, was: date | None, on: date) -> None:
    """Working agreements that stand on its agenda are asked about from the day on which it looks at them."""
    parts = AgendaBlock.objects.standing().filter(meeting=meeting).values("at")
    waiting = AgreementReview.objects.standing().filter(network=meeting.network, way=AgreementReview.Way.MEETING)
    waiting.filter(look_on=was, at__in=parts).update(look_on=on)


def notice_as_agreed(network: Network) -> int | None:
    """The hours of notice that the newest meeting with any tells, so that nobody types them for each; one query."""
    told = network.meetings.standing().filter(notice_hours__isnull=False).order_by("-pk")
    return told.values_list("notice_hours", flat=True).first()


def _name(meeting: Meeting, attendees: Collection[Person]) -> None:
    """Whom it is for."""
    Attendee.objects.bulk_create(
        Attendee(programme_id=meeting.programme_id, meeting=meeting, person=person) for person in attendees
    )


def keep_for_some(person: Person) -> None:
    """Before `person` is forgotten: a meeting for them alone stays one for those who are named, which is nobody yet.

    Otherwise it would be for the whole core, whom nobody asked. Who has its form open sees that it changed.
    """
    others = Attendee.objects.filter(meeting=OuterRef("pk")).exclude(person=person)
    theirs = Meeting.objects.filter(attendees__person=person).exclude(kind__in=FOR_A_FEW)
    alone = theirs.exclude(Exists(others)).values_list("pk", flat=True)
    Meeting.objects.filter(pk__in=list(alone)).update(kind=Meeting.Kind.SUBGROUP, version=F("version") + 1)


@transaction.atomic
def call_off(*, meeting: Meeting, by: Person, now: datetime) -> Event:
    still_open(meeting.network)
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=now)
    return _record(meeting, "meetings.meeting.called_off", by, now)


@undoes("meetings.meeting.called_off")
@transaction.atomic
def call_on(*, event: Event, by: Person, now: datetime) -> None:
    Meeting.objects.filter(pk=event.target_id).update(called_off_at=None)


@undoes("meetings.meeting.planned")
@transaction.atomic
def unplan(*, event: Event, by: Person, now: datetime) -> None:
    Meeting.objects.filter(pk=event.target_id).update(called_off_at=now)


def _record(meeting: Meeting, verb: str, by: Person | None, now: datetime) -> Event:
    network = meeting.network
    return record(programme=network.programme_id, network=network.pk, verb=verb, target=meeting, by=by, now=now)
