"""Who moves a part of an agenda by keyboard goes on from where it is now."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from akker.meetings import actions as meetings
from akker.meetings.models import Meeting
from akker.meetings.tests.test_agenda import part
from akker.networks.models import Network
from akker.people.models import Person
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(network: Network, lotte: Person) -> Meeting:
    event = meetings.plan(network=network, on=NOW.date(), at=NOW.time(), by=lotte, now=NOW)
    return Meeting.objects.select_related("network").get(pk=event.target_id)


@pytest.mark.parametrize(
    ("title", "way", "focused"),
    [
        ("Een", "down", ("Een", "down")), ("Drie", "up", ("Drie", "up")),
        ("Twee", "up", ("Twee", "down")), ("Twee", "down", ("Twee", "up")),  # at an end only the other button works
    ],
)  # fmt: skip
def test_the_focus_stays_with_the_part_that_was_moved(
    title: str, way: str, focused: tuple[str, str], meeting: Meeting, lotte: Person, as_: Any
):
    parts = {name: part(meeting, lotte, name) for name in ("Een", "Twee", "Drie")}
    address = f"/p/academie/zorg/parts/{parts[title].pk}/move/"

    answer = as_("lotte").post(address, {"way": way, "once": uuid4()}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    found = re.findall(r'value="(up|down)" autofocus>.*?: (\w+)</span>', text)
    assert [(name, direction) for direction, name in found] == [focused]
    number = {"Een": 2, "Drie": 2, "Twee": 1 if way == "up" else 3}[title]
    assert f"{title} is nu onderdeel {number} van 3." in text
