"""A meeting as a calendar program reads it (RFC 5545, RFC 5546). It computes, and asks no database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
MADE_BY = "-//Akker//Meetings//EN"
CHANGE = time(1)  # UTC at which all of the European Union changes the clock
BEFORE = timedelta(minutes=1)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")  # a line break is told in another way


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting in a calendar. Wall time in `zone`; `minutes` long; `stamp` (UTC) says when this was told."""

    uid: str
    sequence: int
    on: date
    at: time
    zone: str
    minutes: int
    summary: str
    stamp: datetime
    description: str = ""
    location: str = ""
    link: str = ""
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """The one person a request goes to, so that nobody learns the address of another."""

    name: str
    address: str
    is_required: bool


def request(entry: Entry, organizer: tuple[str, str], attendee: Attendee) -> str:
    """The calendar part of one mail: an invitation or its update, or a cancellation. `organizer`: name and address."""
    method = CANCEL if entry.is_off else REQUEST
    event = _event(entry)
    event.add("organizer", _address(*organizer))
    person = _address(attendee.name, attendee.address)
    person.params["ROLE"] = vText("REQ-PARTICIPANT" if attendee.is_required else "OPT-PARTICIPANT")
    person.params["PARTSTAT"] = vText("NEEDS-ACTION")
    person.params["RSVP"] = vText("FALSE")  # coming or not is said behind the link of the mail
    event.add("attendee", person)
    return _calendar(method, [event], [entry]).decode()


def feed(entries: Iterable[Entry], name: str) -> bytes:
    """All meetings of one person, for a calendar that reads along. The same entries give the same bytes."""
    given = list(entries)
    return _calendar(PUBLISH, [_event(entry) for entry in given], given, name)


def _calendar(method: str, events: list[Event], entries: list[Entry], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for zone in sorted({entry.zone for entry in entries if not _tells_utc(entry)}):
        calendar.add_component(_zone(zone))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC).replace(microsecond=0))
    begin, end = moments(entry)
    zone = UTC if _tells_utc(entry) else ZoneInfo(entry.zone)
    event.add("dtstart", begin.astimezone(zone))
    event.add("dtend", end.astimezone(zone))
    event.add("summary", _plain(entry.summary))
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    for name, value in (("description", entry.description), ("location", entry.location), ("url", entry.link)):
        if value:
            event.add(name, _plain(value))
    return event


def _plain(text: str) -> str:
    """Without what a calendar may not hold, as a word processor leaves it: one such character and nothing is read."""
    return CONTROL.sub(" ", text)


def moments(entry: Entry) -> tuple[datetime, datetime]:
    """Begin and end in UTC; a wall time that the clock skips or shows twice is read as the first."""
    begin = datetime.combine(entry.on, entry.at, ZoneInfo(entry.zone)).astimezone(UTC)
    return begin, begin + timedelta(minutes=entry.minutes)


def _address(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = vText(_plain(name))
    return person


# --- time zones ----------------------------------------------------------------------------


def _tells_utc(entry: Entry) -> bool:
    """Whether to tell it in UTC: a wall time that is not plain, or a zone whose clock has other rules than ours."""
    zone = ZoneInfo(entry.zone)
    walls = [moment.astimezone(zone) for moment in moments(entry)]
    is_plain = all(_is_plain(wall) for wall in (*walls, datetime.combine(entry.on, entry.at, zone)))
    return not is_plain or not all(_keeps_the_rule(zone, wall.year) for wall in walls)


def _is_plain(wall: datetime) -> bool:
    """Neither skipped nor shown twice by the clock."""
    return wall.utcoffset() == wall.replace(fold=1 - wall.fold).utcoffset()


def last_sunday(year: int, month: int) -> date:
    """Of March or October, months of 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _keeps_the_rule(zone: ZoneInfo, year: int) -> bool:
    """Whether in `year` the clock goes an hour ahead and back as in the European Union."""
    winter = _offset(zone, datetime(year, 1, 1, tzinfo=UTC))
    spring, autumn = (datetime.combine(last_sunday(year, month), CHANGE, UTC) for month in (3, 10))
    ahead = winter + timedelta(hours=1)
    told = [spring - BEFORE, spring, autumn - BEFORE, autumn, datetime(year, 12, 31, 23, tzinfo=UTC)]
    return [_offset(zone, moment) for moment in told] == [winter, ahead, ahead, winter, winter]


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _zone(name: str) -> Timezone:
    """The short form: the last Sunday of March and of October, since the year the European Union agreed on it."""
    zone = ZoneInfo(name)
    year = 1996
    spring, autumn = (datetime.combine(last_sunday(year, month), CHANGE, UTC) for month in (3, 10))
    told = Timezone()
    told.add("tzid", name)
    for part, moment, month in ((TimezoneDaylight(), spring, 3), (TimezoneStandard(), autumn, 10)):
        before, after = _offset(zone, moment - BEFORE), _offset(zone, moment)
        part.add("dtstart", (moment + before).replace(tzinfo=None))  # on the clock as it was until then
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", moment.astimezone(zone).tzname() or name)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        told.add_component(part)
    return told
