"""A meeting for some people by name, when they go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from akker.archive.actions.erase import erase
from akker.meetings import actions
from akker.meetings.report.who import guests
from akker.meetings.tests.planned import of
from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person

pytestmark = pytest.mark.django_db


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
