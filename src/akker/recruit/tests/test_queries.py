"""Every page of recruiting asks the database a fixed number of questions, with one of everything and with three."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.post import links
from akker.recruit.actions import candidate as actions
from akker.recruit.models import Announcement, Candidate, Invitation, Preference
from akker.recruit.tests.conftest import PAGE, open_for

pytestmark = pytest.mark.django_db
HERE, PROGRAMME = "/p/academie/zorg/", "/p/academie/programme/"
# Page: who looks, how many questions in all, the session and the person included, and what each item shows.
PAGES = {
    f"{HERE}announcement/": ("lotte", 5, ""),
    f"{HERE}announcement/sheet.pdf": ("lotte", 4, ""),
    f"{HERE}candidates/": ("lotte", 6, "Kandidaat {n}<"),
    f"{HERE}candidates/{{candidate}}/": ("lotte", 6, "Netwerk {n}"),
    f"{HERE}candidates/import/": ("lotte", 3, ""),
    f"{HERE}candidates/export.csv": ("lotte", 6, "kandidaat{n}@example.org"),
    f"{PROGRAMME}candidates/": ("mette", 6, "Kandidaat {n}<"),
    f"{PROGRAMME}candidates/{{candidate}}/": ("mette", 6, "Netwerk {n}"),
    f"{PROGRAMME}candidates/export.csv": ("mette", 6, "kandidaat{n}@example.org"),
    f"{PROGRAMME}questionnaire/": ("mette", 4, ""),
    PAGE: ("", 3, "Netwerk {n}"),
    f"/application/t/{'x' * 43}/": ("", 5, "Netwerk {n}"),
}


def grow(network: Network, lotte: Person, count: int) -> Candidate:
    """`count` candidates, and as many other networks that the first of them wishes for."""
    programme, now = network.programme, clock.now()
    open_for(network, lotte, nature="Samen zoeken")
    for n in range(1, count + 1):
        human = Person.objects.create_user(f"kandidaat{n}@example.org", name=f"Kandidaat {n}")
        made = Candidate.objects.create(programme=programme, person=human, organisation=f"Huis {n}", applied_at=now)
        Preference.objects.create(programme=programme, candidate=made, network=network, rank=1)
        actions.note(candidate=made, network=network, text=f"Praatte {n}", by=lotte, now=now, seen=0)
    first = Candidate.objects.earliest("pk")
    for n in range(1, count + 1):
        other = networks.start(
            programme=programme, name=f"Netwerk {n}", by=lotte, now=now, language="nl", time_zone="Europe/Amsterdam"
        )
        open_for(other, lotte)
        Preference.objects.create(programme=programme, candidate=first, network=other, rank=n + 1)
    Candidate.objects.filter(pk=first.pk).update(token_hash=links.hashed("x" * 43))
    return first


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_more_for_more(path: str, count: int, network: Network, lotte: Person, mette: Person):
    who, queries, shows = PAGES[path]
    first, client = grow(network, lotte, count), Client()
    if who:
        client.force_login({"lotte": lotte, "mette": mette}[who])
    path = path.format(candidate=first.pk)

    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)

    assert response.status_code == 200
    if shows:
        text = response.content.decode(errors="replace")
        assert [shows.format(n=n) in text for n in range(1, 4)] == [n <= count for n in range(1, 4)]
    assert len(asked) == queries, "\n".join(query["sql"][:200] for query in asked)


@pytest.mark.parametrize("kind", [Candidate, Invitation])
def test_a_long_list_is_read_to_its_end_and_back(kind: type[Candidate | Invitation], network: Network, mette: Person):
    """Page after page by its own links, with what was searched for kept."""
    programme, now, client = network.programme, clock.now(), Client()
    client.force_login(mette)
    for n in range(101, 221):
        human = Person(email=f"lang{n}@example.org", name=f"Lang {n}")
        human.save()
        made = Candidate.objects.create(programme=programme, person=human, region="oost", applied_at=now)
        if kind is Invitation:
            Invitation.objects.create(programme=programme, network=network, person=human, candidate=made, made_at=now)
    name, search = ("candidates", "?region=oost") if kind is Candidate else ("invitations", "?stage=draft")
    address, pages = f"{PROGRAMME}{name}/", []

    step = search
    while step:
        response = client.get(address + step)
        pages.append(set(re.findall(r"Lang \d+", response.content.decode())))
        assert len(response.context["earlier"]) > 0 or len(pages) == 1
        step = response.context["later"]

    assert [len(page) for page in pages] == [50, 50, 20]
    assert len(set.union(*pages)) == 120
    before = client.get(address + response.context["earlier"]).content.decode()
    assert set(re.findall(r"Lang \d+", before)) == pages[1]


def test_no_page_asks_too_much():
    assert max(queries for _who, queries, _shows in PAGES.values()) <= 8


def test_a_page_with_a_closed_announcement_costs_the_same_as_one_without(client: Client, network: Network):
    """Or the time would tell which networks there are."""
    with CaptureQueriesContext(connection) as without:
        client.get(PAGE)
    Announcement.objects.create(programme=network.programme, network=network)
    with CaptureQueriesContext(connection) as drafted:
        client.get(PAGE)
    with CaptureQueriesContext(connection) as unknown:
        client.get("/apply/academie/geen/")

    assert len(without) == len(drafted) == len(unknown) == 1
