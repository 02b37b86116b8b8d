"""A meeting for some people by name, in the plan."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from akker.archive.actions.erase import erase
from akker.meetings import actions
from akker.meetings.actions import planning
from akker.meetings.report.who import guests
from akker.meetings.tests.planned import of, press, state
from akker.networks import actions as networks
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


@pytest.mark.parametrize("how", ["left", "forgotten"])
def test_when_the_only_one_who_was_named_goes_it_is_for_nobody(
    how: str, network: Network, lotte: Person, piet: Person, ringo: Person, as_: Any
):
    on, now = clock.now() + timedelta(days=7), clock.now()
    told: dict[str, Any] = {"network": network, "on": on.date(), "at": on.time(), "by": lotte, "now": now}
    alone = actions.plan(attendees=[piet], **told).target_id
    together = actions.plan(attendees=[piet, lotte], **told).target_id
    everybody = actions.plan(**told).target_id

    if how == "left":
        networks.leave(membership=of(network, piet), by=lotte, now=now)
    else:
        erase(person=piet, now=now)

    def asked(key: Any) -> list[Person]:
        return [guest.person for guest in guests(network.meetings.select_related("network").get(pk=key))]

    assert [asked(key) for key in (alone, together, everybody)] == [[], [lotte], [lotte]]
    here = f"/p/academie/zorg/meetings/{alone}/change/"
    form = as_("lotte").get(here).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"people": [], "place": "Zaal 3"}
    assert as_("lotte").post(here, data).status_code == 302
    assert asked(alone) == []

    again = {**data, "version": str(int(data["version"]) + 1), "kind": "meeting"}
    assert as_("lotte").post(here, again).status_code == 302
    assert asked(alone) == [lotte]  # for everybody when somebody says so
