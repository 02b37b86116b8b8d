"""Kept versions of a plan hold keys of rows: they say the same after a dump and a load, as long as ids come along."""

from __future__ import annotations

from typing import Any

import pytest

from akker.archive import actions
from akker.archive.container import Parcel
from akker.archive.report import scenario
from akker.archive.tests.test_scenario import empty
from akker.meetings.actions import planning, vacancy, version
from akker.meetings.models import PlanVersion
from akker.meetings.report import version as told
from akker.meetings.report.plan import grid
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person

pytestmark = pytest.mark.django_db


def differences(network: Network) -> list[str]:
    now = grid(network, clock.now())
    kept = PlanVersion.objects.get(network=network)
    return told.told(told.standing(kept, network, now), now, str)


@pytest.fixture
def document(network: Network, lotte: Person, piet: Person) -> dict[str, Any]:
    """A plan of three meetings and a vacancy that was kept, and changed since."""
    said: dict[str, Any] = {"network": network, "by": lotte, "now": clock.now()}
    planning.draw(purposes=["Eerst", "Dan", "Nog eens"], minutes=60, starts_with_kickoff=True, **said)
    vacancy.ask_for(needed="Iemand van de nacht", meetings=network.meetings.all(), **said)
    version.keep(reason="Zo begonnen we", **said)
    meeting = network.meetings.get(purpose="Dan")
    member = network.memberships.get(person=piet)
    planning.take_part(key=member.pk, meeting=meeting.pk, state="not", seen=0, **said)
    planning.add(purpose="Erbij", **said)
    return scenario()


def test_what_changed_since_a_version_is_told_alike_after_a_load(document: dict[str, Any], network: Network):
    before = differences(network)
    empty()

    actions.load(Parcel(document))

    there = Network.objects.get(slug=network.slug)
    assert differences(there) == before
    assert len(before) == 2
