"""In a large programme one searches who is who, by what the page shows and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from akker.people.models import Person
from akker.programmes.models import Office, Organisation, Programme

pytestmark = pytest.mark.django_db
HOME = "/p/academy/programme/"


@pytest.fixture
def crowd(academy: Programme, appoint: Callable[..., Person]) -> None:
    for n in range(10, 32):
        home = Organisation.objects.create(programme=academy, name=f"Skole {n}")
        appoint(f"Leder{n}", Office.Role.HOME_MANAGER, organisation=home)


def found(client: Client, words: str) -> set[str]:
    return set(re.findall(r"(?:Skole|<b>Leder) ?\d\d", client.get(HOME, {"words": words}).content.decode()))


def test_a_name_or_an_organisation_is_found(client: Client, crowd: None, mette: Person):
    client.force_login(mette)

    assert 'role="search"' in client.get(HOME).content.decode()
    assert len(found(client, "")) == 44
    assert found(client, "skole 17") == {"Skole 17", "<b>Leder17"}
    assert found(client, "LEDER23") == {"Skole 23", "<b>Leder23"}
    assert found(client, "leder23@example.org") == {"Skole 23", "<b>Leder23"}
    assert found(client, "nobody") == set()


def test_a_small_programme_needs_no_search(client: Client, mette: Person):
    client.force_login(mette)

    assert 'role="search"' not in client.get(HOME).content.decode()


def test_who_does_not_see_addresses_finds_nobody_by_them(client: Client, crowd: None, rita: Person):
    client.force_login(rita)

    def names(words: str) -> int:
        return client.get(HOME, {"words": words}).content.decode().count("<b>Rita</b>")

    assert (names("rita"), names("rita@example.org")) == (1, 0)
