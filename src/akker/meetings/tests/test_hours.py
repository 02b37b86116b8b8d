"""Hours that the plan asks of people, beside what their organisation agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from akker.meetings import actions
from akker.meetings.tests.planned import HERE, PLAN, drawn, of, press
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person


def test_hours_agreed_are_for_who_arranges_people(network: Network, lotte: Person, piet: Person, as_: Any):
    for human, hours in ((lotte, 1), (piet, 2)):
        Membership.objects.filter(person=human).update(hours_agreed=hours)
    today = clock.now().date()
    actions.plan(network=network, on=today + timedelta(days=9), at=clock.now().time(), by=lotte, now=clock.now())

    def promised(who: str) -> list[str]:
        page = as_(who).get(PLAN)
        return [line.row.name for line in page.context["core"] if line.promised is not None]

    assert promised("lotte") == ["Lotte", "Piet"]
    assert promised("piet") == ["Piet"]


def part(page: Any, name: str) -> str:
    """What the page shows from there on."""
    return str(page.content.decode().partition(f'id="{name}"')[2])


def test_hours_are_compared_though_meetings_have_no_date(network: Network, lotte: Person, piet: Person, as_: Any):
    today = clock.now().date()
    Network.objects.filter(pk=network.pk).update(starts_on=today, ends_on=None)
    for human, hours in ((lotte, 1), (piet, 9)):
        Membership.objects.filter(person=human).update(hours_agreed=hours)
    drawn(network, lotte)

    sketch = as_("lotte").get(PLAN)
    assert f'href="{HERE}settings/"' in part(sketch, "plan-hours")
    assert not sketch.context["asked_more"]

    Network.objects.filter(pk=network.pk).update(ends_on=today)  # one month
    page, mine = as_("lotte").get(PLAN), as_("piet").get(PLAN)

    assert [line.row.name for line in page.context["asked_more"]] == ["Lotte"]
    theirs = f"{HERE}people/{of(network, lotte).pk}/"
    assert theirs in part(page, "plan-signals")
    assert theirs not in part(mine, "plan-signals")  # the hours of others are not theirs to see
    own = [line for line in mine.context["lines"] if line.promised is not None]
    assert [(line.row.name, line.promised, line.over) for line in own] == [("Piet", 9, 0)]


def test_what_stands_out_follows_a_press(network: Network, lotte: Person, as_: Any):
    today = clock.now().date()
    Network.objects.filter(pk=network.pk).update(starts_on=today, ends_on=today)
    Membership.objects.filter(person=lotte).update(hours_agreed=4)
    drawn(network, lotte)

    def is_told() -> bool:
        return f"{HERE}people/" in part(as_("lotte").get(f"{PLAN}sums/"), "plan-signals")

    assert is_told()
    press(as_("lotte"), network, "Lotte", 3, state="not")
    assert not is_told()
