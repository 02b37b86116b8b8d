"""Where everybody sits, what that is worth, and what some moves would change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from akker.compose import score
from akker.compose.board import Ints
from akker.compose.problem import Problem
from akker.compose.reasons import Comparison, Effect, Mix, Move
from akker.compose.score import Breach, Parts

D = TypeVar("D", bound="Division")


@dataclass(frozen=True, kw_only=True)
class Division:
    """`assignment`: person -> network of who has a seat; whoever is not there is on the bench."""

    problem: Problem
    assignment: Mapping[str, str]

    @cached_property
    def seats(self) -> Ints:
        board = self.problem.board
        out = np.full(board.n, board.g, dtype=np.int64)
        for person, network in self.assignment.items():
            out[board.index[person]] = board.where[network]
        return out

    @cached_property
    def bench(self) -> tuple[str, ...]:
        return tuple(person.id for person in self.problem.people if person.id not in self.assignment)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """network -> its people, in the order of the problem"""
        out: dict[str, list[str]] = {network.id: [] for network in self.problem.networks}
        for person in self.problem.people:
            if person.id in self.assignment:
                out[self.assignment[person.id]].append(person.id)
        return {network: tuple(people) for network, people in out.items()}

    @cached_property
    def parts(self) -> Parts:
        return score.parts(self.problem.board, self.seats)

    @cached_property
    def value(self) -> float:
        return float(score.exact(self.problem.board, self.seats))

    @cached_property
    def violations(self) -> tuple[Breach, ...]:
        return tuple(score.breaches(self.problem.board, self.seats))

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same division of the same problem, on every machine."""
        text = repr((self.problem.fingerprint, sorted(self.assignment.items())))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    # --- what if ------------------------------------------------------------------------------------------------

    def swap(self, first: str, second: str) -> Effect:
        """What it does when two people change places."""
        return self.effect([(first, self.assignment.get(second)), (second, self.assignment.get(first))])

    def move(self, person: str, network: str | None) -> Effect:
        """What it does when one person goes to a network, or to the bench."""
        return self.effect([(person, network)])

    def effect(self, moves: Iterable[tuple[str, str | None]]) -> Effect:
        """What some moves do together."""
        return _effect(self, self.after(moves))

    def after(self: D, moves: Iterable[tuple[str, str | None]]) -> D:
        """The division that these moves make."""
        assignment = dict(self.assignment)
        for person, network in moves:
            assignment.pop(person, None)
            if network is not None:
                assignment[person] = network
        return replace(self, assignment=assignment)

    def compare(self, other: Division) -> Comparison:
        moves = _moves(self, other)
        unmoved = 1 - len(moves) / max(1, len(self.problem.people))
        parts = _difference(self.parts, other.parts)
        return Comparison(moves, unmoved, other.value - self.value, parts)

    def rank(self, person: str) -> int | None:
        """Which wish of theirs somebody got: 1 for the first, None when it is none of them."""
        board, i = self.problem.board, self.problem.board.index[person]
        j = int(self.seats[i])
        found = int(board.ranks[i, j]) if j < board.g else -1
        return found + 1 if found >= 0 else None


def _moves(old: Division, new: Division) -> tuple[Move, ...]:
    return tuple(
        Move(person.id, old.assignment.get(person.id), new.assignment.get(person.id))
        for person in old.problem.people
        if old.assignment.get(person.id) != new.assignment.get(person.id)
    )


def _difference(old: Parts, new: Parts) -> Parts:
    attributes = {name: new.attributes[name] - old.attributes[name] for name in new.attributes}
    return Parts(
        new.diversity - old.diversity, new.preferences - old.preferences, new.stability - old.stability, attributes
    )


def _effect(old: Division, new: Division) -> Effect:
    moves = _moves(old, new)
    board = old.problem.board
    touched = sorted({board.where[place] for move in moves for place in (move.old, move.new) if place is not None})
    before_parts, after_parts = (score.parts_of(board, one.seats, touched) for one in (old, new))
    before, after = set(map(repr, old.violations)), set(map(repr, new.violations))
    return Effect(
        moves=moves,
        value=after_parts.value - before_parts.value,
        parts=_difference(before_parts, after_parts),
        breaks=tuple(breach for breach in new.violations if repr(breach) not in before),
        mends=tuple(breach for breach in old.violations if repr(breach) not in after),
        ranks={move.person: (old.rank(move.person), new.rank(move.person)) for move in moves},
        mixes=tuple(_mixes(old, new, touched)),
    )


def _mixes(old: Division, new: Division, touched: Iterable[int]) -> Iterable[Mix]:
    board = old.problem.board
    for j in touched:
        for one in board.traits:
            before, after = (len(np.unique(one.codes[division.seats == j])) for division in (old, new))
            if before != after:
                yield Mix(board.networks[j].id, one.name, before, after)
