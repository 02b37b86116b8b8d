from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from akker.networks.actions import hold
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.models import Motive

Given = tuple[str, str]  # key of the list and own words; one of the two is empty


@transaction.atomic
def give(
    *, network: Network, kind: str, motives: list[Given], by: Person, now: datetime, seen: list[Given]
) -> Event | None:
    """Make these the motives of one kind, in this order; those left out step back.

    Returns: the event, or None when they are so already.
    Raises: Stale when somebody else changed them since they were `seen`.
    """
    hold(network)
    standing = {(row.box, row.words): row for row in _of(network, kind).order_by("place")}
    if list(standing) == motives:
        return None
    if list(standing) != seen:
        raise Stale(network, {"motives": motives})
    _of(network, kind).update(withdrawn_at=now)
    Motive.objects.bulk_create(
        Motive(
            programme_id=network.programme_id, network=network, kind=kind, box=box, words=words, place=place,
            by=standing[box, words].by if (box, words) in standing else by, at=now,
        )
        for place, (box, words) in enumerate(motives)
    )  # fmt: skip
    verb = f"question.motives.{kind}"
    return record(programme=network.programme_id, network=network.pk, verb=verb, target=network, by=by, now=now)


@undoes("question.motives.organisation")
@undoes("question.motives.member")
@transaction.atomic
def ungive(*, event: Event, by: Person, now: datetime) -> None:
    """The motives of before, unless they were changed again since."""
    kind = event.verb.rpartition(".")[2]
    given = Motive.objects.filter(network_id=event.target_id, kind=kind)
    if given.filter(withdrawn_at=None).exclude(at=event.at).exists() or given.filter(at__gt=event.at).exists():
        return
    given.filter(at=event.at).update(withdrawn_at=now)
    given.filter(withdrawn_at=event.at).update(withdrawn_at=None)


def _of(network: Network, kind: str) -> QuerySet[Motive]:
    return Motive.objects.filter(network=network, kind=kind, withdrawn_at=None)
