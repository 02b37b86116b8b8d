"""A meeting for some people by name, in the plan."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from akker.meetings import actions
from akker.meetings.actions import planning
from akker.meetings.report.who import guests
from akker.meetings.tests.planned import of, press, state
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_meeting_of_a_subgroup_asks_those_of_the_subgroup(
    network: Network, lotte: Person, piet: Person, ringo: Person, as_: Any
):
    told: dict[str, Any] = {"network": network, "by": lotte, "now": clock.now()}
    planning.bring_in(member=of(network, ringo), by=lotte, now=clock.now())
    actions.plan(on=None, at=None, kind="subgroup", attendees=[piet, ringo], **told)
    meeting = network.meetings.get()

    assert [state(network, name, 1) for name in ("Lotte", "Piet", "Ringo")] == ["not", "required", "required"]
    assert {guest.person: guest.is_required for guest in guests(meeting)} == {piet: True, ringo: True}

    press(as_("lotte"), network, "Piet", 1)  # the state after required
    assert state(network, "Piet", 1) == "optional"
    listed = {of(network, ringo).pk: ("required", 0), of(network, lotte).pk: ("optional", 0)}
    planning.fill_column(meeting=meeting, wishes=listed, **told)
    assert [state(network, name, 1) for name in ("Lotte", "Piet", "Ringo")] == ["optional", "optional", "required"]
    assert {str(guest.person): guest.is_required for guest in guests(meeting)} == {
        "Lotte": False, "Piet": False, "Ringo": True,
    }  # fmt: skip


def test_without_names_the_page_asks_for_them(network: Network, lotte: Person, as_: Any):
    on = clock.now() + timedelta(days=7)
    actions.plan(network=network, on=on.date(), at=on.time(), kind="subgroup", by=lotte, now=clock.now())
    here = f"/p/academie/zorg/meetings/{network.meetings.get().pk}/"

    page = as_("lotte").get(here).content.decode()

    assert "Voor wie is het?" in page
    assert "Wie er komt" not in page
    assert f'{here}change/#id_people"' in page
    assert re.search(
        r'<details class="fold" open>.*id_people', as_("lotte").get(f"{here}change/").content.decode(), re.S
    )
