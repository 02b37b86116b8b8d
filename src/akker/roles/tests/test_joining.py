"""Who joins through an invitation can be put forward for a role; the group divides the roles."""

from __future__ import annotations

import pytest

from akker.networks.models import Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.recruit.actions import invitation
from akker.roles.models import Nomination

pytestmark = pytest.mark.django_db


def test_a_yes_makes_a_nomination_and_no_seat(network: Network, mette: Person):
    nora = Person.objects.create_user("nora@example.org", name="Nora")
    asked = invitation.draft(network=network, person=nora, role="facilitator", by=mette, now=clock.now())
    invitation.send(invitations=[asked], by=mette, now=clock.now())

    invitation.accept(invitation=asked, now=clock.now(), roles=["facilitator"])

    assert list(Nomination.objects.values_list("membership__person", "network", "role", "notes")) == [
        (nora.pk, network.pk, "facilitator", {})
    ]
    assert not Seat.objects.filter(membership__person=nora, role="facilitator").exists()
