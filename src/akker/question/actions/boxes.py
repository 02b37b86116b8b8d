from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.networks.actions import hold
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.models import BoxText


@transaction.atomic
def write(*, network: Network, page: str, box: str, text: str, by: Person, now: datetime, seen: int) -> Event | None:
    """Write in a box; `seen` is the version last read, 0 for none. An empty text empties it; earlier ones are kept.

    Returns: the event, or None when the text stays as it was.
    Raises: Stale when somebody else has written there since `seen`.
    """
    hold(network)
    texts = BoxText.objects.filter(network=network, page=page, box=box)
    last = texts.filter(withdrawn_at=None).first()
    if (last.text if last else "") == text:
        return None
    if last and last.version != seen:
        raise Stale(last, {"text": text})
    if last:
        texts.filter(pk=last.pk).update(withdrawn_at=now)
    row = BoxText.objects.create(
        programme_id=network.programme_id, network=network, page=page, box=box, text=text, by=by, at=now,
        version=(last.version if last else 0) + 1,
    )  # fmt: skip
    return record(
        programme=network.programme_id, network=network.pk, verb="question.box.written", target=row, by=by, now=now
    )


@undoes("question.box.written")
@transaction.atomic
def unwrite(*, event: Event, by: Person, now: datetime) -> None:
    """What stood there before stands there again, unless somebody wrote since."""
    written = BoxText.objects.filter(pk=event.target_id, withdrawn_at=None).first()
    if written is None:
        return
    BoxText.objects.filter(pk=written.pk).update(withdrawn_at=now)
    before = BoxText.objects.filter(network=written.network_id, page=written.page, box=written.box)
    before.filter(withdrawn_at=event.at).update(withdrawn_at=None)
