"""Clashes between networks that want the same people: each could be filled, all of them together not."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

import numpy as np

from akker.compose.board import Board, Bools, Ints
from akker.compose.conflicts import SIZES, Conflict, Remedy, cheapest
from akker.compose.counting import Facts, what

_MOST_LINES = 60_000  # between kinds of people and networks, followed within the time of a check


def shared(board: Board) -> Iterator[Conflict]:
    """Networks whose people, or whose people who can, are too few for all of them."""
    if not board.barred[:, : board.g].any():
        return
    everybody = np.ones(board.n, dtype=np.bool_)
    asked = [(SIZES, "", everybody, board.least)]
    asked += [(need.rule.id, what(need.rule), need.has, need.least) for need in board.needs]
    for rule, name, who, least in asked:
        if int(least.sum()) > int(who.sum()):
            continue  # counting tells that
        found = _short(~board.barred[who, : board.g], least)
        if found is not None and len(found) > 1:
            yield _conflict(board, rule, name, who, least, found)


def _conflict(board: Board, rule: str, name: str, who: Bools, least: Ints, found: list[int]) -> Conflict:
    there = int((~board.barred[who][:, found]).any(axis=1).sum())
    asked = int(least[found].sum())
    facts: Facts = {"what": name, "people": there, "least": asked, "short": asked - there, "networks": len(found)}
    where = tuple(board.networks[j].id for j in found)
    keeping = _keeping(board, who, found)
    remedies = cheapest(
        Remedy("lower", rule, None, there, asked - there), Remedy("add", rule, None, asked, asked - there)
    )
    of_them = f" with {name}" if name else ""
    text = f"{', '.join(where)} together need {asked} people{of_them}, and only {there} may come to any of them."
    kind = "networks-share-people" if rule == SIZES else "networks-share-who-can"
    return Conflict(kind, (rule, *keeping), (), where, facts, remedies, text)


def _keeping(board: Board, who: Bools, found: list[int]) -> tuple[str, ...]:
    """Rules that keep the others out of these networks."""
    out = np.flatnonzero(who & board.barred[:, found].all(axis=1))[:50]
    return tuple(dict.fromkeys(board.barring(int(i), j)[0].id for i in out for j in found))


def _short(may: Bools, least: Ints) -> list[int] | None:
    """The networks that cannot all get `least`, or None; people who may go to the same networks count as one kind."""
    kinds = Counter(map(bytes, np.packbits(may, axis=1)))
    packed = np.frombuffer(b"".join(kinds), dtype=np.uint8).reshape(len(kinds), -1)
    patterns = np.unpackbits(packed, axis=1, count=may.shape[1]).astype(np.bool_)
    counts = np.array(list(kinds.values()), dtype=np.int64)
    if int(patterns.sum()) > _MOST_LINES:
        return None
    return Filling(patterns, counts, least).short()


class Filling:
    """Fills networks with kinds of people, one network after another, by moving on who sits elsewhere."""

    def __init__(self, patterns: Bools, counts: Ints, least: Ints) -> None:
        self.least = least
        self.kinds_of = [np.flatnonzero(patterns[:, j]).tolist() for j in range(patterns.shape[1])]
        self.left = counts.tolist()
        self.given: list[dict[int, int]] = [{} for _j in self.kinds_of]
        self.holders: dict[int, set[int]] = {}

    def short(self) -> list[int] | None:
        """The networks that cannot all be filled."""
        for j in range(len(self.kinds_of)):
            for kind in sorted(self.kinds_of[j], key=lambda one: -self.left[one]):
                self._give(kind, j, min(self.left[kind], int(self.least[j]) - self.filled(j)))
            while self.filled(j) < self.least[j]:
                reached = self._pull(j)
                if reached is not None:
                    return sorted(reached)
        return None

    def filled(self, j: int) -> int:
        return sum(self.given[j].values())

    def _give(self, kind: int, j: int, count: int) -> None:
        if count > 0:
            self.left[kind] -= count
            self.given[j][kind] = self.given[j].get(kind, 0) + count
            self.holders.setdefault(kind, set()).add(j)

    def _take(self, kind: int, j: int) -> None:
        self.given[j][kind] -= 1
        self.left[kind] += 1
        if not self.given[j][kind]:
            del self.given[j][kind]
            self.holders[kind].discard(j)

    def _pull(self, j: int) -> set[int] | None:
        """One person more for j along a chain of networks; else every network that such a chain reaches."""
        came: dict[int, tuple[int, int]] = {j: (j, -1)}
        queue = deque([j])
        while queue:
            here = queue.popleft()
            for kind in self.kinds_of[here]:
                if self.left[kind]:
                    self._follow(here, kind, came)
                    return None
                for other in self.holders.get(kind, ()):
                    if other not in came:
                        came[other] = (here, kind)
                        queue.append(other)
        return set(came)

    def _follow(self, here: int, kind: int, came: dict[int, tuple[int, int]]) -> None:
        self._give(kind, here, 1)
        while came[here][1] >= 0:
            back, kind = came[here]
            self._take(kind, here)
            self._give(kind, back, 1)
            here = back
