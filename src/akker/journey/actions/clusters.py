"""Voices of a revealed round, put together under a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from akker.journey.actions.rounds import NotRevealed
from akker.journey.models import Cluster, Round, Voice
from akker.networks.actions import hold, record_in
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event


@transaction.atomic
def gather(*, round: Round, name: str, voices: Iterable[UUID], by: Person, now: datetime) -> Event:
    """Put these voices together under a name; the same name once more takes them in. Raises: NotRevealed."""
    hold(round.network)
    if round.revealed_at is None:
        raise NotRevealed
    given = {"programme_id": round.programme_id, "network": round.network, "by": by, "at": now}
    there = Cluster.objects.filter(round=round, name=name, withdrawn_at=None).first()
    row = there or Cluster.objects.create(round=round, name=name, **given)
    Voice.objects.standing().filter(round=round, pk__in=voices).update(cluster=row)
    return record_in(round.network, f"journey.cluster.{'extended' if there else 'gathered'}", row, by, now)


@undoes("journey.cluster.gathered")
@transaction.atomic
def scatter(*, event: Event, by: Person, now: datetime) -> None:
    """Loose again."""
    Voice.objects.filter(cluster=event.target_id).update(cluster=None)
    Cluster.objects.filter(pk=event.target_id).update(withdrawn_at=now)
