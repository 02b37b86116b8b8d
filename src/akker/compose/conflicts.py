"""What a clash between rules is, and what would take it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SIZES = "sizes"  # stands for the sizes of networks among the ids of rules


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change that takes a conflict away. `cost`: how many seats, people or rules it touches; cheapest first.

    `kind`: `raise` or `lower` a number of a rule, or a size, `to` another; `drop` a rule; `add` people to the pool
    until there are `to`.
    """

    kind: str
    rule: str
    network: str | None = None
    to: int = 0
    cost: int = 1


@dataclass(frozen=True, slots=True)
class Conflict:
    """The smallest set of rules found that no division can keep together.

    `rules`: their ids; `sizes` stands for the sizes of networks. `facts`: the numbers, by kind, told in
    docs/compose.md. `text`: a plain English sentence for the command line.
    """

    kind: str
    rules: tuple[str, ...]
    people: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    facts: Mapping[str, str | int] = field(default_factory=dict)
    remedies: tuple[Remedy, ...] = ()
    text: str = ""


def cheapest(*remedies: Remedy) -> tuple[Remedy, ...]:
    return tuple(sorted(remedies, key=lambda one: one.cost))


def drops(rules: tuple[str, ...]) -> tuple[Remedy, ...]:
    """Dropping any one of these rules is enough."""
    return tuple(Remedy("drop", rule) for rule in rules if rule != SIZES)
