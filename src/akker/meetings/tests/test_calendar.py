"""What a calendar program is told agrees with the clock, read by two parsers that know nothing of each other."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from akker.meetings import ics, rhythm, weighing

ZONES = ("Europe/Amsterdam", "Europe/Copenhagen", "Europe/London", "Europe/Helsinki", "America/New_York", "UTC")
STAMP = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ORGANIZER = ("Akker", "akker@example.org")
PIET = ics.Attendee("Piet, de Vries", "piet@example.org", is_required=True)


def entry(on: date, at: time, zone: str = "Europe/Amsterdam", minutes: int = 120, **more: object) -> ics.Entry:
    told = {"uid": "m1@akker", "sequence": 0, "summary": "Dementie thuis", "stamp": STAMP, **more}
    return ics.Entry(on=on, at=at, zone=zone, minutes=minutes, **told)  # type: ignore[arg-type]


def _by_icalendar(text: str) -> tuple[datetime, datetime]:
    event = next(iter(icalendar.Calendar.from_ical(text).walk("VEVENT")))
    return event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)


def _by_vobject(text: str) -> tuple[datetime, datetime]:
    event = vobject.readOne(text).vevent
    return event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)


def _around_a_change(dice: random.Random) -> tuple[date, time]:
    year = dice.randrange(2026, 2036)
    sunday = ics.last_sunday(year, dice.choice((3, 10)))
    moment = datetime.combine(sunday, time()) + timedelta(minutes=15 * dice.randrange(-96, 192))
    return moment.date(), moment.time()


def test_five_hundred_meetings_around_changes_of_the_clock_agree_with_it() -> None:
    dice = random.Random(6)
    wrong = []
    for _n in range(500):
        (on, at), zone, minutes = _around_a_change(dice), dice.choice(ZONES), dice.choice((45, 90, 120, 480))
        starts_at = datetime.combine(on, at, ZoneInfo(zone)).astimezone(UTC)
        told = ics.request(entry(on, at, zone, minutes), ORGANIZER, PIET)
        wanted = starts_at, starts_at + timedelta(minutes=minutes)
        if not _by_icalendar(told) == _by_vobject(told) == wanted:
            wrong.append((on, at, zone, minutes, _by_icalendar(told), _by_vobject(told), wanted))
    assert wrong == []


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Copenhagen"])
@pytest.mark.parametrize(
    ("on", "at", "moment"),
    [
        (date(2027, 3, 28), time(1, 59), "2027-03-28T00:59Z"),  # the last minute of winter
        (date(2027, 3, 28), time(2, 30), "2027-03-28T01:30Z"),  # an hour that is skipped
        (date(2027, 3, 28), time(3, 0), "2027-03-28T01:00Z"),  # the first minute of summer
        (date(2027, 10, 31), time(1, 59), "2027-10-30T23:59Z"),
        (date(2027, 10, 31), time(2, 30), "2027-10-31T00:30Z"),  # an hour that comes twice: the first
        (date(2027, 10, 31), time(3, 0), "2027-10-31T02:00Z"),  # winter again
    ],
)
def test_both_edges_of_summer_time(on: date, at: time, moment: str, zone: str) -> None:
    told = ics.request(entry(on, at, zone, 30), ORGANIZER, PIET)

    wanted = datetime.fromisoformat(moment.replace("Z", "+00:00"))
    assert _by_icalendar(told)[0] == _by_vobject(told)[0] == wanted


def test_a_request_says_who_asks_and_names_one_person() -> None:
    told = ics.request(entry(date(2027, 2, 1), time(13, 30), location="Zaal 2; boven"), ORGANIZER, PIET)
    event = vobject.readOne(told).vevent

    assert "METHOD:REQUEST\r\n" in told
    assert [line.value for line in event.attendee_list] == ["mailto:piet@example.org"]
    assert event.attendee.params["ROLE"] == ["REQ-PARTICIPANT"]
    assert event.organizer.value == "mailto:akker@example.org"
    assert (event.uid.value, event.sequence.value, event.location.value) == ("m1@akker", "0", "Zaal 2; boven")
    assert "BEGIN:VTIMEZONE" in told
    assert "RDATE" not in told


def test_who_is_welcome_but_not_needed_is_told_so() -> None:
    ringo = ics.Attendee("Ringo", "ringo@example.org", is_required=False)
    event = vobject.readOne(ics.request(entry(date(2027, 2, 1), time(13, 30)), ORGANIZER, ringo)).vevent

    assert event.attendee.params["ROLE"] == ["OPT-PARTICIPANT"]


def test_a_cancellation_keeps_its_name_and_goes_up() -> None:
    off = entry(date(2027, 2, 1), time(13, 30), sequence=2, is_off=True)
    event = vobject.readOne(told := ics.request(off, ORGANIZER, PIET)).vevent

    assert "METHOD:CANCEL\r\n" in told
    assert (event.uid.value, event.sequence.value, event.status.value) == ("m1@akker", "2", "CANCELLED")


def test_a_feed_says_the_same_twice() -> None:
    entries = [entry(date(2027, month, 1), time(13, 30), uid=f"m{month}") for month in (2, 7)]
    told = ics.feed(entries, "Akker")

    assert told == ics.feed(entries, "Akker")
    assert len(list(vobject.readOne(told.decode()).vevent_list)) == 2


@pytest.mark.parametrize(
    ("said", "every"),
    [
        ("Elke twee weken op donderdag", "2w"), ("wekelijks", "1w"), ("om de 6 weken", "6w"), ("Maandelijks", "1m"),
        ("hver anden uge", "2w"), ("hver tredje uge", "3w"), ("every month", "1m"), ("weekly", "1w"),
        ("Hver tredje tirsdag formiddag", "3w"), ("elke donderdag", "1w"), ("Every other Friday", "2w"),
        ("elke tweede dinsdag van de maand", "1m"), ("hver anden tirsdag i måneden", "1m"), ("op dinsdag", ""),
        ("vier keer per jaar", ""), ("", ""), ("om de vijf weken", ""),
    ],
)  # fmt: skip
def test_a_rhythm_is_read_as_people_say_it(said: str, every: str) -> None:
    assert rhythm.read(said) == every


def test_every_month_on_the_same_weekday() -> None:
    assert [day.isoformat() for day in rhythm.dates(date(2027, 1, 12), "1m", 3)] == [
        "2027-01-12", "2027-02-09", "2027-03-09",
    ]  # fmt: skip
    assert rhythm.dates(date(2027, 1, 29), "1m", 2)[1] == date(2027, 2, 26)  # the fifth Friday is the last one


@pytest.mark.parametrize(("day", "becomes"), [(11, 11), (15, 15), (16, 18), (17, 18)])  # Monday, Friday, the weekend
def test_no_day_is_proposed_in_a_weekend(day: int, becomes: int) -> None:
    assert rhythm.workday(date(2027, 1, day)) == date(2027, 1, becomes)


def _tally(*voices: tuple[bool, str]) -> tuple[list[weighing.Tally], list[weighing.Voice]]:
    """Each voice answers two slots with two letters out of y, m, n; a dash says nothing."""
    words = {"y": "yes", "m": "maybe", "n": "no"}
    keys = ["a", "b"]
    people = [
        weighing.Voice(f"p{n}", needed, {key: words[way] for key, way in zip(keys, said, strict=True) if way in words})  # type: ignore[misc]
        for n, (needed, said) in enumerate(voices)
    ]
    slots = [(key, STAMP + timedelta(days=n)) for n, key in enumerate(keys)]
    return weighing.tally(slots, people), people  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("voices", "best", "is_clear"),
    [
        ([(False, "yn"), (False, "yy")], "a", True),
        ([(False, "yy"), (False, "yy")], "a", True),  # all can at both: the earlier
        ([(False, "yn"), (False, "ny")], "a", False),  # as good as each other
        ([(True, "ny"), (False, "yn"), (False, "yn")], "b", True),  # who is needed decides
        ([(True, "nn"), (False, "yn"), (False, "yn")], "a", False),  # and is missed
        ([(True, "--"), (False, "yn"), (False, "yn")], "a", False),  # or has not answered
        ([(False, "yn"), (False, "--"), (False, "--")], "a", False),  # too few answered
        ([(False, "nn"), (False, "nn")], "a", False),
    ],
)
def test_a_poll_is_clear_only_when_nobody_needs_to_be_asked(
    voices: list[tuple[bool, str]], best: str, is_clear: bool
) -> None:
    tallies, people = _tally(*voices)

    assert weighing.best(tallies)[0].slot == best
    assert weighing.is_clear(tallies, people) == is_clear


def test_what_was_typed_stays_within_its_line_and_holds_nothing_that_no_calendar_reads() -> None:
    evil = 'Piet "P"\r\nATTENDEE:mailto:x@evil.example\x0b\x1f\u2028X:1\rEND:VCALENDAR'
    told = ics.request(
        entry(date(2027, 1, 5), time(13, 30), summary=evil, description=evil, location=evil),
        ORGANIZER, ics.Attendee(evil, "piet@example.org", is_required=True),
    )  # fmt: skip

    names = [line.partition(":")[0].partition(";")[0] for line in told.replace("\r\n ", "").split("\r\n")]

    assert (names.count("ATTENDEE"), names.count("X"), names.count("END")) == (1, 0, 5)
    assert {"\x0b", "\x1f", "\u2028", "\x85"}.isdisjoint(told)
    assert len(told.splitlines()) == told.count("\r\n")
    assert str(vobject.readOne(told).vevent.attendee.value) == "mailto:piet@example.org"
