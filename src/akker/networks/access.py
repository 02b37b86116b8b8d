"""The door of a network, and who may do what inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.people.prepared import DAY, KEY, TEXT, Written, columns, thin
from akker.programmes.access import GRANTS as PROGRAMME_GRANTS
from akker.programmes.access import May as ProgrammeMay
from akker.programmes.access import Visit as ProgrammeVisit
from akker.programmes.access import enter as enter_programme
from akker.programmes.inverses import INVERSES
from akker.programmes.models import Event, Office, Programme


class May(StrEnum):
    """Every permission inside a network. A power grants a set of these."""

    SEE = "see"  # that it exists: name, line, phase, dates
    READ = "read"  # its journey, what was agreed, who is who
    BRING = "bring"  # one's own card: what I bring, what I need; leave
    RECORD = "record"  # walk the steps, record what was agreed
    INVITE = "invite"  # people in and out, import, seats
    MANAGE = "manage"  # name, handbook, dates; close and reopen


_MEMBER = frozenset({May.SEE, May.READ, May.BRING, May.RECORD})
GRANTS: dict[str, frozenset[May]] = {
    "leader": frozenset(May),
    "facilitator": frozenset(May),
    "member": _MEMBER,
    "second_ring": frozenset({May.SEE, May.READ, May.BRING}),
    # Whoever runs the programme arranges people and dates; what members say stays among them.
    "programme_manager": frozenset({May.SEE, May.INVITE, May.MANAGE}),
    "reference_leader": frozenset({May.SEE, May.READ}),
    "home_manager": frozenset(),
    "forum": frozenset(),
    "guest": frozenset(),
    "applicant": frozenset(),
}
# What a seat may lend its holder; offices in the programme are never given by a pack.
SEAT_POWERS = frozenset({"leader", "facilitator", "member"})
WHEN_CLOSED = frozenset({May.SEE, May.READ, May.MANAGE})


@dataclass(frozen=True)
class Visit:
    """A person inside a network, and what they may do there."""

    network: Network
    person: Person
    roles: tuple[str, ...]  # role keys of the pack, in the order they were taken
    powers: frozenset[str]
    may: frozenset[May]

    @cached_property
    def membership(self) -> Membership | None:
        """The person's own, if they are in the network; one query when asked for."""
        mine: Membership | None = self.network.memberships.present().filter(person=self.person).first()
        return mine

    @property
    def is_inside(self) -> bool:
        """Whether they are in the core or the second ring, and not here through an office alone."""
        return bool(self.powers & {"member", "second_ring"})

    @property
    def address(self) -> tuple[str, str]:
        """The two slugs that every address of this network begins with."""
        return self.network.programme.slug, self.network.slug

    @property
    def home(self) -> str:
        """Where the network's own pages begin; what stands there is the shell's."""
        return self.network.home

    def undo(self, event: Event) -> str:
        """The address that takes `event` back; empty for what has no inverse."""
        if event.verb not in INVERSES:
            return ""
        return reverse("networks:undo", args=[*self.address, event.pk])


# What `NetworkQuerySet.visible_to` says in the ORM, for one network and with all that the door asks
# about: one row per seat and office. By hand, since building the query cost more than answering it.
ENTRY = """
SELECT p.id, p.slug, p.name, p.personal_to_id, m.id, m.ring, m.left_at, s.role, o.role, o.id, {network}
FROM networks_network n
JOIN programmes_programme p ON p.id = n.programme_id
LEFT JOIN networks_membership m ON m.network_id = n.id AND m.person_id = %(person)s
LEFT JOIN networks_seat s ON s.membership_id = m.id AND m.left_at IS NULL
     AND s.until_on IS NULL AND s.withdrawn_at IS NULL
LEFT JOIN programmes_office o ON o.programme_id = p.id AND o.person_id = %(person)s AND o.withdrawn_at IS NULL
     AND (o.until_on IS NULL OR o.until_on > %(today)s)
WHERE p.slug = %(programme)s AND n.slug = %(slug)s
ORDER BY s.from_on, s.id
"""
PROGRAMME, MEMBERSHIP, OFFICE = ("id", "slug", "name", "personal_to_id"), ("id", "ring", "left_at"), ("role", "id")
NETWORK = tuple(field.attname for field in Network._meta.concrete_fields)
ASKED = Written(
    ENTRY.format(network=", ".join(f"n.{name}" for name in NETWORK)),
    [*columns(Programme, PROGRAMME), *columns(Membership, MEMBERSHIP), *columns(Seat, ("role",)),
     *columns(Office, OFFICE), *columns(Network, NETWORK)],
    person=KEY, programme=TEXT, slug=TEXT, today=DAY,
)  # fmt: skip


class Entry(NamedTuple):
    """What somebody is to a network, by one seat and one office of theirs; None where they have none."""

    network: Network
    membership: UUID | None
    ring: str | None
    left_at: datetime | None
    seat: str | None
    office: str | None
    office_key: UUID | None


def entry(person: Person, programme: str, slug: str, today: date) -> list[Entry]:
    """One network with what `person` is to it: a row per seat and office, empty when there is none; one query."""
    rows = ASKED(person=person.pk, programme=programme, slug=slug, today=today)
    if not rows:
        return []
    network = thin(Network, NETWORK, rows[0][10:])
    network.programme = thin(Programme, PROGRAMME, rows[0][:4])
    return [Entry(network, *row[4:10]) for row in rows]


def enter(person: Person | AnonymousUser, programme: str, slug: str, needs: May) -> Visit:
    """The one door to a network; every view of a network starts here. One query.

    Raises:
        Http404: there is no such network, or it is none of the person's business.
        PermissionDenied: the person has a place, but their powers lack `needs`.
    """
    if isinstance(person, AnonymousUser):
        raise Http404
    rows = entry(person, programme, slug, clock.now().date())
    powers = _powers(rows, person)
    if not powers:
        raise Http404
    network = rows[0].network
    may = frozenset[May]().union(*(GRANTS[power] for power in powers))
    if network.is_closed:
        may &= WHEN_CLOSED
    if needs not in may:
        raise PermissionDenied
    return Visit(network, person, _roles(rows), powers, may)


def enter_themes(person: Person | AnonymousUser, slug: str, needs: ProgrammeMay) -> ProgrammeVisit:
    """The door to the themes of a programme: for its offices, and who is in one of its networks; two queries.

    Raises:
        Http404: there is no such programme, it is somebody's own, or none of the person's business.
        PermissionDenied: the person holds an office, but it lacks `needs`.
    """
    try:
        visit = enter_programme(person, slug, needs)
    except Http404:
        if needs is not ProgrammeMay.PROPOSE or not isinstance(person, Person):
            raise
        present = Membership.objects.present().filter(person=person)  # a network that ended leaves questions too
        programme = Programme.objects.filter(slug=slug, pk__in=present.values("programme")).first()
        if programme is None:
            raise
        visit = ProgrammeVisit(programme, person, frozenset({"member"}), PROGRAMME_GRANTS["member"])
    if visit.programme.is_personal:
        raise Http404
    return visit


def _roles(rows: list[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.seat for row in rows if row.seat))


def _powers(rows: list[Entry], person: Person) -> frozenset[str]:
    """What the person acts as: through the ring, through seats, through offices in the programme."""
    if not rows:
        return frozenset()
    first = rows[0]
    network = first.network
    powers = set()
    if first.membership and not first.left_at:
        powers |= {network.acts_as(role) for role in _roles(rows)} & SEAT_POWERS
        if first.ring == Membership.Ring.CORE:
            powers.add("member")
        else:
            powers = powers & {"facilitator"} | {"second_ring"}  # an outside facilitator may sit in the ring
    is_owner = network.programme.personal_to_id == person.pk and not first.left_at  # who left their own has left it
    if is_owner or any(row.office == Office.Role.PROGRAMME_MANAGER for row in rows):
        powers.add("programme_manager")
    if network.reference_leader_id in {row.office_key for row in rows} - {None}:
        powers.add("reference_leader")
    return frozenset(powers)
