"""Experts of a programme are found by what they can contribute, and asked for one meeting; nobody sees an address."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post.models import Mail
from akker.recruit.models import Candidate, Invitation
from akker.recruit.tests.pool import NOW, a_candidate
from akker.recruit.tests.test_invitations import link_for, post

pytestmark = pytest.mark.django_db
IN_NETWORK, IN_PROGRAMME = "/p/academie/zorg/candidates/experts/", "/p/academie/programme/experts/"


def an_expert(network: Network, number: int, *contributes: str, **values: Any) -> Candidate:
    return a_candidate(network.programme, number, [], experts_at=NOW, contributes=list(contributes), **values)


@pytest.mark.parametrize(("who", "path"), [("lotte", IN_NETWORK), ("fatma", IN_NETWORK), ("mette", IN_PROGRAMME)])
def test_only_who_agreed_is_listed_and_without_an_address(
    client: Client, network: Network, mette: Person, who: str, path: str, request: pytest.FixtureRequest
):
    an_expert(network, 1, "workshop")
    a_candidate(network.programme, 2, [])
    an_expert(network, 3, "workshop", withdrawn_at=NOW)
    client.force_login(request.getfixturevalue(who))

    page = client.get(path).content.decode()

    assert "Kandidaat 01" in page
    assert "Kandidaat 02" not in page
    assert "Kandidaat 03" not in page
    assert "@example.org" not in page.split("<main")[1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("contribution=workshop", {"01"}), ("contribution=advice", {"01", "02"}), ("sector=zorg", {"02"}),
     ("words=02", {"02"}), ("contribution=nothing", set())],
)  # fmt: skip
def test_the_list_is_filtered(client: Client, network: Network, lotte: Person, asked: str, found: set[str]):
    an_expert(network, 1, "workshop", "advice", sector="wonen")
    an_expert(network, 2, "advice", sector="zorg")
    client.force_login(lotte)

    page = client.get(f"{IN_NETWORK}?{asked}").content.decode()

    assert {number for number in ("01", "02") if f"Kandidaat {number}" in page} == found


def test_an_expert_is_asked_for_one_meeting_and_becomes_no_member(client: Client, network: Network, lotte: Person):
    expert = an_expert(network, 1, "workshop")
    client.force_login(lotte)

    answer = post(
        client, f"{IN_NETWORK}{expert.pk}/", network=network.pk, contribution="workshop", why="Je deed dit in Tiel"
    )
    made = Invitation.objects.select_related("person").get()
    assert answer.url == f"/p/academie/zorg/candidates/invitations/{made.pk}/"
    for page in (answer.url, "/p/academie/zorg/candidates/invitations/sending/"):
        assert "kandidaat1@" not in client.get(page).content.decode()
    assert not Mail.objects.exists()
    post(client, "/p/academie/zorg/candidates/invitations/sending/", who=[made.pk])
    post(Client(), link_for(made), answer="accepted")

    made.refresh_from_db()
    assert (made.kind, made.answer) == ("contribution", "accepted")
    assert "Je deed dit in Tiel" in Mail.objects.get().text
    assert not Membership.objects.filter(person=made.person).exists()


def test_who_did_not_agree_cannot_be_asked(client: Client, network: Network, lotte: Person, mette: Person):
    other = a_candidate(network.programme, 2, [])

    for who, path, status in ((lotte, IN_NETWORK, 403), (mette, IN_PROGRAMME, 404)):
        client.force_login(who)
        asked = {"network": network.pk, "contribution": "advice", "why": "Toch"}
        for key in (other.pk, uuid4()):
            assert post(client, f"{path}{key}/", **asked).status_code == status
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client: Client, network: Network, lotte: Person, count: int):
    for number in range(count):
        an_expert(network, number, "advice")
    client.force_login(lotte)
    client.get(IN_NETWORK)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(IN_NETWORK).content.decode()

    assert page.count("Kan bijdragen</b>") == count
    assert len(queries) == 5


def test_a_long_list_is_read_to_its_end_and_back(client: Client, network: Network, mette: Person):
    """Page after page by its own links, with what was searched for kept."""
    people = [Person(email=f"deskundig{n}@example.org", name=f"Deskundig {n}") for n in range(101, 241)]
    Person.objects.bulk_create(people)
    Candidate.objects.bulk_create(
        Candidate(
            programme=network.programme, person=one, applied_at=NOW, experts_at=NOW, sector="zorg" if n < 120 else ""
        )
        for n, one in enumerate(people)
    )
    client.force_login(mette)
    pages, step = [], "?sector=zorg"
    while step:
        answer = client.get(IN_PROGRAMME + step)
        pages.append(list(dict.fromkeys(re.findall(r"Deskundig \d+", answer.content.decode()))))
        step = answer.context["later"]

    assert sum(pages, []) == [f"Deskundig {n}" for n in range(101, 221)]
    assert [len(page) for page in pages] == [50, 50, 20]
    before = client.get(IN_PROGRAMME + answer.context["earlier"]).content.decode()
    assert list(dict.fromkeys(re.findall(r"Deskundig \d+", before))) == pages[1]
