"""Which rules cannot be kept together, found by counting and by following ties, without a search.

From cheap to dear: what is tied and pinned, then numbers, then networks that want the same people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from akker.compose import counting, flow, ties
from akker.compose.board import Board
from akker.compose.conflicts import Conflict

CHECKS: tuple[Callable[[Board], Iterator[Conflict]], ...] = (
    ties.pinned,
    ties.together,
    ties.promised,
    counting.people,
    counting.needs,
    counting.limits,
    counting.one_network,
    flow.shared,
)
_ENOUGH = 50  # conflicts; who has more needs another plan, not a longer list


def check(board: Board) -> list[Conflict]:
    """Every clash that counting and ties show. Empty does not prove that there is an answer; solving tells."""
    found: list[Conflict] = []
    for look in CHECKS:
        for conflict in look(board):
            found.append(conflict)
            if len(found) == _ENOUGH:
                return found
    return found
