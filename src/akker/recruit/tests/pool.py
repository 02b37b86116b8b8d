"""A pool of candidates to compose from: forty people, eight organisations, four networks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Programme
from akker.recruit.actions import composing
from akker.recruit.models import Candidate, Composition, Preference

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SECTORS = ("zorg", "onderwijs", "welzijn", "wonen")


def a_network(programme: Programme, slug: str, **values: Any) -> Network:
    said = {"name": slug.title(), "handbook": "akker@2026.1", "started_at": NOW, **values}
    return Network.objects.create(programme=programme, slug=slug, **said)


def a_candidate(programme: Programme, number: int, wishes: list[Network], **values: Any) -> Candidate:
    person = Person.objects.create_user(f"kandidaat{number}@example.org", name=f"Kandidaat {number:02}", language="nl")
    said = {
        "organisation": f"Huis {number % 8}", "function": "adviseur" if number % 3 else "wijkverpleegkundige",
        "sector": SECTORS[number % 4], "region": ("noord", "zuid")[number % 2], "experience_years": number % 20,
        "composing_at": NOW, "applied_at": NOW,
    }  # fmt: skip
    made = Candidate.objects.create(programme=programme, person=person, **{**said, **values})
    for rank, network in enumerate(wishes, start=1):
        Preference.objects.create(programme=programme, candidate=made, network=network, rank=rank)
    return made


def a_composition(programme: Programme, by: Person, people: int = 24, networks: int = 2, **sizes: Any) -> Composition:
    """So many candidates, who each wish for every network in an order of their own."""
    there = [a_network(programme, f"netwerk-{number}") for number in range(networks)]
    for number in range(people):
        turn = number % networks
        a_candidate(programme, number, there[turn:] + there[:turn])
    return composing.begin(
        programme=programme, name="Voorjaar", networks=there, by=by, now=NOW,
        sizes={one.pk: (sizes.get("least", 5), sizes.get("most", 12)) for one in there},
    )  # fmt: skip
