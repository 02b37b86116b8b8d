"""Every page of the room asks the database a fixed number of questions, with one of everything and with three."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akker.journey import actions as journey
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Organisation
from akker.roles import actions
from akker.roles.models import Precondition
from akker.roles.tests.conftest import HERE
from tests.cast import member

pytestmark = pytest.mark.django_db
# Page: how many questions in all, the session, the person and the door included, and what each item shows.
PAGES = {
    "roles/": (8, "Nodig {n}."),
    "roles/list/": (8, "Taak {n}."),
    "roles/cards/": (7, "Omdat {n}."),
    "roles/needs/": (6, "Nodig {n}."),
    "roles/result/": (8, "Taak {n}."),
    "roles/history/": (4, "Lid {n}"),
    "roles/seats/{seat}/tasks/": (5, ""),
    "roles/preconditions/{precondition}/": (4, ""),
    "roles/preconditions/{precondition}/letter/": (6, ""),
    "worksheets/4a.pdf": (6, ""),
    "worksheets/4b.pdf": (6, ""),
    "worksheets/4a.pdf?blank=1": (3, ""),
}


def grow(network: Network, lotte: Person, count: int) -> dict[str, Any]:
    """`count` of everything that the pages list; something to point at."""
    now, who = clock.now(), {"network": network, "by": lotte, "now": clock.now()}
    for n in range(1, count + 1):
        human = member(network, f"Lid{n}", "connector")
        Person.objects.filter(pk=human.pk).update(name=f"Lid {n}")
        mine = Membership.objects.select_related("network").get(person=human)
        home = Organisation.objects.create(programme=network.programme, name=f"Huis {n}")
        Membership.objects.filter(pk=mine.pk).update(organisation=home)
        member(network, f"Kring{n}", ring="second_ring")
        actions.divide(**who, seat=Seat.objects.get(membership=mine), text=f"Taak {n}.", seen=0)
        actions.need(**who, role="connector", words=f"Nodig {n}.")
        actions.put_forward(membership=mine, role="leader", notes={"place": f"Omdat {n}."}, seen=0)
        actions.mark(membership=mine, role="leader", is_read=True, now=now)
        actions.leave_vacant(**who, role=("project-assistant", "communications-adviser", "facilitator")[n - 1])
        actions.put_aside(**who, signal=f"signal-{n}")
        journey.agree(**who, step="people", text=f"Afspraak {n}", agreed_on=now.date(), seen=n - 1)
    return {"seat": Seat.objects.filter(role="connector")[0].pk, "precondition": Precondition.objects.all()[0].pk}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_more_for_more(path: str, count: int, network: Network, lotte: Person, as_: Any):
    queries, shows = PAGES[path]
    things = grow(network, lotte, count)
    client = as_("lotte")

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(HERE + path.format(**things))

    assert answer.status_code == 200
    if shows:
        text = answer.content.decode()
        assert [shows.format(n=n) in text for n in range(1, 4)] == [n <= count for n in range(1, 4)]
    assert len(asked) == queries, "\n".join(query["sql"][:200] for query in asked)
