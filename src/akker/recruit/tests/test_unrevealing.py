"""Who is not signed in learns nothing of networks that announce nothing."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.recruit.models import Announcement
from akker.recruit.tests.conftest import PAGE, filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
UNKNOWN = "/apply/academie/bestaat-niet/"


def answers(client: Client, path: str) -> list[tuple[int, str]]:
    asked = [client.get(path), client.post(path, filled_in()), client.get(f"{path}sent/")]
    return [(answer.status_code, answer.get("Location", "").replace(quote(path, safe=""), "…")) for answer in asked]


def unannounced(network: Network, lotte: Person) -> None:
    """A network that never wrote one."""


def drafted(network: Network, lotte: Person) -> None:
    Announcement.objects.create(programme=network.programme, network=network, nature="Nog geheim")


def closed(network: Network, lotte: Person) -> None:
    now = clock.now()
    Announcement.objects.create(programme=network.programme, network=network, opened_at=now, closed_at=now)


def ended(network: Network, lotte: Person) -> None:
    Announcement.objects.create(programme=network.programme, network=network, opened_at=clock.now())
    networks.close(network=network, by=lotte, now=clock.now())


@pytest.mark.parametrize("how", [unannounced, drafted, closed, ended], ids=lambda how: how.__name__)
def test_the_answer_is_that_of_an_unknown_address(client: Client, network: Network, lotte: Person, how):
    how(network, lotte)
    from_elsewhere = client.get("/nowhere/")

    assert answers(client, PAGE) == answers(client, UNKNOWN)
    assert client.get(PAGE).status_code == from_elsewhere.status_code == 302
    client.force_login(lotte)
    assert client.get(PAGE).status_code == client.get(UNKNOWN).status_code == 404


def test_an_open_one_is_read_by_anybody_and_says_nothing_of_its_people(
    client: Client, announcement: Announcement, fatma: Person
):
    page = client.get(PAGE)

    assert page.status_code == 200
    assert b"Samen zoeken" in page.content
    assert b"Lotte" not in page.content
    assert b"Fatma" not in page.content
    assert "no-store" in page.headers["Cache-Control"] or "no-cache" in page.headers["Cache-Control"]


@pytest.mark.parametrize("end", ["", "disposal/", "confirmation/", "withdrawal/", "return/", "consents/"])
def test_an_unknown_link_opens_nothing(client: Client, announcement: Announcement, end: str):
    path = f"/application/t/{'x' * 43}/{end}"

    assert (client.post(path) if end else client.get(path)).status_code == 404


@pytest.mark.parametrize("end", ["confirmation/", "withdrawal/", "return/", "consents/", "disposal/"])
def test_looking_changes_nothing(client: Client, announcement: Announcement, end: str):
    assert client.get(f"/application/t/{'x' * 43}/{end}").status_code == 405
