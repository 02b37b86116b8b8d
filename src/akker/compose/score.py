"""What a division is worth and which rules it breaks: the one truth that every search answers to.

A division is an array of n seats: the number of a network, or g for the bench.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from akker.compose.board import GRAIN, Board, Cap, Ints, Need, apart
from akker.compose.rules import Rule, kind


@dataclass(frozen=True, slots=True)
class Parts:
    """What a value is made of, in points. `attributes`: how much each adds to `diversity`."""

    diversity: float
    preferences: float
    stability: float
    attributes: Mapping[str, float] = field(default_factory=dict)

    @property
    def value(self) -> float:
        return self.diversity + self.preferences + self.stability


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that is broken in one place. `kind`: that of the rule, or `size`.

    `facts` by kind: size, requires: `count` of `least` or `most`; at-most: `attribute`, `value`, `count` of `most`.
    `amount`: how many people too many, too few, or pairs that sit wrong.
    """

    kind: str
    rule: str
    network: str | None
    people: tuple[str, ...] = ()
    amount: int = 1
    facts: Mapping[str, str | int] = field(default_factory=dict)


def exact(board: Board, seats: Ints) -> Fraction:
    """The value in points, without rounding."""
    return sum((networks_diversity(board, seats, j) for j in range(board.g)), Fraction(fixed(board, seats), GRAIN))


def fixed(board: Board, seats: Ints) -> int:
    """Grains for wishes and for staying."""
    return int(board.points[np.arange(board.n), seats].sum())


def networks_diversity(board: Board, seats: Ints, j: int) -> Fraction:
    """Sum of the distances between members, per head, in points."""
    members = np.flatnonzero(seats == j)
    return Fraction(int(board.between(members, members).sum()), 2 * GRAIN * _heads(board, len(members)))


def _heads(board: Board, size: int) -> int:
    return max(1, size) if board.is_per_head else 1


def parts(board: Board, seats: Ints) -> Parts:
    """What the value is made of."""
    return parts_of(board, seats, range(board.g))


def parts_of(board: Board, seats: Ints, networks: Iterable[int]) -> Parts:
    """What the value of some networks is made of."""
    chosen = list(networks)
    diversity, by_trait, wishes = Fraction(0), {one.name: Fraction(0) for one in board.traits if one.grains}, 0
    for j in chosen:
        members = np.flatnonzero(seats == j)
        diversity += networks_diversity(board, seats, j)
        wishes += sum(board.wish(int(i), j) for i in members)
        for one in board.traits if board.distances is None else ():
            if one.grains:
                codes = one.codes[members]
                grains = int(apart(one, codes[:, None], codes[None, :]).sum())
                by_trait[one.name] += Fraction(grains, 2 * GRAIN * _heads(board, len(members)))
    held = np.flatnonzero(np.isin(seats, chosen))
    stays = int(board.points[held, seats[held]].sum()) - wishes
    attributes = {name: float(part) for name, part in by_trait.items()}
    return Parts(float(diversity), wishes / GRAIN, stays / GRAIN, attributes)


def broken(board: Board, seats: Ints) -> int:
    """How much is broken in all: the sum of the amounts of every breach."""
    return sum(breach.amount for breach in breaches(board, seats))


def seated(board: Board, seats: Ints) -> int:
    return int((seats < board.g).sum())


def merit(board: Board, seats: Ints) -> tuple[int, int, Fraction]:
    """What one division is better by than another, the first first: rules kept, people seated, value."""
    return -broken(board, seats), seated(board, seats), exact(board, seats)


def breaches(board: Board, seats: Ints) -> Iterator[Breach]:
    yield from _sizes(board, seats)
    yield from _barred(board, seats)
    for cap in board.caps:
        yield from _over(board, seats, cap)
    for need in board.needs:
        yield from _short(board, seats, need)
    for rule, members in board.together:
        yield from _separated(board, seats, rule, members)
    for rule, members in board.apart:
        yield from _joined(board, seats, rule, members)


def _sizes(board: Board, seats: Ints) -> Iterator[Breach]:
    sizes = np.bincount(seats, minlength=board.g + 1)[: board.g]
    for j in np.flatnonzero((sizes < board.least) | (sizes > board.most)):
        size, least, most = int(sizes[j]), int(board.least[j]), int(board.most[j])
        facts = {"count": size, "least": least, "most": most}
        yield Breach("size", "", board.networks[j].id, (), max(least - size, size - most), facts)


def _barred(board: Board, seats: Ints) -> Iterator[Breach]:
    for i in np.flatnonzero(board.barred[np.arange(board.n), seats]):
        j = int(seats[i])
        rule = board.barring(int(i), j)[0]
        yield Breach(kind(rule), rule.id, network(board, j), (board.people[i].id,))


def _over(board: Board, seats: Ints, cap: Cap) -> Iterator[Breach]:
    known = np.flatnonzero((cap.codes >= 0) & (seats < board.g))
    width = max(1, len(cap.values))
    counts = np.bincount(seats[known] * width + cap.codes[known], minlength=board.g * width).reshape(board.g, width)
    for j, code in zip(*np.nonzero(counts > cap.limits[:, None]), strict=True):
        who = tuple(board.people[i].id for i in np.flatnonzero((seats == j) & (cap.codes == code)))
        count, most = int(counts[j, code]), int(cap.limits[j])
        facts = {
            "attribute": getattr(cap.rule, "attribute", ""),
            "value": cap.values[code],
            "count": count,
            "most": most,
        }
        yield Breach("at-most", cap.rule.id, board.networks[j].id, who, count - most, facts)


def _short(board: Board, seats: Ints, need: Need) -> Iterator[Breach]:
    counts = np.bincount(seats[need.has], minlength=board.g + 1)[: board.g]
    for j in np.flatnonzero(counts < need.least):
        count, least = int(counts[j]), int(need.least[j])
        facts = {"count": count, "least": least}
        yield Breach("requires", need.rule.id, board.networks[j].id, (), least - count, facts)


def _separated(board: Board, seats: Ints, rule: Rule, members: Ints) -> Iterator[Breach]:
    there = seats[members]
    pairs = int((there[:, None] != there[None, :]).sum()) // 2
    if pairs:
        yield Breach("together", rule.id, None, tuple(board.people[i].id for i in members), pairs)


def _joined(board: Board, seats: Ints, rule: Rule, members: Ints) -> Iterator[Breach]:
    there = seats[members]
    for j in np.unique(there[there < board.g]):
        who = members[there == j]
        if len(who) > 1:
            names = tuple(board.people[i].id for i in who)
            yield Breach("apart", rule.id, board.networks[j].id, names, len(who) * (len(who) - 1) // 2)


def network(board: Board, j: int) -> str | None:
    """The id of a network; None for the bench."""
    return board.networks[j].id if j < board.g else None
