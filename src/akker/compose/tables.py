"""What rows of a table are worth and which rules they break, counted from scratch; what the search adds up to."""

from __future__ import annotations

import numpy as np

from akker.compose.board import Ints
from akker.compose.layout import Layout


def worth(layout: Layout, rows: Ints, table: Ints) -> Ints:
    """The value of each row in gains; `rows` says which row of the layout each row of `table` is."""
    distance = layout.block(table).sum((1, 2), dtype=np.int64) // 2
    sizes = (table != layout.n).sum(1)
    wishes = layout.points[table, layout.network[rows][:, None]].sum(1)
    return np.asarray(distance * layout.factor[layout.is_network[rows], sizes] + wishes, dtype=np.int64)


def faults(layout: Layout, rows: Ints, table: Ints) -> Ints:
    """Twice how many rules each row breaks; twice, because a torn pair is counted by half in either row."""
    sizes = (table != layout.n).sum(1)
    total = 2 * np.maximum(layout.least[rows] - sizes, 0) + 2 * np.maximum(sizes - layout.most[rows], 0)
    if layout.barred is not None:
        total += 2 * layout.barred[table, layout.network[rows][:, None]].sum(1, dtype=np.int64)
    for limit in layout.limits:
        counts = _by_row(limit.codes[table])
        total += 2 * np.maximum(counts - limit.limits[rows][:, None], 0).sum(1)
    for need in layout.needs:
        total += 2 * np.maximum(need.least[rows] - need.has[table].sum(1), 0)
    for codes in layout.together:
        total += torn(codes, table)
    return np.asarray(total, dtype=np.int64)


def torn(codes: Ints, table: Ints) -> Ints:
    """Per row: pairs who belong together with one of them here and one elsewhere."""
    counts = _by_row(codes[table])
    everybody = np.bincount(codes[codes >= 0], minlength=counts.shape[1])[: counts.shape[1]]
    return np.asarray((counts * (everybody - counts)).sum(1), dtype=np.int64)


def _by_row(codes: Ints) -> Ints:
    """(rows, codes): how often each code stands in each row."""
    width = int(codes.max(initial=0)) + 1
    rows, places = np.nonzero(codes >= 0)
    return np.bincount(rows * width + codes[rows, places], minlength=len(codes) * width).reshape(len(codes), width)
