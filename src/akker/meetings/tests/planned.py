"""A plan to try things on: what the tests of the plan begin with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from akker.meetings.actions import competence, planning, vacancy
from akker.meetings.actions.competence import Named
from akker.meetings.grid import Column, Grid, Row
from akker.meetings.models import Competence, Meeting
from akker.meetings.report.plan import grid
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from tests.cast import member

HERE = "/p/academie/zorg/"
PLAN = f"{HERE}plan/"


def drawn(network: Network, by: Person, count: int = 3, **how: Any) -> list[Meeting]:
    """`count` meetings without dates, called "Keer 1" and so on."""
    purposes = how.get("purposes", [f"Keer {n}" for n in range(1, count + 1)])
    planning.draw(
        network=network, purposes=purposes, minutes=how.get("minutes", 120), by=by, now=clock.now(),
        starts_with_kickoff=how.get("kickoff", True),
    )  # fmt: skip
    return list(network.meetings.standing().in_order())


def competences(network: Network, by: Person, *names: str) -> dict[str, UUID]:
    named = [Named(name) for name in names]
    competence.settle(network=network, competences=named, framework="", by=by, now=clock.now(), seen_set="")
    return dict(Competence.objects.filter(network=network).values_list("name", "pk"))


def wanted(network: Network, by: Person, needed: str = "Iemand van de nacht", **more: Any) -> UUID:
    return vacancy.ask_for(network=network, needed=needed, by=by, now=clock.now(), **more).target_id


def of(network: Network, human: Person) -> Membership:
    return Membership.objects.select_related("network", "person").get(network=network, person=human)


def plan(network: Network) -> Grid:
    return grid(network, clock.now())


def row(shown: Grid, name: str) -> Row:
    return next(row for row in shown.rows if row.name == name)


def state(network: Network, name: str, number: int) -> str:
    shown = plan(network)
    return shown.state(row(shown, name), shown.columns[number - 1])


def press(client: Any, network: Network, name: str, number: int, **more: Any) -> Any:
    """One press on a cell, as the page sends it; `seen` says which version it showed."""
    shown = plan(network)
    place = [each.name for each in shown.rows].index(name)
    seen = more.pop("seen", shown.cell(shown.rows[place], shown.columns[number - 1]).version)
    headers = {"HX-Request": "true"} if more.pop("htmx", False) else {}
    data = {
        "cell": f"{place}.{number - 1}.{seen}", "rows": " ".join(each.key.hex for each in shown.rows),
        "columns": " ".join(each.key.hex for each in shown.columns), "state": "", **more,
    }  # fmt: skip
    return client.post(f"{PLAN}cells/", data, headers=headers)


def crowd(network: Network, count: int, ring: str = "core") -> None:
    for n in range(count):
        member(network, f"Lid{n}", ring=ring)


def columns(shown: Grid) -> list[Column]:
    return list(shown.columns)
