"""A meeting keeps the time on the clock it was given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from akker.meetings import actions
from akker.meetings.models import Meeting
from akker.meetings.report.plan import grid
from akker.networks import actions as networks
from akker.networks.models import Network
from akker.networks.report import next_meeting
from akker.people import clock
from akker.people.models import Person

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
FORM = {"on": "2027-02-01", "at": "13:30", "minutes": "90", "place": "Zaal 2", "version": "0"}


def planned(network: Network, by: Person, on: str = "2027-02-01", at: str = "13:30") -> Meeting:
    actions.plan(network=network, on=date.fromisoformat(on), at=time.fromisoformat(at), by=by, now=clock.now())
    return Meeting.objects.select_related("network").get()


@pytest.mark.parametrize(
    ("on", "at", "starts_at"),
    [
        ("2027-02-01", "13:30", datetime(2027, 2, 1, 12, 30, tzinfo=UTC)),  # winter
        ("2027-07-01", "13:30", datetime(2027, 7, 1, 11, 30, tzinfo=UTC)),  # summer
        ("2027-03-28", "02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # an hour that is skipped
        ("2027-10-31", "02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # one that comes twice: the first
    ],
)
def test_wall_time_becomes_a_moment(on: str, at: str, starts_at: datetime, network: Network, piet: Person):
    assert planned(network, piet, on, at).starts_at == starts_at


@pytest.mark.parametrize("on", ["0001-01-01", "0027-02-01", "9999-12-31"])
def test_a_slip_in_the_year_is_noticed(on: str, network: Network, as_: Any):
    answer = as_("piet").post(f"{HERE}meetings/new/", FORM | {"on": on})

    assert (answer.status_code, Meeting.objects.count()) == (422, 0)


@pytest.mark.parametrize(("on", "is_told"), [("2020-01-01", True), ("2031-01-01", False)])
def test_a_day_that_has_passed_is_told(on: str, is_told: bool, network: Network, piet: Person, as_: Any):
    page = as_("piet").post(f"{HERE}meetings/new/", {**FORM, "on": on}, follow=True).content.decode()

    assert ("Deze dag is al voorbij" in page) is is_told


def test_a_meeting_keeps_its_wall_time_when_the_zone_of_the_network_changes(network: Network, lotte: Person, as_: Any):
    meeting = planned(network, lotte)
    data = {"name": "Thuis", "language": "nl", "time_zone": "Europe/London", "version": "1"}
    assert as_("lotte").post(f"{HERE}settings/", data).status_code == 302

    page = as_("lotte").get(f"{HERE}meetings/{meeting.pk}/change/").content.decode()
    as_("lotte").post(f"{HERE}meetings/{meeting.pk}/change/", {**FORM, "on": "2027-07-01", "version": "1"})

    meeting.refresh_from_db()
    assert "Europe/Amsterdam" in page
    assert (meeting.at, meeting.time_zone) == (time(13, 30), "Europe/Amsterdam")
    assert meeting.starts_at == datetime(2027, 7, 1, 11, 30, tzinfo=UTC)
    as_("lotte").post(f"{HERE}meetings/new/", FORM)
    assert Meeting.objects.exclude(pk=meeting.pk).get().starts_at == datetime(2027, 2, 1, 13, 30, tzinfo=UTC)


def test_the_next_meeting_is_the_first_that_stands(network: Network, piet: Person, as_: Any):
    for on in ("2027-03-01", "2027-02-01", "2020-01-01"):
        as_("piet").post(f"{HERE}meetings/new/", {**FORM, "on": on, "place": f"Zaal van {on}"})
    first = Meeting.objects.get(on="2027-02-01")
    assert "Zaal van 2027-02-01" in as_("piet").get(HERE).content.decode()

    as_("piet").post(f"{HERE}meetings/{first.pk}/calling-off/")

    assert "Zaal van 2027-03-01" in as_("piet").get(HERE).content.decode()
    assert as_("piet").get(f"{HERE}meetings/{first.pk}/change/").status_code == 404
    assert "afgelast" in as_("piet").get(f"{HERE}meetings/{first.pk}/").content.decode()


def test_who_is_asked_to_join_hears_of_the_next_meeting_that_is_for_everybody(network: Network, piet: Person):
    now = clock.now()
    told = {"network": network, "at": time(13, 30), "by": piet, "now": now}
    actions.plan(on=now.date() + timedelta(days=2), kind=Meeting.Kind.REFERENCE, **told)
    assert next_meeting(network) == ""

    actions.plan(on=now.date() + timedelta(days=3), place="De Hoek & Zo", **told)
    assert next_meeting(network).endswith("De Hoek & Zo")


def test_a_meeting_is_changed_only_in_its_own_network(network: Network, piet: Person, olga: Person, as_: Any):
    other = networks.start(
        programme=network.programme,
        name="Elders",
        by=olga,
        now=clock.now(),
        language="nl",
        time_zone="Europe/Amsterdam",
    )
    meeting = planned(other, olga)

    assert as_("piet").post(f"{HERE}meetings/{meeting.pk}/change/", {**FORM, "version": "1"}).status_code == 404
    assert as_("piet").post(f"{HERE}meetings/{meeting.pk}/calling-off/").status_code == 404


@pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"minutes": "1441"}, {"on": "2027-02-30"}, {"at": "25:00"}])
def test_a_time_that_cannot_be_is_refused(wrong: dict[str, str], network: Network, piet: Person, as_: Any):
    assert as_("piet").post(f"{HERE}meetings/new/", FORM | wrong).status_code == 422
    assert not Meeting.objects.exists()


def test_the_notice_that_was_agreed_is_typed_once(network: Network, lotte: Person, as_: Any):
    on, now = date(2031, 5, 6), clock.now()
    actions.plan(network=network, on=on, at=time(13, 30), by=lotte, now=now, notice_hours=24)
    days = [on + timedelta(weeks=2 * n) for n in (1, 2)]
    actions.plan_series(
        network=network, days=days, at=time(13, 30), minutes=120, place="", every="2w", by=lotte, now=now
    )

    assert set(Meeting.objects.values_list("notice_hours", flat=True)) == {24}
    assert as_("lotte").get(f"{HERE}meetings/new/").context["form"].initial["notice_hours"] == 24
    undated = actions.plan(network=network, on=None, at=None, by=lotte, now=now).target_id
    assert as_("lotte").get(f"{HERE}meetings/{undated}/change/").context["form"].initial["notice_hours"] == 24


def test_meetings_without_date_or_purpose_are_told_apart_by_their_number_in_the_plan(
    network: Network, piet: Person, as_: Any
):
    planned(network, piet)
    for purpose in ("", "Kennismaken", ""):
        actions.plan(network=network, on=None, at=None, purpose=purpose, by=piet, now=clock.now())

    page = as_("piet").get(f"{HERE}meetings/").content.decode()

    assert re.findall(r"<b>(\d) · nog geen datum</b>", page) == ["2", "4"]
    assert [column.number for column in grid(network, clock.now()).columns if not column.purpose] == [1, 2, 4]
