"""Gathers the pitch from the database, as a visitor may see it; few queries, each told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery, Value
from django.utils.translation import get_language

from akker.handbooks.model import Prose, Role
from akker.handbooks.reader import text as words
from akker.networks.access import SEAT_POWERS, Visit
from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person
from akker.roles import pitch
from akker.roles.access import may_give, may_move
from akker.roles.models import LeftVacant, Nomination, SeatTasks, SignalAside
from akker.roles.pitch import Board, Chip, Slot


def prose_of(network: Network, language: str = "") -> Prose:
    """The words of the handbook, in `language` or the reader's."""
    return words(network.book, language or get_language() or "en")


def members(network: Network) -> list[Membership]:
    """Everybody present, by name, with `current_seats` that carry their `tasks` (text); two queries."""
    tasks = SeatTasks.objects.filter(seat=OuterRef("pk")).values("text")[:1]
    seats = Seat.objects.current().annotate(tasks=Subquery(tasks)).order_by("from_on", "pk")
    present = network.memberships.present().select_related("person", "organisation")
    rows = present.prefetch_related(Prefetch("seats", seats, to_attr="current_seats"))
    return sorted(rows, key=lambda member: (str(member.person).casefold(), member.pk))


def settled(network: Network) -> tuple[set[str], set[str]]:
    """The roles left vacant and the signals put aside; one query."""
    left = LeftVacant.objects.filter(network=network, withdrawn_at=None).values_list(Value("left"), "role")
    aside = SignalAside.objects.filter(network=network, withdrawn_at=None).values_list(Value("aside"), "signal")
    rows = list(left.union(aside))
    return {key for kind, key in rows if kind == "left"}, {key for kind, key in rows if kind == "aside"}


def board(visit: Visit, language: str = "") -> Board:
    """The pitch as the visitor sees it, in `language` or theirs; three queries."""
    network, prose = visit.network, prose_of(visit.network, language)
    left, aside = settled(network)
    placed = _Placing(visit, prose, members(network), left)
    drawn = Board(
        staff=tuple(placed.slot(role) for role in _seats(network, "staff")),
        players=tuple(placed.players(_seats(network, "players"))),
        spectators=placed.spectators(),
        places=pitch.places(network.book),
        core_count=placed.core_count,
    )
    return replace(drawn, signals=pitch.signals(drawn, network.book, sorted(aside)))


def role_name(network: Network, role: str, language: str = "") -> str:
    """In `language` or the reader's; a key that the pack lost stays a key."""
    text = prose_of(network, language).roles.get(role)
    return text.name if text else role


def targets(visit: Visit) -> list[tuple[str, str]]:
    """Where the visitor may put a name: key and name, in the order of the pitch; no query."""
    prose = prose_of(visit.network)
    given = [(role.key, prose.roles[role.key].name) for role in seat_roles(visit.network) if may_give(visit, role.key)]
    ring = [(pitch.RING, str(Membership.Ring.SECOND.label))] if may_give(visit, pitch.RING) else []
    return given + ring


def forward(visit: Visit) -> dict[str, list[Nomination]]:
    """Role -> who put themselves forward, as far as the visitor may know, by name; one query.

    Each carries `said`: pairs of a criterion and what they say of it.
    """
    found = defaultdict[str, list[Nomination]](list)
    criteria = prose_of(visit.network).fit_criteria
    present = Nomination.objects.filter(network=visit.network, membership__left_at=None)
    shown = present.shown_to(visit.person, visit.powers).select_related(
        "membership__person", "membership__organisation"
    )
    for nomination in sorted(shown, key=lambda row: str(row.membership.person).casefold()):
        nomination.said = [(criteria.get(key, key), note) for key, note in nomination.notes.items()]  # type: ignore[attr-defined]
        found[nomination.role].append(nomination)
    return dict(found)


def seat_roles(network: Network) -> list[Role]:
    """The roles that are held from until, in the order of the pack; the second ring is a membership."""
    return [role for role in network.book.roles.values() if role.acts_as in SEAT_POWERS]


def _seats(network: Network, zone: str) -> list[Role]:
    return [role for role in network.book.zone(zone) if role.acts_as in SEAT_POWERS]


@dataclass(frozen=True, slots=True)
class _Placing:
    """Puts members where they belong."""

    visit: Visit
    prose: Prose
    people: list[Membership]
    left: set[str]

    @property
    def core_count(self) -> int:
        return sum(member.is_core for member in self.people)

    def slot(self, role: Role) -> Slot:
        text = self.prose.roles[role.key]
        held = [(member, seat) for member in self.people for seat in _held(member) if seat.role == role.key]
        chips = tuple(self._chip(member, seat, text.name if role.zone == "staff" else "") for member, seat in held)
        return Slot(role.key, text.name, text.short, text.tasks, text.fit, chips, role.key in self.left)

    def players(self, roles: list[Role]) -> Iterable[Slot]:
        """The roles of the players, with the core members who have no role that the pack knows."""
        book = self.visit.network.book
        idle = tuple(self._chip(member, None) for member in self.people if _is_idle(member, book.roles))
        for role in roles:
            slot = self.slot(role)
            yield replace(slot, chips=slot.chips + idle) if role.key == pitch.by_default(book) else slot
        if idle and not pitch.by_default(book):
            yield Slot("", "", "", (), (), idle, False)

    def spectators(self) -> tuple[Chip, ...]:
        return tuple(self._chip(member, None) for member in self.people if not member.is_core)

    def _chip(self, member: Membership, seat: Seat | None, under: str = "") -> Chip:
        roles = [held.role for held in _held(member)]
        return Chip(
            membership=member.pk,
            seat=seat.pk if seat else None,
            person=member.person,
            role=seat.role if seat else "",
            under=under or (member.organisation.name if member.organisation else member.function),
            tasks=tuple(lines(getattr(seat, "tasks", ""))),
            seen=pitch.seen(member.ring, roles),
            is_me=member.person_id == self.visit.person.pk,
            can_move=may_move(self.visit, member, seat.role if seat else ""),
        )


def _held(member: Membership) -> list[Any]:
    return member.current_seats  # type: ignore[attr-defined]


def _is_idle(member: Membership, roles: Any) -> bool:
    return member.is_core and not any(seat.role in roles for seat in _held(member))


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def holders(network: Network) -> dict[str, list[Person]]:
    """Role -> who holds it now, by name; the second ring under the pack's entry for it. Two queries.

    A core member who was given no role counts among the players, as on the pitch.
    """
    found = defaultdict[str, list[Person]](list)
    ring, player = network.book.acting_as("second_ring"), pitch.by_default(network.book)
    for member in members(network):
        for seat in _held(member):
            found[seat.role].append(member.person)
        if player and _is_idle(member, network.book.roles):
            found[player].append(member.person)
        if not member.is_core and ring:
            found[ring[0].key].append(member.person)
    return found
