"""A small network with its leader, and a member."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from akker.networks import actions
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes import actions as programmes


@pytest.fixture
def lotte() -> Person:
    return Person.objects.create_user("lotte.vermeulen@example.org", name="Lotte Vermeulen", language="nl")


@pytest.fixture
def piet() -> Person:
    return Person.objects.create_user("piet@example.org", name="Piet", language="en")


@pytest.fixture
def care(lotte: Person, piet: Person) -> Network:
    now = timezone.now()
    programme = programmes.start(
        name="Zorg", slug="zorg", language="nl", time_zone="Europe/Amsterdam", by=lotte, now=now
    )
    network = actions.start(
        programme=programme, name="Dementie thuis", by=lotte, now=now, language="nl", time_zone="Europe/Amsterdam",
        handbook="leernetwerk@2026.1",
    )  # fmt: skip
    actions.add(network=network, person=piet, by=lotte, now=now)
    return network


@pytest.fixture
def signed_in(client: Client, lotte: Person) -> Client:
    Person.objects.filter(pk=lotte.pk).update(language="en")
    client.force_login(lotte)
    return client
