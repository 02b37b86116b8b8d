"""Clashes that show by following who is tied to whom and who is pinned where."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from akker.compose.board import NO_LIMIT, Board, Cap
from akker.compose.conflicts import SIZES, Conflict, Remedy, drops
from akker.compose.counting import Facts, what
from akker.compose.rules import Pin


class Ties:
    """Who belongs together, whom rules pin where; person numbers throughout."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.links: dict[int, list[tuple[int, str]]] = {}
        for rule, members in board.together:
            for i, k in combinations(members.tolist(), 2):
                self.links.setdefault(i, []).append((k, rule.id))
                self.links.setdefault(k, []).append((i, rule.id))
        self.pins: dict[int, list[tuple[int, str]]] = {}
        for rule in board.rules_of(Pin):
            if rule.network is not None:
                self.pins.setdefault(board.index[rule.person], []).append((board.where[rule.network], rule.id))

    def path(self, start: int, goal: int) -> tuple[str, ...]:
        """The fewest rules of together that join two people; empty when they are one, or not joined."""
        came: dict[int, tuple[int, str]] = {start: (start, "")}
        queue = deque([start])
        while queue and goal not in came:
            here = queue.popleft()
            for there, rule in self.links.get(here, ()):
                if there not in came:
                    came[there] = (here, rule)
                    queue.append(there)
        ids: list[str] = []
        while goal in came and goal != start:
            goal, rule = came[goal]
            ids.append(rule)
        return tuple(dict.fromkeys(ids))

    def bundles(self) -> list[list[int]]:
        """Everybody who is tied, by bundle."""
        seen: set[int] = set()
        found = []
        for start in self.links:
            if start not in seen:
                bundle, queue = {start}, [start]
                while queue:
                    fresh = {there for there, _rule in self.links[queue.pop()]} - bundle
                    bundle |= fresh
                    queue += fresh
                seen |= bundle
                found.append(sorted(bundle))
        return found


def pinned(board: Board) -> Iterator[Conflict]:
    """People pinned in two places, pinned where they may not be, or more of them in a network than fit."""
    ties = Ties(board)
    for i, pins in ties.pins.items():
        for (j, first), (k, second) in combinations(pins, 2):
            if j != k:
                yield _clash(
                    board, "pinned-twice", (first, second), [i], [j, k], f"{_name(board, i)} is pinned in two networks."
                )
        yield from _pinned_and_barred(board, i, pins[0])
    yield from _overfull(board, ties)


def _pinned_and_barred(board: Board, i: int, pin: tuple[int, str]) -> Iterator[Conflict]:
    j, rule = pin
    if board.barred[i, j]:
        others = [one for one in board.barring(i, j) if not isinstance(one, Pin)]
        for other in others[:1]:
            text = f"{_name(board, i)} is pinned in {board.networks[j].id}, and {other.id} keeps them out."
            yield _clash(board, "pinned-and-barred", (rule, other.id), [i], [j], text)


def _overfull(board: Board, ties: Ties) -> Iterator[Conflict]:
    inside: dict[int, list[tuple[int, str]]] = {}
    for i, pins in ties.pins.items():
        inside.setdefault(pins[0][0], []).append((i, pins[0][1]))
    for j, pins in sorted(inside.items()):
        most = int(board.most[j])
        if len(pins) > most:
            facts: Facts = {"people": len(pins), "most": most, "over": len(pins) - most}
            where = board.networks[j].id
            ids = tuple(rule for _i, rule in pins[: most + 1])
            remedies = (Remedy("raise", SIZES, where, len(pins), len(pins) - most), *drops(ids[:1]))
            text = f"{len(pins)} people are pinned in {where}, which has {most} seats."
            who = tuple(board.people[i].id for i, _rule in pins[: most + 1])
            yield Conflict("pinned-too-many", (SIZES, *ids), who, (where,), facts, remedies, text)
        for cap in board.caps:
            yield from _pinned_over_limit(board, cap, j, pins)


def _pinned_over_limit(board: Board, cap: Cap, j: int, pins: list[tuple[int, str]]) -> Iterator[Conflict]:
    limit = int(cap.limits[j])
    by_value: dict[int, list[tuple[int, str]]] = {}
    for i, rule in pins:
        if cap.codes[i] >= 0:
            by_value.setdefault(int(cap.codes[i]), []).append((i, rule))
    for code, some in sorted(by_value.items()):
        if len(some) > limit:
            value, where = cap.values[code], board.networks[j].id
            facts: Facts = {"attribute": what(cap.rule), "value": value, "count": len(some), "most": limit}
            ids = (cap.rule.id, *(rule for _i, rule in some[: limit + 1]))
            who = tuple(board.people[i].id for i, _rule in some[: limit + 1])
            raised = Remedy("raise", cap.rule.id, where, len(some), len(some) - limit)
            text = f"{len(some)} people of {value} are pinned in {where}, where at most {limit} may be."
            yield Conflict("pinned-over-limit", ids, who, (where,), facts, (raised, *drops(ids)), text)


def together(board: Board) -> Iterator[Conflict]:
    """People who belong together and are apart, pinned apart, too many, or too alike."""
    ties = Ties(board)
    for rule, members in board.apart:
        for i, k in combinations(members.tolist(), 2):
            if joined := ties.path(i, k):
                text = f"{_name(board, i)} and {_name(board, k)} must be together and apart."
                yield _clash(board, "together-and-apart", (*joined, rule.id), [i, k], [], text)
            elif i in ties.pins and k in ties.pins and ties.pins[i][0][0] == ties.pins[k][0][0]:
                j, ids = ties.pins[i][0][0], (ties.pins[i][0][1], ties.pins[k][0][1], rule.id)
                text = f"{_name(board, i)} and {_name(board, k)} must be apart and are pinned in one network."
                yield _clash(board, "pinned-and-apart", ids, [i, k], [j], text)
    for bundle in ties.bundles():
        yield from _bundle(board, ties, bundle)


def _bundle(board: Board, ties: Ties, bundle: list[int]) -> Iterator[Conflict]:
    fixed = [i for i in bundle if i in ties.pins]
    for i, k in combinations(fixed, 2):
        (j, first), (other, second) = ties.pins[i][0], ties.pins[k][0]
        if j != other:
            ids = (*ties.path(i, k), first, second)
            text = f"{_name(board, i)} and {_name(board, k)} must be together and are pinned in two networks."
            yield _clash(board, "together-and-pinned", ids, [i, k], [j, other], text)
            return
    rules = tuple(dict.fromkeys(rule for i in bundle for _k, rule in ties.links[i]))
    largest = int(board.most.max())
    if len(bundle) > largest:
        facts: Facts = {"people": len(bundle), "most": largest, "over": len(bundle) - largest}
        raised = Remedy("raise", SIZES, None, len(bundle), len(bundle) - largest)
        text = f"{len(bundle)} people must be together and no network has more than {largest} seats."
        yield Conflict(
            "together-too-many", (SIZES, *rules), _ids(board, bundle), (), facts, (raised, *drops(rules)), text
        )
        return
    for cap in board.caps:
        yield from _too_alike(board, ties, bundle, cap)
    yield from _nowhere(board, bundle, rules)


def _too_alike(board: Board, ties: Ties, bundle: list[int], cap: Cap) -> Iterator[Conflict]:
    limit = int(cap.limits.max())
    codes = cap.codes[bundle]
    if limit >= NO_LIMIT:
        return
    for code in np.unique(codes[codes >= 0]):
        some = [i for i in bundle if cap.codes[i] == code]
        if len(some) > limit:
            ids = tuple(dict.fromkeys(rule for i in some[1 : limit + 1] for rule in ties.path(some[0], i)))
            value = cap.values[code]
            facts: Facts = {"attribute": what(cap.rule), "value": value, "count": len(some), "most": limit}
            raised = Remedy("raise", cap.rule.id, None, len(some), len(some) - limit)
            text = f"{len(some)} people of {value} must be together, and at most {limit} may be in one network."
            who = _ids(board, some[: limit + 1])
            yield Conflict("together-over-limit", (cap.rule.id, *ids), who, (), facts, (raised, *drops(ids)), text)


def _nowhere(board: Board, bundle: list[int], rules: tuple[str, ...]) -> Iterator[Conflict]:
    barred = board.barred[bundle]
    if barred[:, : board.g].any(axis=0).all() and not barred[:, : board.g].all(axis=1).any():
        keeping = dict.fromkeys(
            rule.id for j in range(board.g) for i in bundle for rule in board.barring(i, j)[:1] if board.barred[i, j]
        )
        ids = (*rules, *keeping)
        text = f"{len(bundle)} people must be together and no network may have them all."
        yield Conflict("together-nowhere", ids, _ids(board, bundle), (), {"people": len(bundle)}, drops(ids), text)


def promised(board: Board) -> Iterator[Conflict]:
    """People who must have a seat and may sit nowhere."""
    nowhere = np.flatnonzero(board.barred.all(axis=1))
    ties = Ties(board)
    for i in nowhere.tolist():
        if i in ties.pins:
            continue  # told as a pin that clashes
        ids = tuple(dict.fromkeys(board.barring(i, j)[0].id for j in range(board.g + 1)))
        yield _clash(
            board, "promised-nowhere", ids, [i], [], f"{_name(board, i)} must have a seat and may sit nowhere."
        )


def _clash(board: Board, kind: str, rules: tuple[str, ...], who: list[int], where: list[int], text: str) -> Conflict:
    networks = tuple(board.networks[j].id for j in where)
    return Conflict(kind, rules, _ids(board, who), networks, {}, drops(rules), text)


def _ids(board: Board, who: list[int]) -> tuple[str, ...]:
    return tuple(board.people[i].id for i in who)


def _name(board: Board, i: int) -> str:
    return board.people[i].name or board.people[i].id
