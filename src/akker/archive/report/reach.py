"""How far one person reaches: where they took part, and who else is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from akker.archive.redaction import Names, names
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes.models import Office, Programme
from akker.recruit.models import Candidate


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a person took part, held an office or applied, by id.

    joined: the networks they are in now. alone: those of a programme of their own in which nobody else ever was;
    these go with them, as do the programmes in `deserted`, where nobody else is left to keep.
    """

    person: Person
    names: Names
    networks: Mapping[UUID, Network]
    programmes: Mapping[UUID, Programme]
    joined: frozenset[UUID]
    alone: frozenset[UUID]
    deserted: frozenset[UUID]

    def language(self, network: UUID | None, programme: UUID | None) -> str:
        """What is spoken there; elsewhere the person's own."""
        place = self.networks.get(network) or self.programmes.get(programme)  # type: ignore[arg-type]
        return place.language if place else self.person.language


def reach(person: Person) -> Reach:
    """Six queries."""
    offices = Office.objects.filter(person=person)
    own = Q(programme__personal_to=person) | Q(programme__in=offices.values("programme"))
    mine = Membership.objects.filter(person=person)
    networks = {row.pk: row for row in Network.objects.filter(own | Q(pk__in=mine.values("network")))}
    held = set(offices.values_list("programme", flat=True))
    wanted = Q(personal_to=person) | Q(pk__in=held | {row.programme_id for row in networks.values()})
    wanted |= Q(pk__in=Candidate.objects.filter(person=person).values("programme"))  # where they only applied
    programmes = {row.pk: row for row in Programme.objects.filter(wanted)}
    members = list(
        Membership.objects.filter(network__in=networks).values_list("network", "person", "left_at", "person__name")
    )
    officials = list(Office.objects.filter(programme__in=programmes).values_list("programme", "person", "person__name"))
    others = {name for _n, who, _l, name in members if who != person.pk}
    others |= {name for _p, who, name in officials if who != person.pk}
    crowded = {network for network, who, _left, _name in members if who != person.pk}
    staffed = {programme for programme, who, _name in officials if who != person.pk}
    theirs = {row.pk for row in programmes.values() if row.personal_to_id == person.pk} | held - staffed
    kept = {networks[key].programme_id for key in crowded}
    return Reach(
        person=person,
        names=names(person.name, person.email or "", others),
        networks=networks,
        programmes=programmes,
        joined=frozenset(network for network, who, left_at, _name in members if who == person.pk and not left_at),
        alone=frozenset(row.pk for row in networks.values() if row.programme_id in theirs and row.pk not in crowded),
        deserted=frozenset(theirs - kept - staffed),
    )
