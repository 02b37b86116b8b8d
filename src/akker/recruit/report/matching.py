"""Who would take a role, per network of a composition, with what was noted of how they fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from akker.networks.models import Membership
from akker.recruit import verdict
from akker.recruit.models import Composition, Match, Opening
from akker.recruit.report.pool import candidates
from akker.recruit.report.role import offered


@dataclass(slots=True)
class Row:
    """One candidate who would take the role here; `rank`: which choice of theirs the network is, if any."""

    candidate: Any
    rank: int | None
    match: Match | None = None
    is_suggested: bool = False

    @property
    def choice(self) -> str:
        return verdict.choice(self.rank) if self.rank else ""

    @property
    def is_chosen(self) -> bool:
        return self.match is not None and self.match.chosen_at is not None


@dataclass(slots=True)
class Side:
    """One network whose handbook knows the role: who holds it, and who would take it."""

    opening: Opening
    name: str
    holders: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.opening.network_id)

    @property
    def is_filled(self) -> bool:
        return bool(self.holders) or any(row.is_chosen for row in self.rows)


def openings(composition: Composition) -> list[Opening]:
    return list(composition.openings.select_related("network").order_by("network__name", "pk"))


def roles(found: Iterable[Opening]) -> dict[str, str]:
    """The roles of these networks, with those that facilitate first: theirs is the first question."""
    named: dict[str, str] = {}
    guides: dict[str, str] = {}
    for opening in found:
        for key, name in offered(opening.network).items():
            is_guide = opening.network.acts_as(key) == "facilitator"
            (guides if is_guide else named).setdefault(key, name)
    return guides | {key: name for key, name in named.items() if key not in guides}


def sides(composition: Composition, there: Iterable[Opening], role: str) -> list[Side]:
    """Per network who holds the role and who would take it, the dearest wish first; three queries."""
    made = {it.network_id: Side(it, offered(it.network)[role]) for it in there if role in offered(it.network)}
    inside: set[UUID] = set()
    for member in _members(made):
        inside.add(member.person_id)
        if member.held_role == role:
            made[member.network_id].holders.append(str(member.person))
    noted = {(row.network_id, row.candidate_id): row for row in composition.matches.filter(role=role)}
    for one in candidates(composition):
        for key, side in made.items():
            match = noted.get((key, one.pk))
            is_chosen = match is not None and match.chosen_at is not None  # who said yes is a member by now
            if is_chosen or (one.person_id not in inside and (role in one.roles or match)):
                rank = one.wishes.index(key) + 1 if key in one.wishes else None
                side.rows.append(Row(one, rank, match))
    for side in made.values():
        side.rows.sort(key=lambda row: (not row.is_chosen, row.rank or 99, str(row.candidate.person)))
    return list(made.values())


def _members(networks: Iterable[UUID]) -> list[Any]:
    """Who is in the core, a row for each role that they hold; one query."""
    rows = Membership.objects.present().core().filter(network__in=list(networks)).select_related("person")
    running = Q(seats__until_on=None, seats__withdrawn_at=None)
    return list(rows.annotate(held=FilteredRelation("seats", condition=running), held_role=F("held__role")))
