"""Gathers the table of preconditions: per role who holds it and what they need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from akker.networks.models import Network
from akker.people.models import Person
from akker.roles import pitch
from akker.roles.models import Precondition
from akker.roles.report.board import holders, prose_of, role_name


def preconditions(network: Network) -> list[Precondition]:
    """Everything noted as needed, met or not, in the order in which it was noted; one query."""
    return list(Precondition.objects.standing().filter(network=network).order_by("at", "pk"))


def unmet(network: Network, rows: list[Precondition], language: str = "") -> list[tuple[str, Precondition]]:
    """Those of `rows` that are not there yet, each with the name of its role; no query."""
    return [(role_name(network, row.role, language), row) for row in rows if row.is_open]


@dataclass(frozen=True, slots=True)
class NeedsRow:
    """A row of the table: a role, who holds it, what they need; `none` is the answer that nothing is."""

    role: str
    name: str
    short: str
    people: tuple[Person, ...]
    preconditions: tuple[Precondition, ...]
    none: Precondition | None


def needs(network: Network, language: str = "") -> list[NeedsRow]:
    """The table of preconditions in the order of the pack's sheet, or of its pitch; three queries."""
    prose, drawn = prose_of(network, language), pitch.sheet(network.book, "table")
    people = holders(network)
    said = defaultdict[str, list[Precondition]](list)
    for row in preconditions(network):
        said[row.role].append(row)
    return [
        NeedsRow(
            key,
            prose.roles[key].name,
            prose.roles[key].short,
            tuple(people[key]),
            tuple(row for row in said[key] if not row.is_none_needed),
            next((row for row in said[key] if row.is_none_needed), None),
        )
        for key in (drawn.roles if drawn else tuple(network.book.roles))
    ]
