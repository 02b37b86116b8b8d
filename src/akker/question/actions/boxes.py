from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.networks.actions import hold
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Event, record
from akker.question.models import BoxText


@transaction.atomic
def write(*, network: Network, page: str, box: str, text: str, by: Person, now: datetime, seen: int) -> Event | None:
    """Write in a box; `seen` is the version last read, 0 for none. An empty text empties it.

    Returns: the event, or None when the text stays as it was.
    Raises: Stale when somebody else has written there since `seen`.
    """
    hold(network)
    row = BoxText.objects.filter(network=network, page=page, box=box).first()
    if (row.text if row else "") == text:
        return None
    if row:
        row.revise(seen=seen, text=text, by=by, at=now)
    else:
        row = BoxText.objects.create(
            programme_id=network.programme_id, network=network, page=page, box=box, text=text, by=by, at=now
        )
    return record(
        programme=network.programme_id, network=network.pk, verb="question.box.written", target=row, by=by, now=now
    )
