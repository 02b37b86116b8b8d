from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person

HERE = "/p/academie/zorg/"


@pytest.fixture
def team(network: Network, fatma: Person, lotte: Person, piet: Person, ringo: Person) -> Network:
    """Fatma facilitates, Lotte leads, Piet takes part, Ringo sits in the second ring."""
    return network


@pytest.fixture
def move(as_: Any) -> Callable[..., HttpResponse]:
    """`move("piet", "lotte", role="connector", way="add")`: what the form beside Lotte's name sends, sent by Piet."""

    def send(by: str, whose: str, *, role: str = "", of: str = "", way: str = "move", **more: Any) -> HttpResponse:
        htmx = {"headers": {"HX-Request": "true"}} if more.pop("htmx", False) else {}
        return as_(by).post(f"{HERE}roles/moves/", form(whose, role, of, way) | more, **htmx)

    return send


def form(whose: str, role: str, of: str = "", way: str = "move") -> dict[str, str]:
    """The values of that form as the page is now."""
    member = Membership.objects.get(person__name=whose.capitalize())
    seats = Seat.objects.current().filter(membership=member)
    held = {seat.role: str(seat.pk) for seat in seats}
    return {
        "membership": str(member.pk), "seat": held.get(of, ""), "role": role, "way": way,
        "seen": f"{member.ring}:{','.join(sorted(held))}", "once": str(uuid4()),
    }  # fmt: skip


def holding(name: str) -> set[str]:
    """The roles somebody holds now."""
    seats = Seat.objects.current().filter(membership__person__name=name.capitalize())
    return set(seats.values_list("role", flat=True))
