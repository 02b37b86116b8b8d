"""From who put themselves forward a division is proposed to who leads or facilitates; giving a role is theirs."""

from __future__ import annotations

from typing import Any

import pytest

from akker.networks.models import Membership, Network, Seat
from akker.roles import actions
from akker.roles.tests.conftest import HERE
from tests.cast import member

pytestmark = pytest.mark.django_db


def put_forward(network: Network, **roles: list[str]) -> None:
    for name, wanted in roles.items():
        mine = Membership.objects.select_related("network").get(network=network, person__name=name)
        for role in wanted:
            actions.put_forward(membership=mine, role=role, notes={}, seen=0)


def proposed(client: Any) -> set[tuple[str, str]]:
    forward = client.get(f"{HERE}roles/").context["forward"]
    rows = [(role, row) for role, rows in forward.items() for row in rows]
    return {(role, str(row.membership.person)) for role, row in rows if getattr(row, "is_proposed", False)}


@pytest.fixture
def two(team: Network) -> Network:
    """Anna would take two roles, Bo one of them."""
    for name in ("Anna", "Bo"):
        member(team, name)
    put_forward(team, Anna=["connector", "communications-adviser"], Bo=["connector"])
    return team


def test_everybody_gets_one_and_most_roles_are_filled(two: Network, as_: Any):
    seats = Seat.objects.count()

    assert proposed(as_("lotte")) == {("communications-adviser", "Anna"), ("connector", "Bo")}
    assert "mogelijke keuze" in as_("lotte").get(f"{HERE}roles/").content.decode()
    assert Seat.objects.count() == seats


def test_who_reads_only_their_own_sees_no_proposal(two: Network, as_: Any):
    assert proposed(as_("piet")) == set()
    assert "mogelijke keuze" not in as_("piet").get(f"{HERE}roles/").content.decode()


def test_a_role_that_is_held_or_left_open_is_not_proposed(two: Network, lotte: Any, as_: Any):
    put_forward(two, Bo=["leader", "project-assistant"])
    actions.leave_vacant(network=two, role="project-assistant", by=lotte, now=two.started_at)

    assert {role for role, _name in proposed(as_("lotte"))} == {"connector", "communications-adviser"}


def test_one_name_for_one_role_is_no_choice(team: Network, as_: Any):
    member(team, "Anna")
    put_forward(team, Anna=["connector"])

    assert proposed(as_("lotte")) == set()
