"""The cast of every story: a network, a programme around it, and the people who may or may not come in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes import actions as programmes
from akker.programmes.models import Forum, Office, Organisation, Programme

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def person(name: str) -> Person:
    return Person.objects.create_user(f"{name.lower()}@example.org", name=name, language="nl")


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def programme(db: None) -> Programme:
    return Programme.objects.create(slug="academie", name="Academie Zorg", language="nl")


@pytest.fixture
def organisation(programme: Programme) -> Organisation:
    return Organisation.objects.create(programme=programme, name="Thuiszorg Noord")


@pytest.fixture
def forum(programme: Programme) -> Forum:
    return Forum.objects.create(programme=programme, name="Managementoverleg")


@pytest.fixture
def network(programme: Programme, rita: Person) -> Network:
    """Running, on the pack `leernetwerk`, referred to Rita, with nobody in it yet."""
    return Network.objects.create(
        programme=programme, slug="zorg", name="Dementie thuis", line="Hoe blijven mensen langer thuis?",
        handbook="leernetwerk@2026.1",
        started_at=NOW, reference_leader=Office.objects.get(person=rita),
    )  # fmt: skip


def member(network: Network, name: str, *roles: str, ring: str = "core") -> Person:
    human = person(name)
    membership = networks.add(network=network, person=human, by=None, now=NOW, ring=ring)
    Membership.objects.filter(pk=membership.pk).update(joined_at=NOW)
    for role in roles:
        networks.give_seat(membership=membership, role=role, by=None, now=NOW)
    return human


def official(programme: Programme, name: str, role: str, **more: Organisation | Forum) -> Person:
    human = person(name)
    programmes.appoint(programme=programme, person=human, role=role, by=None, now=NOW, **more)  # type: ignore[arg-type]
    return human


@pytest.fixture
def fatma(network: Network) -> Person:
    """Facilitates."""
    return member(network, "Fatma", "facilitator")


@pytest.fixture
def lotte(network: Network) -> Person:
    """Leads."""
    return member(network, "Lotte", "leader")


@pytest.fixture
def piet(network: Network) -> Person:
    """Takes part."""
    return member(network, "Piet", "participant")


@pytest.fixture
def ringo(network: Network) -> Person:
    """Second ring."""
    return member(network, "Ringo", ring="second_ring")


@pytest.fixture
def mette(programme: Programme) -> Person:
    """Runs the programme."""
    return official(programme, "Mette", "programme_manager")


@pytest.fixture
def rita(programme: Programme) -> Person:
    """Reference leader of the network."""
    return official(programme, "Rita", "reference_leader")


@pytest.fixture
def hanne(programme: Programme, organisation: Organisation) -> Person:
    """Manages a home organisation."""
    return official(programme, "Hanne", "home_manager", organisation=organisation)


@pytest.fixture
def freja(programme: Programme, forum: Forum) -> Person:
    """Sits in the forum."""
    return official(programme, "Freja", "forum", forum=forum)


@pytest.fixture
def lars(network: Network) -> Person:
    """Has left."""
    human = member(network, "Lars", "leader")
    membership = Membership.objects.get(person=human)
    networks.leave(membership=membership, by=human, now=NOW, thanks="Dank voor alles.")
    return human


@pytest.fixture
def gijs(db: None) -> Person:
    """Guest by room code; until there are rooms to be a guest in, a stranger."""
    return person("Gijs")


@pytest.fixture
def olga(db: None) -> Person:
    """A stranger."""
    return person("Olga")


CAST = ["fatma", "lotte", "piet", "ringo", "mette", "rita", "hanne", "freja", "lars", "gijs", "olga"]


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Person]:
    """Everybody, by first name."""
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def as_(client: Client, request: pytest.FixtureRequest):
    """`as_("piet").get(...)`: a client in which that member of the cast is signed in."""

    def signed_in(name: str) -> Client:
        visitor = Client()
        visitor.force_login(request.getfixturevalue(name))
        return visitor

    return signed_in
