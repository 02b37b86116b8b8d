"""The calendar of one person behind a secret address that can be taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import vobject
from django.test import Client

from akker.meetings import actions
from akker.meetings.models import CalendarFeed, Meeting
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.trust]


def planned(network: Network, by: Person, **more: Any) -> Meeting:
    on = clock.now() + timedelta(days=7)
    event = actions.plan(network=network, on=on.date(), at=on.time(), by=by, now=clock.now(), **more)
    return Meeting.objects.get(pk=event.target_id)


def address(client: Client) -> str:
    page = client.post("/me/calendar/address/", {"way": "make"}).content.decode()
    return re.search(r"/calendar/[\w-]{43}\.ics", page)[0]  # type: ignore[index]


def summaries(path: str) -> list[str]:
    calendar = vobject.readOne(Client().get(path).content.decode())
    return [event.summary.value for event in getattr(calendar, "vevent_list", [])]


def test_it_shows_my_meetings_and_those_of_a_few_only_to_them(
    network: Network, lotte: Person, piet: Person, as_: Any
) -> None:
    planned(network, lotte, purpose="Allen")
    planned(network, lotte, purpose="Een paar", kind="subgroup", attendees=[lotte])
    planned(network, lotte, purpose="Zij alleen", attendees=[lotte])
    off = planned(network, lotte, purpose="Toch niet")
    actions.call_off(meeting=off, by=lotte, now=clock.now())
    other = networks.start(
        programme=network.programme, name="Elders", by=lotte, now=clock.now(), language="nl", time_zone="UTC"
    )
    planned(other, lotte, purpose="Ver weg")

    assert summaries(address(as_("piet"))) == ["Dementie thuis: Allen"]
    assert sorted(summaries(address(as_("lotte")))) == [
        "Dementie thuis: Allen", "Dementie thuis: Een paar", "Dementie thuis: Zij alleen", "Elders: Ver weg",
    ]  # fmt: skip


def test_it_says_nothing_new_when_nothing_is(network: Network, lotte: Person, as_: Any) -> None:
    meeting = planned(network, lotte)
    path = address(as_("lotte"))
    first = Client().get(path)

    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (first["Content-Type"], again.status_code, again.content) == ("text/calendar; charset=utf-8", 304, b"")
    Meeting.objects.filter(pk=meeting.pk).update(place="Zaal 9")
    changed = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_taken_back_or_made_anew_it_opens_nothing(network: Network, lotte: Person, as_: Any) -> None:
    first = address(as_("lotte"))
    second = address(as_("lotte"))
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1
    assert second.split("/")[-1].removesuffix(".ics") not in str(list(CalendarFeed.objects.values()))

    as_("lotte").post("/me/calendar/address/", {"way": "away"})

    assert Client().get(second).status_code == 404
    assert Client().get(f"/calendar/{'x' * 43}.ics").status_code == 404


def test_who_left_reads_that_network_no_more(network: Network, lotte: Person, piet: Person, as_: Any) -> None:
    planned(network, lotte, purpose="Allen")
    path = address(as_("piet"))
    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())

    assert summaries(path) == []


def test_somebody_who_is_forgotten_has_no_calendar(network: Network, piet: Person, as_: Any) -> None:
    path = address(as_("piet"))
    Person.objects.filter(pk=piet.pk).update(is_active=False)

    assert Client().get(path).status_code == 404
