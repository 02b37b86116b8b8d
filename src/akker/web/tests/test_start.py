"""A network begins with three answers, in three minutes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail

from akker.meetings.models import Meeting
from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person
from akker.post.models import Ask, Mail
from akker.programmes.models import Programme
from akker.question.models import Wording

pytestmark = pytest.mark.django_db
ANSWERS = {
    "about": "Hoe blijft iemand met dementie langer thuis?",
    "who": "Zoë Çelik <zoe@example.org>\nBo\nBo",
    "on": "2027-03-01",
    "at": "14:00",
}


def begin(client: Any, **more: str) -> Network:
    response = client.post("/start/", ANSWERS | more)
    assert response.status_code == 302, response.content.decode()
    return Network.objects.get(slug=response.url.split("/")[3])


def test_three_answers_make_a_network(olga: Person, as_: Any):
    network = begin(as_("olga"))

    people = set(network.memberships.values_list("person__name", "ring"))
    meeting = Meeting.objects.get()
    seat = Seat.objects.get()
    assert network.name == "Hoe blijft iemand met dementie langer …"
    assert people == {("Olga", "core"), ("Zoë Çelik", "core"), ("Bo", "core")}
    assert (seat.membership.person, network.acts_as(seat.role)) == (olga, "leader")
    assert (str(meeting.on), str(meeting.at), meeting.time_zone) == ("2027-03-01", "14:00:00", network.time_zone)


def test_the_line_is_version_one(olga: Person, as_: Any):
    network = begin(as_("olga"))

    wording = Wording.objects.get()
    assert (wording.kind, wording.number, wording.text, wording.by) == ("line", 1, ANSWERS["about"], olga)
    assert network.line == ANSWERS["about"]


def test_nobody_is_mailed(olga: Person, as_: Any):
    begin(as_("olga"))

    assert (Mail.objects.count(), Ask.objects.count(), mail.outbox) == (0, 0, [])


def test_a_personal_programme_has_an_address_that_tells_nothing(olga: Person, as_: Any):
    client = as_("olga")

    network, other = begin(client), begin(client)

    assert network.programme == other.programme == Programme.objects.get(personal_to=olga)
    assert re.fullmatch(r"[0-9a-f]{10}", network.programme.slug)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Læring på tværs", "laering-paa-tvaers"), ("Programme", "programme-2"), ("永", "netwerk"), ("É" * 80, "e" * 50)],
)
def test_names_become_addresses(name: str, slug: str, olga: Person, as_: Any):
    client = as_("olga")

    network, again = begin(client, name=name), begin(client, name=name)

    assert network.slug == slug
    assert again.slug not in ("programme", network.slug)
    assert (network.name, again.name) == (name, name)
    assert client.get(f"/p/{network.programme.slug}/{network.slug}/").status_code == 200


@pytest.mark.parametrize("about", ["?", "…", "x" * 500])
def test_a_network_always_has_a_name(about: str, olga: Person, as_: Any):
    assert begin(as_("olga"), about=about, who="").name


def test_only_the_first_answer_is_needed(olga: Person, as_: Any):
    network = begin(as_("olga"), who="", on="", at="")

    assert (network.memberships.count(), Meeting.objects.count()) == (1, 0)


@pytest.mark.parametrize("wrong", [{"about": "  "}, {"who": "zoe@nowhere"}, {"on": "31-31-2027"}, {"about": "x" * 501}])
def test_a_wrong_answer_keeps_the_others(wrong: dict[str, str], olga: Person, as_: Any):
    response = as_("olga").post("/start/", ANSWERS | {"name": "Onze eigen naam"} | wrong)

    assert response.status_code == 422
    assert "Onze eigen naam" in response.content.decode()
    assert not Network.objects.exists()


def test_who_is_known_already_stays_who_they_are(olga: Person, piet: Person, as_: Any):
    network = begin(as_("olga"), who=f"Pietje Puk <{piet.email.upper()}>")

    piet.refresh_from_db()
    assert piet.name == "Piet"
    assert Membership.objects.filter(network=network, person=piet).exists()


def test_a_manager_starts_it_in_the_programme(programme: Programme, mette: Person, olga: Person, as_: Any):
    assert begin(as_("mette"), programme=str(programme.pk)).programme == programme
    refused = as_("olga").post("/start/", ANSWERS | {"programme": str(programme.pk)})
    assert refused.url.startswith(f"/p/{Programme.objects.get(personal_to=olga).slug}/")
