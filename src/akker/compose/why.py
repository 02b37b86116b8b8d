"""Why somebody sits where they sit, why not somewhere else, and what a network still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from akker.compose import score, start
from akker.compose.board import GRAIN, Board, Ints
from akker.compose.division import Division
from akker.compose.layout import Layout
from akker.compose.pairs import Pairs
from akker.compose.problem import Problem
from akker.compose.reasons import Alternative, Effect, Gap, Reasons, Share, WhyNot
from akker.compose.rules import Apart, Together


def explain(division: Division, person: str) -> Reasons:
    """Facts about the seat of one person. Raises KeyError for somebody who is not in the problem."""
    board, seats = division.problem.board, division.seats
    i, j = board.index[person], int(division.seats[board.index[person]])
    others = np.setdiff1d(np.flatnonzero(seats == j), [i]) if j < board.g else np.array([], dtype=np.int64)
    distance = int(board.between(np.array([i]), others).sum()) / GRAIN / max(1, len(others))
    alternatives = sorted(_alternatives(division, i), key=lambda one: (one.loss, one.network or ""))
    return Reasons(
        person=person,
        network=score.network(board, j),
        rank=division.rank(person),
        points=int(board.points[i, j]) / GRAIN,
        differs=distance,
        brings={one.name: int((one.codes[others] != one.codes[i]).sum()) for one in board.traits},
        rules=tuple(_deciding(board, i)),
        alternatives=tuple(alternatives),
    )


def why_not(division: Division, person: str, network: str) -> WhyNot:
    """Why this person does not sit in this network, and what it would take. Raises KeyError for an unknown one."""
    board = division.problem.board
    i, j = board.index[person], board.where[network]
    ways = [way for way in Ways(division, i, [j]).all() if way.j == j]
    if not ways:  # they sit there already
        return WhyNot(person, network, True, 0.0, (), division.effect([]))
    effect = _effect(division, i, min(ways, key=lambda way: (way.faults > 0, way.faults, -way.gain, way.partner)))
    kept_out = [rule.id for rule in board.barring(i, j)]
    broken = [breach.rule or breach.kind for breach in effect.breaks]
    rules = tuple(dict.fromkeys([*kept_out, *broken]))
    return WhyNot(person, network, not rules, -effect.value, rules, effect)


def _alternatives(division: Division, i: int) -> Iterator[Alternative]:
    """Every other place with a way that breaks nothing more, the dearest first."""
    board = division.problem.board
    best: dict[int, Way] = {}
    for way in Ways(division, i, range(board.g + 1)).all():
        known = best.get(way.j)
        if way.faults <= 0 and (known is None or (-way.gain, way.partner) < (-known.gain, known.partner)):
            best[way.j] = way
    for j, way in sorted(best.items()):
        effect = _effect(division, i, way)
        partner = None if way.partner < 0 else board.people[way.partner].id
        yield Alternative(score.network(board, j), -effect.value, partner, effect)


def cheapest_way(division: Division, person: str) -> tuple[str | None, float] | None:
    """The best alternative of one person and the points that it costs, without the rest of `explain`."""
    board = division.problem.board
    ways = Ways(division, board.index[person], range(board.g + 1))
    clean = [way for way in ways.all() if way.faults <= 0]
    if not clean:
        return None
    best = min(clean, key=lambda way: (-way.gain, way.j, way.partner))
    return score.network(board, best.j), -best.gain / (GRAIN * ways.layout.scale)


@dataclass(frozen=True, slots=True)
class Way:
    """One way for a person to get to network j: in exchange for `partner`, or, when that is -1, to a free seat."""

    j: int
    partner: int
    gain: int
    faults: int


class Ways:
    """Every swap and every move of person i to some networks, by the arithmetic of the search."""

    def __init__(self, division: Division, i: int, networks: Iterable[int]) -> None:
        board = division.problem.board
        self.layout = Layout(board, start.resting([division.seats], board.g))
        fitting = start.trimmed(board, division.seats)
        table = self.layout.table(fitting)
        (row,), (place,) = np.nonzero(table == i)
        own = int(self.layout.network[row])
        wanted = [j for j in networks if j != own]
        rows = np.flatnonzero(np.isin(self.layout.network, wanted))
        self.pairs = Pairs(self.layout, table, np.full(len(rows), row, dtype=np.int64), rows)
        self.place, self.rows = int(place), rows

    def all(self) -> Iterator[Way]:
        if not len(self.rows):
            return
        pairs, w = self.pairs, self.layout.width
        moves, move_faults = pairs.moves()[:, self.place], pairs.move_faults()[:, self.place]
        pairs.weigh()
        gains = pairs.gains()[:, self.place]
        faults = pairs.rules.swap_faults()[:, self.place] if self.layout.has_rules else np.zeros_like(gains)
        for pair, row in enumerate(self.rows.tolist()):
            j = int(self.layout.network[row])
            if pairs.sizes[1][pair] < w:
                yield Way(j, -1, int(moves[pair]), int(move_faults[pair]))
            for seat in np.flatnonzero(pairs.is_here[pair, w:]).tolist():
                yield Way(j, int(pairs.who[pair, w + seat]), int(gains[pair, seat]), int(faults[pair, seat]))


def _effect(division: Division, i: int, way: Way) -> Effect:
    board = division.problem.board
    moves = [(board.people[i].id, score.network(board, way.j))]
    if way.partner >= 0:
        moves.append((board.people[way.partner].id, score.network(board, int(division.seats[i]))))
    return division.effect(moves)


def _deciding(board: Board, i: int) -> Iterator[str]:
    """Rules that name this person or keep them out of some place."""
    person = board.people[i].id
    keeping = {rule.id for j in np.flatnonzero(board.barred[i]).tolist() for rule in board.barring(i, j)}
    for rule in board.rules:
        if isinstance(rule, Together | Apart):
            if person in rule.people:
                yield rule.id
        elif rule.id in keeping:
            yield rule.id


def gaps(problem: Problem, seats: Ints) -> Iterator[Gap]:
    """What each network lacks: seats, what rules ask for, and values that an even split would give it."""
    board = problem.board
    sizes = np.bincount(seats, minlength=board.g + 1)
    for j, network in enumerate(board.networks):
        if sizes[j] < network.size_max:
            yield Gap(network.id, "seat", "", int(sizes[j]), network.size_max)
    for need in board.needs:
        counts = np.bincount(seats[need.has], minlength=board.g + 1)
        role = getattr(need.rule, "role", "")
        what = role or getattr(need.rule, "competence", "")
        for j in map(int, np.flatnonzero(counts[: board.g] < need.least)):
            kind = "role" if role else "competence"
            yield Gap(board.networks[j].id, kind, what, int(counts[j]), int(need.least[j]))
    for share in shares(problem, seats):
        if share.count == 0 and share.ideal >= 1:
            yield Gap(share.network, share.attribute, share.value, 0, int(share.ideal))


def shares(problem: Problem, seats: Ints) -> Iterator[Share]:
    """Every value of every attribute in every network, beside the even split of everybody who applied."""
    board = problem.board
    sizes = np.bincount(seats, minlength=board.g + 1)
    for one in board.traits:
        for code, value in enumerate(one.values):
            has = one.codes == code
            counts = np.bincount(seats[has], minlength=board.g + 1)
            for j, network in enumerate(board.networks):
                ideal = float(has.sum()) * int(sizes[j]) / board.n
                yield Share(network.id, one.name, value, int(counts[j]), ideal)
