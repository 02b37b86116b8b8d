"""Pages about what happens in meetings ask no more for more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akker.journey.actions import agreements, rounds, welcomes
from akker.journey.models import Round
from akker.meetings import actions as meetings
from akker.meetings.actions import agenda, paper, todo
from akker.meetings.models import AgendaBlock, Meeting
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from tests.cast import NOW, member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
# Page: how many questions in all, the session and the person included, and what each item shows.
PAGES = {
    "meetings/{meeting}/agenda/": (8, "Deel {n}"),
    "meetings/{meeting}/agenda/source/": (5, "Doel {n}"),
    "meetings/{meeting}/agenda/order.txt": (5, "Deel {n}"),
    "meetings/{meeting}/outcome/": (7, "Besluit {n}"),
    "meetings/{meeting}/ratings/": (6, "Deel {n}"),
    "parts/{block}/": (7, ""),
    "to-dos/": (6, "Taak {n}"),
    "proposals/": (4, "Voorstel {n}"),
    "work-forms/": (3, ""),
    "work-forms/arrival-round/": (5, ""),
    "attention/": (4, ""),
    "kickoff/": (8, ""),
    "kickoff/expectations/": (6, "Stem {n}"),
    "agreements/again/": (6, ""),
    "agreements/": (8, "Afspraak {n}"),
    "newcomers/": (6, "Nieuw {n}"),
}


def grow(network: Network, lotte: Person, count: int) -> dict[str, Any]:
    """`count` of everything that these pages list."""
    told: dict[str, Any] = {"by": lotte, "now": NOW}
    first = meetings.plan(network=network, on=NOW.date(), at=NOW.time(), **told).target_id
    meeting = Meeting.objects.select_related("network").get(pk=first)
    Meeting.objects.filter(pk=first).update(kind=Meeting.Kind.KICKOFF)
    opened = rounds.open(network=network, target=network, prompt="?", **told).target_id
    talk = Round.objects.select_related("network").get(pk=opened)
    late = clock.now() + timedelta(days=30)
    for n in range(1, count + 1):
        Person.objects.filter(pk=member(network, f"Nieuw{n}").pk).update(name=f"Nieuw {n}")
        mine = Membership.objects.select_related("network").get(person__name=f"Nieuw {n}")
        agenda.add(meeting=meeting, title=f"Deel {n}", minutes=10, form="arrival-round", lead=lotte, **told)
        other = meetings.plan(network=network, on=NOW.date() + timedelta(days=n), at=NOW.time(), **told).target_id
        Meeting.objects.filter(pk=other).update(purpose=f"Doel {n}")
        agenda.add(meeting=Meeting.objects.select_related("network").get(pk=other), title="x", minutes=5, **told)
        agenda.propose(membership=mine, meeting=None, title=f"Voorstel {n}", by=mine.person, now=NOW)
        todo.note(network=network, meeting=meeting, what=f"Taak {n}", who=lotte, **told)
        todo.decide(meeting=meeting, words=f"Besluit {n}", **told)
        paper.keep(meeting=meeting, name=f"{n}.txt", data=b"x", **told)
        agreements.add(network=network, text=f"Afspraak {n}", **told)
        welcomes.arrange(membership=mine, buddy=lotte, reading="", seen=0, **told)
        rounds.speak(round=talk, membership=mine, text=f"Stem {n}", proposal="", now=NOW, seen=0)
        for block in AgendaBlock.objects.filter(meeting=meeting):
            agenda.rate(block=block, membership=mine, is_liked=True, why="Goed", by=mine.person, now=NOW)
    Membership.objects.filter(person__name__startswith="Nieuw").update(added_at=late)
    rounds.reveal(round=talk, **told)
    sheet = agreements.put(network=network, text="- Op tijd", review_on=None, what="Lees", **told)
    agreements.agree_aloud(network=network, seen=sheet.pk, **told)
    return {"meeting": meeting.pk, "block": AgendaBlock.objects.filter(meeting=meeting)[0].pk}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_more_for_more(path: str, count: int, network: Network, lotte: Person, as_: Any):
    queries, shows = PAGES[path]
    things = grow(network, lotte, count)
    client = as_("lotte")

    with CaptureQueriesContext(connection) as asked:
        response = client.get(HERE + path.format(**things))

    text = response.content.decode()
    assert response.status_code == 200
    if shows:
        assert [shows.format(n=n) in text for n in range(1, 4)] == [n <= count for n in range(1, 4)]
    assert len(asked) == queries, "\n".join(query["sql"][:200] for query in asked)


def test_no_page_asks_too_much():
    assert [path for path, (queries, _shows) in PAGES.items() if queries > 8] == []
