"""Who comes in where: what is asked of the second ring. The page behind a link is tested in the room."""

from __future__ import annotations

from typing import Any

from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.recruit.models import RingAnswer, RingRequest
from tests.cast import NOW
from tests.house.doors.row import READ, Row

LEADING = "fatma lotte"  # no office asks in the name of a network
TABLE = {
    "recruit:ring": Row(READ, 200, 405),
    "recruit:ring-new": Row(LEADING, 200, 422),
    "recruit:ring-use": Row(LEADING, 200, 422),
    "recruit:ring-withdrawal": Row(LEADING, 405, 302),
    "recruit:ring-sight": Row("ringo", 405, 302),
}


def things(network: Network, cast: dict[str, Person]) -> dict[str, Any]:
    """A request that Ringo answered, for who leads and facilitates."""
    asked = RingRequest.objects.create(
        programme=network.programme, network=network, kind="feedback", question="Klopt dit?", minutes=10,
        due_on=NOW.date(), asked_at=NOW, asked_by=cast["lotte"],
    )  # fmt: skip
    said = RingAnswer.objects.create(
        programme=network.programme, request=asked, membership=Membership.objects.get(person=cast["ringo"]),
        text="Bijna", answered_at=NOW,
    )  # fmt: skip
    return {"recruit:ring": asked.pk, "recruit:ring-sight": said.pk}
