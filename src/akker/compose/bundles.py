"""People who belong together move together: a bundle changes places with as many seats of another row."""

from __future__ import annotations

import numpy as np

from akker.compose import start
from akker.compose.board import Board, Ints
from akker.compose.chance import Chance
from akker.compose.layout import Layout
from akker.compose.pairs import Pairs
from akker.compose.tables import faults, worth

_TRIES = 4  # choices of who comes back


def unique_bundles(board: Board) -> list[list[int]]:
    """Every bundle once, in the order of its first person."""
    found = {tuple(sorted(members)) for members in start.bundles(board).values()}
    return [list(one) for one in sorted(found)]


def exchanged(
    layout: Layout, table: Ints, rows: tuple[int, int], seats: list[int], chance: Chance, temperature: int
) -> tuple[int, int, int, Ints]:
    """The best of some exchanges of `seats` of the first row with seats of the second.

    Returns the gain in value, in people seated and in broken rules, and the two rows as they would be.
    """
    w, count = layout.width, len(seats)
    pair = np.array(rows)
    coming = _willing(layout, table, pair, chance, temperature, count)
    options = np.repeat(table[pair][None], len(coming), axis=0)
    options[:, 0, seats] = table[rows[1]][coming]
    np.put_along_axis(options[:, 1], coming, np.broadcast_to(table[rows[0], seats], coming.shape), axis=1)
    both = np.tile(pair, len(coming))
    flat = options.reshape(-1, w)
    value = worth(layout, both, flat).reshape(-1, 2).sum(1) - int(worth(layout, pair, table[pair]).sum())
    more = (faults(layout, both, flat).reshape(-1, 2).sum(1) - int(faults(layout, pair, table[pair]).sum())) // 2
    here = (options != layout.n).sum(2) * layout.is_network[pair]
    seated = here.sum(1) - int(((table[pair] != layout.n).sum(1) * layout.is_network[pair]).sum())
    best = int(np.lexsort((-value, -seated, more))[0])
    return int(value[best]), int(seated[best]), int(more[best]), options[best]


def _willing(layout: Layout, table: Ints, pair: Ints, chance: Chance, temperature: int, count: int) -> Ints:
    """(tries, count): seats of the second row that lose least by going over, each time with other noise."""
    w = layout.width
    pairs = Pairs(layout, table, pair[:1], pair[1:])
    pairs.weigh()
    out = np.where(pairs.is_here[0, w:], -pairs.pull[0, w:].astype(np.int64), 0)
    if layout.has_rules:
        out = out - pairs.rules.alone()[1][0].astype(np.int64) * layout.fault
    tries = _TRIES if temperature else 1
    noise = chance.noise(tries * w, temperature or 1).reshape(tries, w).astype(np.int64)
    return np.asarray(np.argsort(-(out[None, :] + noise), axis=1, kind="stable")[:, :count], dtype=np.int64)
