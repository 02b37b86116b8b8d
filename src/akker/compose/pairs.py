"""Pairs of rows, each pair on its own: what every swap and move between the two would gain, and doing the best one.

p pairs at once, w seats in a row; a pair holds 2w people, those of its first row first. Because no two pairs share a
row, what one pair does changes nothing for another, and numpy does them all in one go.
"""

from __future__ import annotations

import numpy as np

from akker.compose.board import Ints
from akker.compose.faults import RulesOfPairs, exchange
from akker.compose.layout import Layout, Whole


class Pairs:
    """`first`, `second`: row numbers, (p,); rows of a second copy of the table follow those of the first.

    Moves come first, swaps after `weigh`: a swap leaves the sizes as they are, so what a grain counts is settled then.
    """

    def __init__(self, layout: Layout, table: Ints, first: Ints, second: Ints) -> None:
        self.layout, self.first, self.second = layout, first, second
        w = self.w = layout.width
        self.who = np.concatenate((table[first], table[second]), axis=1)
        self.rows = (first % layout.rows, second % layout.rows)
        self.on_network = [layout.is_network[rows] for rows in self.rows]
        self.grains = layout.block(self.who)
        self.is_here = self.who != layout.n
        self.sizes = [self.is_here[:, :w].sum(1), self.is_here[:, w:].sum(1)]
        a, b = (layout.network[rows][:, None] for rows in self.rows)
        self.drawn = layout.points[self.who, b] - layout.points[self.who, a]
        if layout.has_rules:
            self.rules = RulesOfPairs(layout, self.who, self.rows, a, b)

    def weigh(self) -> None:
        """Settle what a grain counts in either row. `pull`: what a person of the first row brings by going over, and
        what one of the second row would take away, the distance to who changes with them not counted.
        """
        factor, w, dtype = self.layout.factor, self.w, self.layout.dtype
        heavy = [factor[on, size].astype(dtype) for on, size in zip(self.on_network, self.sizes, strict=True)]
        both = heavy[0] + heavy[1]
        even = int(both[0]) if bool((both == both[0]).all()) else None
        near = self.grains[:, :, :w].sum(2, dtype=dtype)
        total = near + self.grains[:, :, w:].sum(2, dtype=dtype)
        self.distance = self.grains * (both[:, None, None] if even is None else dtype(even))
        self.pull = total * heavy[1][:, None] + self.drawn.astype(dtype) - near * both[:, None]
        empty = ~self.is_here
        self.pull[:, :w][empty[:, :w]] = -self.layout.never
        self.pull[:, w:][empty[:, w:]] = self.layout.never

    def gains(self) -> Whole:
        """(p, w, w): the value that each swap gains."""
        w = self.w
        out: Whole = self.pull[:, :w, None] - self.pull[:, None, w:]
        out -= self.distance[:, :w, w:]
        return out

    def gain(self, which: Ints, i: Ints, j: Ints) -> Ints:
        """The value of one swap in each of the pairs `which`."""
        out = self.pull[which, i].astype(np.int64) - self.pull[which, j] - self.distance[which, i, j]
        return np.asarray(out, dtype=np.int64)

    def swap(self, which: Ints, i: Ints, j: Ints) -> None:
        """In the pairs `which`, person i of the first row and person j (w or more) change seats."""
        distance = self.distance
        self.pull[which] -= distance[which, j] - distance[which, i]
        rows_i, rows_j = distance[which, i], distance[which, j]
        distance[which, i], distance[which, j] = rows_j, rows_i
        columns_i, columns_j = distance[which, :, i], distance[which, :, j]
        distance[which, :, i], distance[which, :, j] = columns_j, columns_i
        exchange(self.who, which, i, j)
        exchange(self.pull, which, i, j)
        if self.layout.has_rules:
            self.rules.swap(which, i, j)

    # --- moves to an empty seat ---------------------------------------------------------------------------------

    def moves(self) -> Ints:
        """(p, 2w): the value that is gained when one person goes over to an empty seat; the first row's come first."""
        w = self.w
        near = [self.grains[:, :, :w].sum(2, dtype=np.int64), self.grains[:, :, w:].sum(2, dtype=np.int64)]
        spread = [near[0][:, :w].sum(1) // 2, near[1][:, w:].sum(1) // 2]
        out = np.empty((len(self.first), 2 * w), dtype=np.int64)
        out[:, :w] = self._move(0, 1, near[0][:, :w], near[1][:, :w], spread) + self.drawn[:, :w]
        out[:, w:] = self._move(1, 0, near[1][:, w:], near[0][:, w:], spread) - self.drawn[:, w:]
        return out

    def _move(self, old: int, new: int, near_old: Ints, near_new: Ints, spread: list[Ints]) -> Ints:
        factor, on, sizes = self.layout.factor, self.on_network, self.sizes
        fewer = factor[on[old], np.maximum(sizes[old] - 1, 0)][:, None]
        more = factor[on[new], sizes[new] + 1][:, None]
        now = spread[old] * factor[on[old], sizes[old]] + spread[new] * factor[on[new], sizes[new]]
        out: Ints = (spread[old][:, None] - near_old) * fewer + (spread[new][:, None] + near_new) * more - now[:, None]
        return out

    def ranked(self, gains: Ints) -> Whole:
        """(p, 2w): the gains of moves with seats and rules counted in, and what cannot be left out; for choosing."""
        w, layout = self.w, self.layout
        limit = layout.seat - 1
        seats = np.repeat((self.on_network[1] - self.on_network[0])[:, None], w, axis=1) * layout.seat
        out = np.clip(gains, -limit // 2, limit // 2) + np.concatenate((seats, -seats), axis=1)
        out -= np.clip(self.move_faults(), -4, 4) * layout.fault
        out[~self.is_here] = -layout.never
        out[:, :w][self.sizes[1] >= w] = -layout.never
        out[:, w:][self.sizes[0] >= w] = -layout.never
        return np.asarray(out, dtype=layout.dtype)

    def move_faults(self) -> Ints:
        """(p, 2w): how many rules more each move breaks."""
        total = np.concatenate((self._size_faults(0, 1), self._size_faults(1, 0)), axis=1)
        return total + self.rules.move_faults() if self.layout.has_rules else total

    def _size_faults(self, old: int, new: int) -> Ints:
        least, most, rows = self.layout.least, self.layout.most, self.rows
        fewer = (self.sizes[old] <= least[rows[old]]).astype(np.int64) - (self.sizes[old] > most[rows[old]])
        more = (self.sizes[new] >= most[rows[new]]).astype(np.int64) - (self.sizes[new] < least[rows[new]])
        return np.repeat((fewer + more)[:, None], self.w, axis=1)

    def move(self, which: Ints, i: Ints) -> None:
        """In the pairs `which`, person i goes to the first empty seat of the other row."""
        w = self.w
        from_first = i < w
        empty_b = w + np.argmin(self.is_here[which, w:], axis=1)
        empty_a = np.argmin(self.is_here[which, :w], axis=1)
        left, right = np.where(from_first, i, empty_a), np.where(from_first, empty_b, i)
        exchange(self.who, which, left, right)
        exchange(self.drawn, which, left, right)
        if self.layout.has_rules:
            self.rules.swap(which, left, right)
        self.is_here[which] = self.who[which] != self.layout.n
        self.grains[which] = self.layout.block(self.who[which])
        change = np.where(from_first, 1, -1)
        self.sizes[0][which] -= change
        self.sizes[1][which] += change

    def write(self, table: Ints) -> None:
        table[self.first] = self.who[:, : self.w]
        table[self.second] = self.who[:, self.w :]
