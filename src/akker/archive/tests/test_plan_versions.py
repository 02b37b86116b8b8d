"""Plans and what they rest on after a dump and a load: kept versions, and networks that name the same."""

from __future__ import annotations

from typing import Any

import pytest

from akker.archive import actions
from akker.archive.container import Parcel
from akker.archive.report import scenario
from akker.archive.tests.test_scenario import empty
from akker.meetings.actions import competence, planning, vacancy, version
from akker.meetings.actions.competence import Named
from akker.meetings.models import PlanVersion
from akker.meetings.report import version as told
from akker.meetings.report.plan import grid
from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.question import actions as question
from akker.question.models import LearningQuestion

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


def test_two_networks_of_a_programme_may_name_the_same(network: Network, lotte: Person, piet: Person):
    now = clock.now()
    other = networks.start(
        programme=network.programme, name="Nacht", by=lotte, now=now, language="nl", time_zone="Europe/Amsterdam"
    )
    for each in (network, other):
        told_of: dict[str, Any] = {"network": each, "by": lotte, "now": now}
        competence.settle(competences=[Named("Praktijk")], framework="", seen_set="", **told_of)
        question.divide(names=["De nacht"], seen=[], **told_of)
        vacancy.ask_for(needed="Iemand van de nacht", **told_of)
    for who in (lotte, piet):
        member = network.memberships.get(person=who)
        LearningQuestion.objects.create(
            programme=network.programme, network=network, membership=member, question="Hoe?", shared_at=now
        )
    document = scenario()
    empty()

    actions.load(Parcel(document))

    assert scenario() == document


def test_what_changed_since_a_version_is_told_alike_after_a_load(document: dict[str, Any], network: Network):
    before = differences(network)
    empty()

    actions.load(Parcel(document))

    there = Network.objects.get(slug=network.slug)
    assert differences(there) == before
    assert len(before) == 2
