"""What a page tells somebody of how others see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from akker.handbooks.reader import text as prose
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes.models import Office


@dataclass(frozen=True, slots=True)
class Sight:
    """One network, one's own membership in it, and one's roles there as (name, since)."""

    network: Network
    mine: Membership
    roles: tuple[tuple[str, date], ...]

    @property
    def has_hidden_kind(self) -> bool:
        """Nobody else sees what they are here as."""
        return bool(self.mine.kind or self.mine.kind_words) and self.mine.kind_shown_at is None

    @property
    def is_empty(self) -> bool:
        mine = self.mine
        return not (mine.brings or mine.needs or mine.competences or mine.function or mine.shown_kind)


def of_networks(person: Person) -> list[Sight]:
    """Every network they are or were in, those of today first; two queries."""
    rows = Membership.objects.filter(person=person).with_seats().select_related("network__programme")
    return sorted(map(_sight, rows), key=lambda sight: (sight.mine.left_at is not None, sight.network.name.casefold()))


def _sight(mine: Membership) -> Sight:
    names = prose(mine.network.book, get_language() or "en").roles
    seats = mine.current_seats  # type: ignore[attr-defined]
    roles = tuple((names[seat.role].name if seat.role in names else seat.role, seat.from_on) for seat in seats)
    return Sight(mine.network, mine, roles)


def offices(person: Person, today: date) -> list[Office]:
    """What they are in programmes today; one query."""
    return list(
        Office.objects.current(today)
        .filter(person=person)
        .select_related("programme", "organisation", "forum")
        .order_by("programme__name", "role")
    )
