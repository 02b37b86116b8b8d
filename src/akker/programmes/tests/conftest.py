"""An academy: Mette manages, Rita refers, Hanne manages at home, Freja sits in the forum, Olga is none of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Forum, Office, Organisation, Programme


def person(name: str) -> Person:
    return Person.objects.create_user(f"{name.lower()}@example.org", name=name, language="en")


@pytest.fixture
def academy(db: None) -> Programme:
    return Programme.objects.create(slug="academy", name="The Academy", about="Learning together.", language="da")


@pytest.fixture
def municipality(academy: Programme) -> Organisation:
    return Organisation.objects.create(programme=academy, name="The Municipality")


@pytest.fixture
def chiefs(academy: Programme) -> Forum:
    forum = Forum.objects.create(programme=academy, name="Chiefs")
    forum.dates.create(programme=academy, on=clock.now().date() + timedelta(days=30))
    return forum


@pytest.fixture
def appoint(academy: Programme) -> Callable[..., Person]:
    """Make somebody with an office in the academy since last month."""

    def act(name: str, role: str, **what: object) -> Person:
        since = clock.now().date() - timedelta(days=30)
        someone = person(name)
        Office.objects.create(programme=academy, person=someone, role=role, from_on=since, **what)
        return someone

    return act


@pytest.fixture
def mette(appoint: Callable[..., Person]) -> Person:
    return appoint("Mette", "programme_manager")


@pytest.fixture
def rita(appoint: Callable[..., Person]) -> Person:
    return appoint("Rita", "reference_leader")


@pytest.fixture
def hanne(appoint: Callable[..., Person], municipality: Organisation) -> Person:
    return appoint("Hanne", "home_manager", organisation=municipality)


@pytest.fixture
def freja(appoint: Callable[..., Person], chiefs: Forum) -> Person:
    return appoint("Freja", "forum", forum=chiefs)


@pytest.fixture
def olga(db: None) -> Person:
    """A stranger to the academy, with a programme of her own."""
    stranger = person("Olga")
    elsewhere = Programme.objects.create(slug="elsewhere", name="Elsewhere")
    Office.objects.create(
        programme=elsewhere, person=stranger, role="programme_manager", from_on=clock.now().date() - timedelta(days=30)
    )
    return stranger


@pytest.fixture
def as_(client: Client) -> Callable[[Person], Client]:
    """The client, signed in as somebody."""

    def sign_in(someone: Person) -> Client:
        client.force_login(someone)
        return client

    return sign_in
