"""A board laid out for the search: every network is a row of seats, the bench some rows more.

Person n is nobody: an empty seat, far from none and counted by no rule. Gains are whole numbers: grains times
`scale`, which every size divides where that can be, so that a value per head stays whole too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from akker.compose import start
from akker.compose.board import NO_LIMIT, Board, Ints

Whole = NDArray[np.signedinteger[Any]]  # 32 or 64 bits, whatever fits
Small = NDArray[np.signedinteger[Any]]

_MOST_IN_MATRIX = 1_500  # people
_LARGEST_SCALE = 1 << 28
_ROUNDED_SCALE = (1 << 24) + 1
_SMALL_GAIN = 1 << 25


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `limits[row]` of one code in a row; `codes` is negative for who is not counted."""

    codes: Ints
    limits: Ints


@dataclass(frozen=True, slots=True)
class Least:
    """At least `least[row]` in a row; `has` is 1 or 0."""

    has: Ints
    least: Ints


class Layout:
    """`rows`: g networks, then the rows of the bench. `width`: seats in a row, empty ones included."""

    def __init__(self, board: Board, resting: int = 0) -> None:
        """`resting`: how many people a start leaves on the bench, when that is more than must be."""
        self.board = board
        self.n, self.g = board.n, board.g
        self.width = int(max(1, min(board.most.max(initial=1), board.n)))
        room = int(board.most.sum())
        is_tight = bool((board.least == board.most).all()) and board.n >= room
        self.has_slack = not is_tight
        bench = max(board.n - room, resting, 0)
        spare = self.width * (1 + self.g // 16) if self.has_slack else 0
        self.bench_rows = -(-(bench + spare) // self.width)
        self.rows = self.g + self.bench_rows
        self.network = np.minimum(np.arange(self.rows), self.g)
        self.is_network = (self.network < self.g).astype(np.int64)

    @cached_property
    def scale(self) -> int:
        if not self.board.is_per_head:
            return 1
        low, high = int(max(1, self.board.least.min())), int(self.width)
        exact = lcm(*range(low, high + 1)) if high - low <= 40 else 0
        return exact if 0 < exact <= _LARGEST_SCALE else _ROUNDED_SCALE

    @property
    def is_exact(self) -> bool:
        """Whether every size divides the scale, so that gains are values to the last grain."""
        return self.scale != _ROUNDED_SCALE

    @cached_property
    def factor(self) -> Ints:
        """(2, width + 2): what a grain within a row of so many people counts; 0 on the bench."""
        out = np.zeros((2, self.width + 2), dtype=np.int64)
        sizes = np.arange(1, self.width + 2)
        out[1, 1:] = (2 * self.scale + sizes) // (2 * sizes) if self.board.is_per_head else 1
        out[1, 0] = out[1, 1]
        return out

    @cached_property
    def dtype(self) -> type[np.signedinteger[Any]]:
        """32 bits where every gain fits in 25 of them, because that is twice as fast."""
        return np.int32 if self.largest_gain < _SMALL_GAIN else np.int64

    @cached_property
    def largest_gain(self) -> int:
        low = int(max(1, self.board.least.min()))
        heaviest = int(self.factor[1, min(low, self.width)]) if self.board.is_per_head else 1
        return 2 * (self.width * self.farthest * heaviest + self.scale * int(np.abs(self.board.points).max(initial=0)))

    @property
    def fault(self) -> int:
        """What one broken rule costs: more than a seat and any value."""
        return 1 << (27 if self.dtype is np.int32 else 52)

    @property
    def seat(self) -> int:
        """What one person more who is seated is worth: more than any value."""
        return self.fault >> 1

    @property
    def never(self) -> int:
        """What it costs to swap with an empty seat: that is a move, and is counted as one."""
        return 6 * self.fault

    # --- distances ----------------------------------------------------------------------------------------------

    @property
    def _matrix(self) -> NDArray[np.int32] | None:
        """36 MB for 3,000 people whose distances are given; where there are many, they are counted when needed."""
        is_large = self.n > _MOST_IN_MATRIX and self.board.distances is None
        return None if is_large else self.board.matrix

    @cached_property
    def farthest(self) -> int:
        """The largest distance there can be, in grains."""
        if self.board.distances is not None:
            return int(np.abs(self.board.distances).max(initial=0))
        return sum(one.grains for one in self.board.traits)

    @cached_property
    def _codes(self) -> list[tuple[Small, bool, int]]:
        small = np.int16 if self.farthest < 1 << 15 else np.int32
        return [
            (np.append(one.codes, 0).astype(small), one.is_number, one.grains)
            for one in self.board.traits
            if one.grains
        ]

    def block(self, who: Ints) -> Whole:
        """Distances within each row of `who`, (p, m) -> (p, m, m), in grains."""
        if self._matrix is not None:
            places = who[:, :, None] * (self.n + 1) + who[:, None, :]
            return self._matrix.take(places, mode="clip").astype(self.dtype, copy=False)
        small = np.int16 if self.farthest < 1 << 15 else np.int32
        total = np.zeros((*who.shape, who.shape[1]), dtype=small)
        for codes, is_number, grains in self._codes:
            of = codes[who]
            left, right = of[:, :, None], of[:, None, :]
            total += np.abs(left - right) if is_number else (left != right) * small(grains)
        nobody = who == self.n
        if nobody.any():
            total[nobody[:, :, None] | nobody[:, None, :]] = 0
        return np.asarray(total, dtype=self.dtype)

    # --- what a seat is worth and what it breaks ----------------------------------------------------------------

    @cached_property
    def points(self) -> Ints:
        """(n + 1, g + 1) in gains."""
        out = np.zeros((self.n + 1, self.g + 1), dtype=np.int64)
        if self.board.points.any():
            out[: self.n] = self.board.points * self.scale
        return out

    @cached_property
    def barred(self) -> NDArray[np.int8] | None:
        """(n + 1, g + 1): 1 where somebody may not sit; None when everybody may sit everywhere."""
        if not self.board.barred.any():
            return None
        return np.vstack([self.board.barred, np.zeros((1, self.g + 1), dtype=np.bool_)]).view(np.int8)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Limits per value, and people who must be apart as a limit of one."""
        caps = [(cap.codes, cap.limits) for cap in self.board.caps]
        one = np.ones(self.g, dtype=np.int64)
        caps += [(codes, one) for codes in _columns([members for _rule, members in self.board.apart], self.n)]
        bench = np.full(self.rows - self.g, NO_LIMIT, dtype=np.int64)
        return tuple(Limit(np.append(codes, -1), np.concatenate([limits, bench])) for codes, limits in caps)

    @cached_property
    def needs(self) -> tuple[Least, ...]:
        bench = np.zeros(self.rows - self.g, dtype=np.int64)
        return tuple(
            Least(np.append(need.has, False).astype(np.int64), np.concatenate([need.least, bench]))
            for need in self.board.needs
        )

    @cached_property
    def together(self) -> tuple[Ints, ...]:
        """Columns of codes; who shares one that is not negative belongs together."""
        members = [members for _rule, members in self.board.together]
        return tuple(np.append(codes, -1) for codes in _columns(members, self.n))

    @cached_property
    def least(self) -> Ints:
        return np.concatenate([self.board.least, np.zeros(self.rows - self.g, dtype=np.int64)])

    @cached_property
    def most(self) -> Ints:
        return np.concatenate([self.board.most, np.full(self.rows - self.g, self.width, dtype=np.int64)])

    @property
    def has_rules(self) -> bool:
        return self.barred is not None or bool(self.limits or self.needs or self.together)

    # --- rows of seats ------------------------------------------------------------------------------------------

    def seats(self, table: Ints) -> Ints:
        """The division that a table (rows, width) holds."""
        out = np.full(self.n + 1, self.g, dtype=np.int64)
        out[table] = self.network[:, None]
        return out[: self.n]

    def table(self, seats: Ints) -> Ints:
        """The table of a division; raises ValueError when it does not fit."""
        out = np.full((self.rows, self.width), self.n, dtype=np.int64)
        for j in range(self.g):
            members = np.flatnonzero(seats == j)
            out[j, : len(members)] = members
        self._rest(out[self.g :], np.flatnonzero(seats == self.g).tolist())
        return out

    def _rest(self, rows: Ints, resting: list[int]) -> None:
        """Put people on the rows of the bench, those who belong together in one row where they fit."""
        tied = start.bundles(self.board)
        bundles = {tuple(tied.get(i, [i])) for i in resting}
        used = [0] * len(rows)
        kept = set(resting)
        for bundle in sorted(bundles, key=lambda one: (-len(one), one)):
            left = [i for i in bundle if i in kept]
            row = next((row for row, taken in enumerate(used) if taken + len(left) <= self.width), None)
            for i in left:
                place = row if row is not None else next(row for row, taken in enumerate(used) if taken < self.width)
                rows[place, used[place]] = i
                used[place] += 1

    def tables(self, seats: Ints, copies: int) -> Ints:
        """(copies x rows, width): the table of a division, so many times."""
        return np.tile(self.table(seats), (copies, 1))


def _columns(sets: list[Ints], n: int) -> list[Ints]:
    """Sets of people as few columns of codes as are needed for nobody to be in two sets of one column."""
    columns: list[Ints] = []
    for code, members in enumerate(sets):
        free = next((column for column in columns if (column[members] < 0).all()), None)
        if free is None:
            free = np.full(n, -1, dtype=np.int64)
            columns.append(free)
        free[members] = code
    return columns
