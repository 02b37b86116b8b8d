"""A first division: pins kept, people who belong together seated together, smallest sizes first, then wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from akker.compose.board import Board, Ints
from akker.compose.chance import Chance


def first(board: Board, chance: Chance) -> Ints:
    """Seats for everybody who fits; another one for each draw of chance. It may still break rules."""
    seats = np.full(board.n, board.g, dtype=np.int64)
    sizes = np.zeros(board.g, dtype=np.int64)
    choices = (~board.barred).sum(1)
    order = chance.orders(1, board.n)[0]
    order = order[np.argsort(choices[order] > 1, kind="stable")]
    bundle = bundles(board)
    is_placed = np.zeros(board.n, dtype=np.bool_)
    draw = chance.raw(board.n) >> np.uint64(44)
    for i in order:
        who = bundle.get(int(i), [int(i)])
        if is_placed[i]:
            continue
        is_placed[who] = True
        j = _seat(board, who, sizes, int(draw[i]))
        seats[who] = j
        if j < board.g:
            sizes[j] += len(who)
    return seats


def _seat(board: Board, who: list[int], sizes: Ints, draw: int) -> int:
    barred = board.barred[who].sum(0)
    fits = (barred[: board.g] == 0) & (sizes + len(who) <= board.most)
    if not fits.any():
        return board.g
    lacking = np.minimum(board.least - sizes, 0) < 0
    room = (board.most - sizes) * 1000 // np.maximum(board.most, 1)
    rank = np.where(lacking, 0, 1 << 20) + board.points[who, : board.g].sum(0) // 100 + room // 10
    rank = np.where(fits, rank, -1)
    best = np.flatnonzero(rank == rank.max())
    return int(best[draw % len(best)])


def bundles(board: Board) -> dict[int, list[int]]:
    """person -> everybody who must sit with them, themselves included; whoever is tied to nobody is left out."""
    found: dict[int, list[int]] = {}
    for _rule, members in board.together:
        together = sorted({one for i in members for one in found.get(int(i), [int(i)])})
        found |= dict.fromkeys(together, together)
    return found


def given(board: Board, warm: Mapping[str, str]) -> Ints:
    """The seats of an answer that is there already. Whom or what it names that is not here is passed over."""
    seats = np.full(board.n, board.g, dtype=np.int64)
    for person, network in warm.items():
        if person in board.index and network in board.where:
            seats[board.index[person]] = board.where[network]
    return seats


def trimmed(board: Board, seats: Ints) -> Ints:
    """The same with whoever is more than fits in a network on the bench: those that no pin holds there first."""
    out = seats.copy()
    for j in range(board.g):
        members = np.flatnonzero(out == j)
        over = len(members) - int(board.most[j])
        if over > 0:
            loose = members[np.argsort(board.barred[members, board.g], kind="stable")]
            out[loose[:over]] = board.g
    return out


def resting(seats: Iterable[Ints], g: int) -> int:
    """The largest bench among some divisions."""
    return max(int((one == g).sum()) for one in seats)
