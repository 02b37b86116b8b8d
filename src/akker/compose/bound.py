"""What no division can pass: for each attribute its own best split, and for the wishes their own best seats.

Adding somebody to a network never lowers its distance per head (for a value that c of s members hold,
s + c*c/s >= 2c), so the networks may be taken as full as the people allow. Within one attribute, c members of a network
of s with the same value cost c*c / 2s; that is convex, so spreading each value as evenly as the sizes allow costs
least. A number is a sum of such splits, one for every step between two neighbouring numbers.

Where sizes differ, every word by itself would spare the small networks, and all words together must fill them. So a
seat in a network of each size gets a price, which its people pay and the network gets back: whatever the prices, no
division costs less, and some prices say so more sharply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate
from math import lcm

import numpy as np

from akker.compose.board import GRAIN, Board, Ints, Trait

_MOST_SIZES = 6  # different ones, for which prices are looked for
_LARGEST_UNIT = 1 << 30  # so that sums of it stay below 64 bits


def upper_bound(board: Board) -> Fraction | None:
    """Points that no division passes; None where only a useless bound is known: given distances, or sums of pairs."""
    if board.distances is not None or not board.is_per_head:
        return None
    return diversity(board) + wishes(board)


def diversity(board: Board) -> Fraction:
    """The most that the distances can add up to, in points."""
    costs = Costs(board)
    grains = sum((_best(one, costs) for one in board.traits if one.grains), Fraction(0))
    return grains / GRAIN


class Costs:
    """`least[k]`: the least that k people of one value cost in all networks, times `unit`. `seats`: people seated."""

    def __init__(self, board: Board) -> None:
        self.seats = min(board.n, int(board.most.sum()))
        self.is_full = self.seats == int(board.most.sum())
        sizes = [int(size) for size in board.most if size]
        self.unit = lcm(*set(sizes)) if sizes else 1
        steps = sorted((2 * count + 1) * (self.unit // size) for size in sizes for count in range(size))
        self.least = list(accumulate(steps, initial=0))
        self.rows = Counter(sizes)  # size -> how many networks

    def spent(self, counts: Ints) -> Fraction:
        """The least that so many people of each value cost together."""
        plain = sum((self.of(int(count)) for count in counts if count), Fraction(0))
        if not self.is_full or not 1 < len(self.rows) <= _MOST_SIZES or self.unit > _LARGEST_UNIT:
            return plain
        prices: dict[int, int] = {}
        for size in sorted(self.rows, key=lambda size: self.rows[size])[:-1]:
            prices[size] = self._sharpest(counts, prices, size)
        return max(plain, Fraction(self._priced(counts, prices), self.unit))

    def _priced(self, counts: Ints, prices: Mapping[int, int]) -> int:
        steps = [
            np.tile((2 * np.arange(size) + 1) * (self.unit // size) + prices.get(size, 0), count)
            for size, count in self.rows.items()
        ]
        sums = np.concatenate(([0], np.cumsum(np.sort(np.concatenate(steps)))))
        return int(sums[counts].sum()) - sum(price * size * self.rows[size] for size, price in prices.items())

    def _sharpest(self, counts: Ints, prices: Mapping[int, int], size: int) -> int:
        """The price of a seat in networks of this size that says most; concave, so it is where it stops to rise."""
        low, high = -2 * self.unit, 2 * self.unit
        while low < high:
            middle = (low + high) // 2
            now, next_ = (self._priced(counts, {**prices, size: price}) for price in (middle, middle + 1))
            low, high = (middle + 1, high) if next_ > now else (low, middle)
        return low

    def of(self, count: int) -> Fraction:
        """When sizes are not settled, the even share of a value in all seats is a second floor."""
        floor = Fraction(self.least[count], self.unit)
        return floor if self.is_full or not self.seats else max(floor, Fraction(count * count, self.seats))


def _best(one: Trait, costs: Costs) -> Fraction:
    return _best_number(one, costs) if one.is_number else _best_words(one, costs)


def _best_words(one: Trait, costs: Costs) -> Fraction:
    """Grains: half a point per seat, less what equal values cost; who is left out are those who cost most."""
    counts = _left(np.bincount(one.codes), costs.seats)
    return one.grains * (costs.seats - costs.spent(counts)) / 2


def _left(counts: Ints, seats: int) -> Ints:
    """How many of each value to seat: the most frequent are cut down, all to the same number."""
    if int(counts.sum()) <= seats:
        return counts
    low, high = 0, int(counts.max())
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if int(np.minimum(counts, middle).sum()) <= seats else (low, middle - 1)
    kept = np.minimum(counts, low)
    kept[np.flatnonzero(counts > low)[: seats - int(kept.sum())]] += 1
    return kept


def _best_number(one: Trait, costs: Costs) -> Fraction:
    """Grains: per step between two numbers, the people above it beside those below it."""
    places = np.sort(one.codes)
    above = np.arange(len(places) - 1, 0, -1)
    steps = np.diff(places)
    total, resting = Fraction(0), len(places) - costs.seats
    for count, width in zip(above[steps > 0], steps[steps > 0], strict=True):
        total += int(width) * _best_step(int(count), resting, costs)
    return total


def _best_step(above: int, resting: int, costs: Costs) -> Fraction:
    """c above and s - c below are c(s - c) / s apart; whoever rests may be chosen on either side."""
    low, high = max(0, above - resting), min(above, costs.seats)
    while low < high:  # concave in the count, so the best is where it stops to rise
        middle = (low + high) // 2
        rises = middle + 1 - costs.of(middle + 1) > middle - costs.of(middle)
        low, high = (middle + 1, high) if rises else (low, middle)
    return low - costs.of(low)


def wishes(board: Board) -> Fraction:
    """The most that wishes and staying can add up to, whoever sits beside whom.

    Every network gets a price; whatever the prices are, no division earns more than the seats at their prices and, per
    person, the best wish less its price. Each price in turn is set where that sum is least, until none moves.
    """
    places, points, seats = _wished(board)
    prices = np.zeros(len(seats) + 1, dtype=np.int64)
    wanting = [np.flatnonzero((places == j).any(axis=1)) for j in range(len(seats))]
    for _sweep in range(_SWEEPS):
        before = prices.copy()
        for j, who in enumerate(wanting):
            prices[j] = _price(places[who], points[who], prices, j, int(seats[j]))
        if (prices == before).all():
            break
    surplus = np.maximum(points - prices[places], 0).max(axis=1, initial=0).sum()
    stays = len(board.current) * max(0, round(GRAIN * board.weights.stability))
    return Fraction(int(surplus + (prices[:-1] * seats).sum()) + stays, GRAIN)


_SWEEPS = 30


def _wished(board: Board) -> tuple[Ints, Ints, Ints]:
    """(n, k) twice: the questions that somebody wishes, and the grains; (questions,): the seats of each.

    Networks that everybody ranks alike are one question, or else each would be the other's way out. The number after
    the last question fills up.
    """
    alike: dict[bytes, list[int]] = {}
    for j in range(board.g):
        alike.setdefault(board.ranks[:, j].tobytes(), []).append(j)
    seats = np.array([sum(int(board.most[j]) for j in some) for some in alike.values()], dtype=np.int64)
    table = [round(GRAIN * one) for one in board.weights.preferences]
    grains = np.array([*table, 0], dtype=np.int64)
    ranks = board.ranks[:, [some[0] for some in alike.values()]]
    worth = grains[np.where((ranks >= 0) & (ranks < len(table)), ranks, len(table))]
    who, where = np.nonzero(worth)
    counts = np.bincount(who, minlength=board.n)
    place = np.arange(len(who)) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.full((board.n, int(counts.max(initial=0))), len(seats), dtype=np.int64)
    points = np.zeros_like(places)
    places[who, place], points[who, place] = where, worth[who, where]
    return places, points, seats


def _price(places: Ints, points: Ints, prices: Ints, j: int, seats: int) -> int:
    """What the last of those who cannot all sit in j would give for it, over the next best that they can have."""
    if len(places) <= seats:
        return 0
    is_here = places == j
    other = np.where(is_here, 0, points - prices[places]).max(axis=1, initial=0)
    offers = np.sort(np.where(is_here, points, 0).max(axis=1) - np.maximum(other, 0))
    return max(0, int(offers[len(offers) - seats - 1]))
