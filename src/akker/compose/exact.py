"""Few people: every division there is, so the answer is the best one.

Sets of people are bit masks. For each network the worth of every set of people is counted; then networks are added one
by one, and for every set the best way to seat it is kept. That is 3 to the power n steps per network, done by numpy.
"""

from __future__ import annotations

import numpy as np

from akker.compose.board import Board, Ints
from akker.compose.layout import Layout
from akker.compose.tables import faults, torn, worth

MOST = 15  # people
IMPOSSIBLE = -(1 << 62)


def is_small(board: Board) -> bool:
    return board.n <= MOST


def best(board: Board) -> Ints:
    """The best division there is: as few broken rules as can be, then as many seated, then the highest value."""
    layout = Layout(board)
    table = _members(board.n)
    sets = Sets(layout, table)
    total, chosen = sets.resting(), []
    for j in range(board.g):
        total, picks = _added(total, sets.seated(j), board.n)
        chosen.append(picks)
    seats = np.full(board.n, board.g, dtype=np.int64)
    left = len(table) - 1
    for j in reversed(range(board.g)):
        pick = int(chosen[j][left])
        seats[[i for i in range(board.n) if pick >> i & 1]] = j
        left &= ~pick
    return seats


def _members(n: int) -> Ints:
    """(sets, n): the people in each set; n is nobody."""
    masks = np.arange(1 << n)
    return np.asarray(np.where(masks[:, None] >> np.arange(n) & 1, np.arange(n), n), dtype=np.int64)


class Sets:
    """What every set of people is worth in a place, faults and seats counted in; `IMPOSSIBLE` when it does not fit."""

    def __init__(self, layout: Layout, table: Ints) -> None:
        self.layout, self.table = layout, table
        self.sizes = (table != layout.n).sum(1)
        self.seat = 1 << (layout.largest_gain * layout.n).bit_length()
        self.fault = self.seat * 32

    def seated(self, j: int) -> Ints:
        """Each set as the whole of network j."""
        out = np.full(len(self.table), IMPOSSIBLE, dtype=np.int64)
        fitting = np.flatnonzero(self.sizes <= self.layout.most[j])
        table = self.table[fitting]
        rows = np.full(len(table), j, dtype=np.int64)
        value = worth(self.layout, rows, table) + self.seat * self.sizes[fitting]
        out[fitting] = value - self.fault * faults(self.layout, rows, table)
        return out

    def resting(self) -> Ints:
        """Each set as the whole of the bench."""
        broken = np.zeros(len(self.table), dtype=np.int64)
        if self.layout.barred is not None:
            broken += 2 * self.layout.barred[self.table, self.layout.g].sum(1, dtype=np.int64)
        for codes in self.layout.together:
            broken += torn(codes, self.table)
        return -self.fault * broken


def _added(total: Ints, own: Ints, n: int) -> tuple[Ints, Ints]:
    """With one network more: the best of every set, and who of that set sits in the new network.

    A set of bits is a corner of a cube with n sides, so that everybody outside a set is a slice of it.
    """
    cube = total.reshape((2,) * n)
    best, picks = np.full_like(cube, IMPOSSIBLE), np.zeros_like(cube)
    everything = slice(None)
    for mask in np.flatnonzero(own > IMPOSSIBLE).tolist():
        with_them = tuple(1 if mask >> bit & 1 else everything for bit in reversed(range(n)))
        without = tuple(0 if mask >> bit & 1 else everything for bit in reversed(range(n)))
        tried = cube[without] + own[mask]
        is_better = tried > best[with_them]
        np.copyto(best[with_them] if mask != (1 << n) - 1 else best[(*with_them, None)], tried, where=is_better)
        np.copyto(picks[with_them] if mask != (1 << n) - 1 else picks[(*with_them, None)], mask, where=is_better)
    return best.reshape(-1), picks.reshape(-1)
