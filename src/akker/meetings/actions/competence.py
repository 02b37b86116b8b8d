"""The set of competences of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from akker.meetings.models import Competence
from akker.networks.actions import hold, record_in
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.models import Event


@dataclass(frozen=True, slots=True)
class Named:
    """One competence as it was written; without `key` it is new."""

    name: str
    about: str = ""
    key: UUID | None = None


def seen(competences: Sequence[Competence]) -> str:
    """What a form remembers of the set it showed."""
    return " ".join(f"{each.pk.hex}.{each.version}" for each in competences)


@transaction.atomic
def settle(
    *, network: Network, competences: Sequence[Named], framework: str, by: Person, now: datetime, seen_set: str
) -> Event:
    """The set from now on, in this order; what is not in it is withdrawn. Raises: Stale."""
    hold(network)
    there = list(Competence.objects.standing().filter(network=network))
    if seen(there) != seen_set:
        raise Stale(there[0] if there else Competence(network=network), {})
    known = {each.pk: each for each in there}
    kept = {named.key for named in competences}
    Competence.objects.filter(pk__in=known.keys() - kept).update(withdrawn_at=now)
    for place, named in enumerate(competences):
        values = {"name": named.name, "about": named.about, "framework": framework, "place": place}
        if named.key in known:
            _change(known[named.key], values)
        else:
            Competence.objects.create(programme_id=network.programme_id, network=network, **values)
    return record_in(network, "meetings.competences.settled", network, by, now)


def _change(row: Competence, values: dict[str, object]) -> None:
    if any(getattr(row, name) != value for name, value in values.items()):
        row.revise(seen=row.version, **values)
