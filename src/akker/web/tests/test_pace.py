"""The numbers of an announcement begin with the meetings that stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akker.meetings import actions as meetings
from akker.meetings.models import Meeting
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.recruit import pace

pytestmark = pytest.mark.django_db


def test_called_off_meetings_do_not_count(network: Network, lotte: Person):
    now = clock.now()
    assert pace.of(network) == pace.Pace()
    for week, minutes in enumerate((120, 150, 150, 150)):
        on = now.date() + timedelta(weeks=week + 1)
        meetings.plan(network=network, on=on, at=now.time(), by=lotte, now=now, minutes=minutes)
    Meeting.objects.filter(pk=Meeting.objects.latest("pk").pk).update(called_off_at=now)

    assert pace.of(network) == pace.Pace(3, 150)
