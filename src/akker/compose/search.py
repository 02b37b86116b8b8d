"""Annealing on pairs of rows: many swaps at once, each chosen by a heat bath among all swaps of its two rows.

The temperature follows the share of pairs that still swap, from `HOT` down to `COLD`: one schedule for every kind of
data. No floating number decides anything, so a seed and a number of rounds give one answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from akker.compose.board import Ints
from akker.compose.bundles import exchanged, unique_bundles
from akker.compose.chance import Chance
from akker.compose.faults import Small
from akker.compose.layout import Layout, Whole
from akker.compose.pairs import Pairs
from akker.compose.tables import faults, worth

MILLION = 1_000_000
HOT, COLD = 500_000, 10_000  # of a million pairs, how many swap in a step


@dataclass(slots=True)
class Best:
    """The best table of one copy. `merit`: (-faults, seated, value): more is better."""

    merit: tuple[int, int, int]
    table: Ints


class Search:
    """`copies` of a division, side by side in one table, each improved on its own."""

    def __init__(self, layout: Layout, seats: list[Ints], chance: Chance) -> None:
        self.layout, self.chance = layout, chance
        self.copies = len(seats)
        self.table = np.concatenate([layout.table(one) for one in seats])
        self.temperature = 0
        self.stuck, self.broken, self.is_stirring = 0, 0, False
        self.bundles = unique_bundles(layout.board)
        self.rounds = 0
        self.value = np.zeros(self.copies, dtype=np.int64)
        self.inner = 4 if self.copies * layout.rows * layout.width**2 < _SMALL_ROUND else 6
        self.recount()
        self.best = [Best(self.merit(copy), self.rows_of(copy).copy()) for copy in range(self.copies)]

    def rows_of(self, copy: int) -> Ints:
        return self.table[copy * self.layout.rows : (copy + 1) * self.layout.rows]

    def merit(self, copy: int) -> tuple[int, int, int]:
        return -int(self.faults[copy]), int(self.seated[copy]), int(self.value[copy])

    def recount(self) -> None:
        """Everything from scratch: faults, seats and value of each copy."""
        layout, rows = self.layout, self.layout.rows
        every = np.arange(rows)
        self.value[:] = [worth(layout, every, self.rows_of(copy)).sum() for copy in range(self.copies)]
        self._recount_faults()
        self._recount_seated()

    def _recount_faults(self) -> None:
        every = np.arange(self.layout.rows)
        found = [int(faults(self.layout, every, self.rows_of(copy)).sum()) // 2 for copy in range(self.copies)]
        self.faults = np.array(found, dtype=np.int64)

    def _recount_seated(self) -> None:
        here = (self.table.reshape(self.copies, self.layout.rows, -1) != self.layout.n)[:, : self.layout.g]
        self.seated = here.sum((1, 2))

    # --- rounds -------------------------------------------------------------------------------------------------

    def matching(self) -> tuple[Ints, Ints]:
        """Every row in one pair, at random; two rows of the bench have nothing to say to each other."""
        rows = self.layout.rows
        orders = self.chance.orders(self.copies, rows) + (np.arange(self.copies) * rows)[:, None]
        even = rows - rows % 2
        first, second = orders[:, :even:2].reshape(-1), orders[:, 1:even:2].reshape(-1)
        useful = (first % rows < self.layout.g) | (second % rows < self.layout.g)
        return first[useful], second[useful]

    def round(self, temperature: int) -> int:
        """One matching, some steps on it; returns how many of a million chances to swap were taken."""
        return self.step(*self.matching(), temperature)

    def step(self, first: Ints, second: Ints, temperature: int) -> int:
        if not len(first):
            return 0
        pairs = Pairs(self.layout, self.table, first, second)
        copy = first // self.layout.rows
        self.rounds += 1
        is_time_to_move = self.layout.has_slack and (not temperature or self.rounds % 3 == 0 or bool(self.faults.any()))
        taken = self.move(pairs, copy, temperature) if is_time_to_move else 0
        pairs.weigh()
        for _step in range(self.inner):
            taken += self.swap(pairs, copy, temperature)
        pairs.write(self.table)
        if self.bundles:
            for copy_number in range(self.copies):
                taken += self.carry(copy_number, temperature)
        if self.faults.any():
            self._recount_faults()
        return taken * MILLION // max(1, len(first) * self.inner)

    def swap(self, pairs: Pairs, copy: Ints, temperature: int) -> int:
        """The best swap of each pair, noise included, if it beats staying; returns how many did."""
        w = pairs.w
        gains = pairs.gains()
        ranked = gains
        if self.layout.has_rules:
            faults = np.clip(pairs.rules.swap_faults(), -4, 4)
            ranked -= faults * self.layout.dtype(self.layout.fault)
            if self.is_stirring:
                ranked, temperature = _faults_alone(faults, gains, self.layout.never), _STIR // 7
        which, chosen = self._pick(ranked.reshape(-1, w * w), temperature)
        if len(which):
            i, j = chosen // w, chosen % w
            np.add.at(self.value, copy[which], pairs.gain(which, i, w + j))
            pairs.swap(which, i, w + j)
        return len(which)

    def move(self, pairs: Pairs, copy: Ints, temperature: int) -> int:
        gains = pairs.moves()
        which, chosen = self._pick(pairs.ranked(gains), temperature)
        if len(which):
            np.add.at(self.value, copy[which], gains[which, chosen])
            pairs.move(which, chosen)
            leaves = np.where(chosen < pairs.w, 1, -1)
            change = leaves * (pairs.on_network[1] - pairs.on_network[0])[which]
            np.add.at(self.seated, copy[which], change)
        return len(which)

    def carry(self, copy: int, temperature: int) -> int:
        """One bundle of people who belong together to another row, in exchange for as many seats there."""
        bundle = self.bundles[self.chance.below(len(self.bundles))]
        table, layout = self.rows_of(copy), self.layout
        seats = [np.argwhere(table == i)[0] for i in bundle]
        first, second = int(seats[0][0]), self.chance.below(layout.rows)
        is_whole = all(int(row) == first for row, _seat in seats)
        if not is_whole or first == second or layout.network[first] == layout.network[second] == layout.g:
            return 0
        tried = exchanged(layout, table, (first, second), [int(seat) for _row, seat in seats], self.chance, temperature)
        gain, seated, broken, new = tried
        ranked = gain + seated * layout.seat - max(-4, min(4, broken)) * layout.fault
        noise = self.chance.noise(2, temperature).tolist() if temperature else [0, 0]
        if ranked + noise[0] <= noise[1]:
            return 0
        table[[first, second]] = new
        self.value[copy] += gain
        self.seated[copy] += seated
        return 1

    def _pick(self, gains: Whole, temperature: int) -> tuple[Ints, Ints]:
        p, m = gains.shape
        stay: Whole | int = 0
        if temperature:
            noise = self.chance.noise(p * m + p, temperature)
            gains += noise[: p * m].reshape(p, m)
            stay = noise[p * m :]
        chosen = gains.argmax(1)
        which = np.flatnonzero(gains[np.arange(p), chosen] > stay)
        return which, chosen[which]

    def keep(self) -> bool:
        """Remember each copy that is better than it was; returns whether one is."""
        found = False
        for copy, best in enumerate(self.best):
            merit = self.merit(copy)
            if merit > best.merit:
                best.merit, best.table = merit, self.rows_of(copy).copy()
                found = True
        return found

    # --- temperature --------------------------------------------------------------------------------------------

    def warm_up(self, part: int = 4) -> None:
        """A first temperature: a part of what a swap gains or loses, in the middle."""
        first, second = self.matching()
        if not len(first):
            return
        pairs = Pairs(self.layout, self.table, first, second)
        pairs.weigh()
        gains = np.abs(pairs.gains().astype(np.int64)).reshape(-1)
        usual = np.sort(gains[gains < self.layout.seat // 2])
        self.temperature = max(1, int(usual[len(usual) // 2]) // part) if len(usual) else 1

    def cool(self, taken: int, target: int) -> None:
        change = self.temperature // 16 + 1
        warmer = self.temperature - change if taken > target else self.temperature + change
        self.temperature = min(max(1, warmer), self.chance.hottest)

    def anneal_round(self, target: int) -> None:
        """One round at the temperature of now. When rules stay broken for long, some rounds look at nothing else."""
        broken = int(self.faults.min())
        self.stuck = self.stuck + 1 if broken and broken >= self.broken else 0
        self.broken = broken
        patience = max(_PATIENCE, self.layout.rows)  # every two rows meet about once in so many rounds
        self.is_stirring = self.stuck > patience and self.stuck // patience % 2 == 1
        taken = self.round(self.temperature)
        if not self.is_stirring:
            self.cool(taken, target)

    def back_to_best(self) -> None:
        """Go on from the best of each copy."""
        self.table = np.concatenate([best.table for best in self.best])
        self.recount()

    def restart(self, seats: list[Ints]) -> None:
        """Go on from other divisions; the best so far is kept."""
        self.table = np.concatenate([self.layout.table(one) for one in seats])
        self.recount()

    def polish(self, tick: Callable[[], int], most: int) -> None:
        """Only gains, between every two rows in turn, until none is left or `most` rounds were made.

        `tick` is called after each round.
        """
        rounds = max(1, self.layout.rows - 1 + self.layout.rows % 2)
        idle = 0
        for place in range(most):
            taken = self.step(*self.turn(place % rounds), 0)
            idle = 0 if taken else idle + 1
            if idle >= rounds:
                break
            tick()

    def turn(self, place: int) -> tuple[Ints, Ints]:
        """The pairs of one round of a tournament in which every row meets every other."""
        rows = self.layout.rows
        even = rows + rows % 2
        ring = np.concatenate(([0], 1 + (np.arange(even - 1) + place) % (even - 1)))
        first, second = ring[: even // 2], ring[: even // 2 - 1 : -1]
        real = (first < rows) & (second < rows) & ((first < self.layout.g) | (second < self.layout.g))
        shift = (np.arange(self.copies) * rows)[:, None]
        return (first[real] + shift).reshape(-1), (second[real] + shift).reshape(-1)


_STIR = 1 << 14
_PATIENCE = 40  # rounds
_SMALL_ROUND = 20_000  # swaps counted in a step; below it a new matching costs little


def _faults_alone(faults: Small, gains: Whole, never: int) -> Whole:
    """Gains that count rules and nothing else, small enough for noise to carry over a hill now and then.

    A swap with an empty seat stays out of the question.
    """
    out = np.asarray(faults, dtype=np.int32) * np.int32(-_STIR)
    return np.where(gains > -never // 2, out, np.int32(-(1 << 30)))


def target(done: int, total: int, hot: int = HOT, cold: int = COLD) -> int:
    """The share of swaps to aim at after `done` of `total`, in millionths: from hot to cold in even ratios."""
    steps = 64 * done // max(1, total)
    share = hot
    ratio = ratio_of(hot, cold)
    for _step in range(steps):
        share = share * ratio // MILLION
    return max(share, cold)


@cache
def ratio_of(hot: int, cold: int) -> int:
    """The 64th root of cold / hot in millionths, found by halving."""
    low, high = 0, MILLION
    while high - low > 1:
        middle, share = (low + high) // 2, hot
        for _step in range(64):
            share = share * middle // MILLION
        low, high = (middle, high) if share < cold else (low, middle)
    return high
