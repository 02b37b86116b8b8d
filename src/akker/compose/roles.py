"""Who could take which role, or guide which network: a proposal, never a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from akker.compose.board import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role with `count` places. `key` is whatever the caller calls it: a role in a network, or a network to guide."""

    key: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """`held`: role -> people, best fit first. `value`: points in all. `open`: role -> places that nobody can fill.

    `runners_up`: role -> who else fits, with the points that it would cost in all if one of them took a place of it,
    cheapest first.
    """

    held: Mapping[str, tuple[str, ...]]
    value: int
    open: Mapping[str, int] = field(default_factory=dict)
    runners_up: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


def assign_roles(
    roles: Sequence[Role],
    people: Sequence[str],
    fit: Mapping[tuple[str, str], int],
    *,
    at_most: Mapping[str, int] | None = None,
    fixed: Mapping[str, Sequence[str]] | None = None,
    runners_up: int = 3,
) -> RoleProposal:
    """The division of roles with the most fit.

    `fit`: (person, role) -> whole points above 0; a pair that is not there cannot be. `at_most`: person -> roles they
    take on at most, 1 unless said. `fixed`: role -> people who hold it already. As many places as can be are filled
    first, then the points are made the most. `runners_up`: how many to name per role; they cost one assignment each.
    """
    order = sorted(people)
    match = Match([*roles], order, fit, at_most or {}, fixed or {})
    held, value = match.best()
    lacking = {role.key: role.count - len(held[role.key]) for role in roles if role.count > len(held[role.key])}
    return RoleProposal(held, value, lacking, match.runners_up(held, runners_up) if runners_up else {})


class Match:
    """People, each as often as they take on a role, beside places."""

    def __init__(
        self,
        roles: Sequence[Role],
        people: Sequence[str],
        fit: Mapping[tuple[str, str], int],
        at_most: Mapping[str, int],
        fixed: Mapping[str, Sequence[str]],
    ) -> None:
        self.roles, self.people, self.fit, self.fixed = roles, people, fit, fixed
        busy = [person for holders in fixed.values() for person in holders]
        self.hands = [one for one in people for _time in range(at_most.get(one, 1) - busy.count(one))]
        self.places = [role.key for role in roles for _place in range(role.count - len(fixed.get(role.key, ())))]
        dearest = sorted((abs(points) for points in fit.values()), reverse=True)
        self.filled = 1 + sum(dearest[: len(self.places)])  # filling a place counts for more than any fit
        self.table = np.zeros((len(self.hands), len(self.places)), dtype=np.int64)
        columns: dict[str, list[int]] = {}
        for column, key in enumerate(self.places):
            columns.setdefault(key, []).append(column)
        rows: dict[str, list[int]] = {}
        for row, person in enumerate(self.hands):
            rows.setdefault(person, []).append(row)
        for (person, key), points in fit.items():
            if person not in fixed.get(key, ()):
                self.table[np.ix_(rows.get(person, []), columns.get(key, []))] = points + self.filled
        self.columns, self.rows = columns, rows

    def best(self) -> tuple[dict[str, tuple[str, ...]], int]:
        found = {role.key: list(self.fixed.get(role.key, ())) for role in self.roles}
        for row, column in self._pairs(self.table):
            person, key = self.hands[row], self.places[column]
            if self.table[row, column] and person not in found[key]:
                found[key].append(person)
        held = {
            key: tuple(sorted(holders, key=lambda one: (-self._points(one, key), one)))
            for key, holders in found.items()
        }
        return held, sum(self._points(person, key) for key, holders in held.items() for person in holders)

    def runners_up(self, held: Mapping[str, tuple[str, ...]], count: int) -> dict[str, tuple[tuple[str, int], ...]]:
        """The likeliest by their own fit, each with what a place for them costs the whole."""
        whole = self._worth(self.table)
        found = {}
        for key, columns in self.columns.items():
            others = [
                one for one in self.people if (one, key) in self.fit and one not in held[key] and one in self.rows
            ]
            likely = sorted(others, key=lambda one: (-self._points(one, key), one))[:count]
            costs = [(one, whole - self._with(one, key, columns[0])) for one in likely]
            found[key] = tuple(sorted(costs, key=lambda cost: cost[1]))
        return found

    def _with(self, person: str, key: str, column: int) -> int:
        """The worth of the best division in which this person has a place of this role."""
        row = self.rows[person][0]
        rest = np.delete(np.delete(self.table, row, axis=0), column, axis=1)
        return self._worth(rest) + int(self.table[row, column])

    def _worth(self, table: Ints) -> int:
        return sum(int(table[row, column]) for row, column in self._pairs(table))

    @staticmethod
    def _pairs(table: Ints) -> list[tuple[int, int]]:
        from scipy.optimize import linear_sum_assignment

        if not table.size:
            return []
        rows, columns = linear_sum_assignment(table, maximize=True)
        return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]

    def _points(self, person: str, key: str) -> int:
        return self.fit.get((person, key), 0)
