"""People, networks, rules and weights as whole numbers in arrays: n people, g networks, and the bench as number g.

A distance or a point is counted in grains, a thousandth of a point, so that nothing that decides depends on how a
machine adds up fractions (docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from akker.compose.people import Network, Person
from akker.compose.rules import (
    Apart,
    AtMost,
    Availability,
    Forbid,
    Languages,
    Pin,
    Requires,
    Rule,
    Together,
    Wished,
)
from akker.compose.weights import Weights

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

GRAIN = 1000  # grains in a point
NO_LIMIT = 1 << 30
UNKNOWN = ""
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Trait:
    """One attribute. Categories: `codes[i]` numbers the value, two that differ are `grains` apart.

    Numbers: `codes[i]` is a place on a line of `grains` long, two are as far apart as their places.
    """

    name: str
    is_number: bool
    codes: Ints
    grains: int
    values: tuple[str, ...]
    texts: tuple[str | float | None, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many of one value: `codes[i]` is -1 where unknown, `limits` holds one number per network."""

    rule: Rule
    codes: Ints
    values: tuple[str, ...]
    limits: Ints


@dataclass(frozen=True, slots=True)
class Need:
    """At least so many who can: `has` per person, `least` per network, 0 where nothing is asked."""

    rule: Rule
    has: Bools
    least: Ints


@dataclass(frozen=True, kw_only=True)
class Board:
    """What a problem says, ready to be counted with. Everything is computed once, when it is asked for."""

    people: tuple[Person, ...]
    networks: tuple[Network, ...]
    rules: tuple[Rule, ...]
    weights: Weights
    current: Mapping[str, str]
    distances: Ints | None = field(default=None)  # given instead of attributes, in grains
    is_per_head: bool = True  # the diversity of a network is divided by its size

    @property
    def n(self) -> int:
        return len(self.people)

    @property
    def g(self) -> int:
        return len(self.networks)

    @cached_property
    def index(self) -> dict[str, int]:
        return {person.id: i for i, person in enumerate(self.people)}

    @cached_property
    def where(self) -> dict[str, int]:
        return {network.id: j for j, network in enumerate(self.networks)}

    @cached_property
    def least(self) -> Ints:
        return np.array([network.size_min for network in self.networks], dtype=np.int64)

    @cached_property
    def most(self) -> Ints:
        return np.array([network.size_max for network in self.networks], dtype=np.int64)

    # --- wishes -------------------------------------------------------------------------------------------------

    @cached_property
    def traits(self) -> tuple[Trait, ...]:
        names = sorted({name for person in self.people for name in person.attributes})
        return tuple(trait(name, self.people, self.weights.of(name)) for name in names)

    @cached_property
    def codes(self) -> Ints:
        """(traits that weigh, n)"""
        weighing = [one.codes for one in self.traits if one.grains]
        return np.array(weighing, dtype=np.int64).reshape(len(weighing), self.n)

    def between(self, rows: Ints, columns: Ints) -> Ints:
        """Distances in grains, shape (rows, columns)."""
        if self.distances is not None:
            return self.distances[np.ix_(rows, columns)]
        total = np.zeros((len(rows), len(columns)), dtype=np.int64)
        for one in self.traits:
            if one.grains:
                total += apart(one, one.codes[rows][:, None], one.codes[columns][None, :])
        return total

    @cached_property
    def matrix(self) -> NDArray[np.int32]:
        """Every distance in grains, (n + 1, n + 1) laid flat; person n is nobody, and far from none."""
        out = np.zeros((self.n + 1, self.n + 1), dtype=np.int32)
        everybody = np.arange(self.n)
        for start in range(0, self.n, 256):
            rows = everybody[start : start + 256]
            out[start : start + len(rows), : self.n] = self.between(rows, everybody)
        return out.reshape(-1)

    @cached_property
    def ranks(self) -> NDArray[np.int16]:
        """(n, g): 0 for the first wish, and so on; -1 where it is none."""
        out = np.full((self.n, self.g), -1, dtype=np.int16)
        called: dict[str, list[int]] = {}
        for j, network in enumerate(self.networks):
            for name in dict.fromkeys(network.names):
                called.setdefault(name, []).append(j)
        for i, person in enumerate(self.people):
            for rank, wish in reversed(list(enumerate(person.preferences))):
                for j in called.get(wish, ()):
                    out[i, j] = rank
        return out

    def wish(self, i: int, j: int) -> int:
        """Grains that network j is worth to person i as a wish."""
        rank = int(self.ranks[i, j]) if j < self.g else -1
        return round(GRAIN * self.weights.preferences[rank]) if 0 <= rank < len(self.weights.preferences) else 0

    @cached_property
    def points(self) -> Ints:
        """(n, g + 1) in grains: what a seat is worth to a person, whoever else is there; the bench nothing."""
        out = np.zeros((self.n, self.g + 1), dtype=np.int64)
        table = np.array([round(GRAIN * points) for points in self.weights.preferences], dtype=np.int64)
        who, where = np.nonzero((self.ranks >= 0) & (self.ranks < len(table)))
        out[who, where] = table[self.ranks[who, where]]
        for person, network in self.current.items():
            out[self.index[person], self.where[network]] += round(GRAIN * self.weights.stability)
        return out

    # --- rules --------------------------------------------------------------------------------------------------

    def rules_of(self, kind: type[R]) -> list[R]:
        return [rule for rule in self.rules if isinstance(rule, kind)]

    def networks_of(self, network: str | None) -> Sequence[int]:
        """Which networks a rule is about."""
        return range(self.g) if network is None else (self.where[network],)

    @cached_property
    def barred(self) -> Bools:
        """(n, g + 1): seats that some rule keeps a person out of; column g is the bench."""
        out = np.zeros((self.n, self.g + 1), dtype=np.bool_)
        for pin in self.rules_of(Pin):
            out[self.index[pin.person]] |= self._not_pinned(pin)
        for ban in self.rules_of(Forbid):
            out[self.index[ban.person], list(self.networks_of(ban.network))] = True
        for rule in self.rules:
            if isinstance(rule, Languages | Availability | Wished):
                for j in self.networks_of(rule.network):
                    out[:, j] |= self._kept_out(rule, j)
        return out

    def _not_pinned(self, rule: Pin) -> Bools:
        out = np.zeros(self.g + 1, dtype=np.bool_)
        if rule.network is None:
            out[self.g] = True
        else:
            out[:] = True
            out[self.where[rule.network]] = False
        return out

    def _kept_out(self, rule: Languages | Availability | Wished, j: int) -> Bools:
        network = self.networks[j]
        if isinstance(rule, Wished):
            has_wishes = np.array([bool(person.preferences) for person in self.people], dtype=np.bool_)
            return has_wishes & (self.ranks[:, j] < 0)
        if isinstance(rule, Languages):
            return _lacking([person.languages for person in self.people], network.languages, 1)
        return _lacking([person.available for person in self.people], network.times, rule.at_least)

    def barring(self, i: int, j: int) -> list[Rule]:
        """The rules that keep person i out of network j (g: out of the bench)."""
        if not self.barred[i, j]:
            return []
        about, general = self._keepers
        return [rule for rule in (*about.get(i, ()), *general) if self._bars(rule, i, j)]

    @cached_property
    def _keepers(self) -> tuple[dict[int, list[Rule]], list[Rule]]:
        """The rules that keep people out: by the person they are about, and those about everybody."""
        about: dict[int, list[Rule]] = {}
        for rule in self.rules:
            if isinstance(rule, Pin | Forbid):
                about.setdefault(self.index[rule.person], []).append(rule)
        return about, [rule for rule in self.rules if isinstance(rule, Languages | Availability | Wished)]

    def _bars(self, rule: Rule, i: int, j: int) -> bool:
        if isinstance(rule, Pin):
            return bool(self._not_pinned(rule)[j])
        if j == self.g or isinstance(rule, Together | Apart) or j not in self.networks_of(rule.network):
            return False
        person, network = self.people[i], self.networks[j]
        if isinstance(rule, Wished):
            return bool(person.preferences) and int(self.ranks[i, j]) < 0
        if isinstance(rule, Languages):
            return is_lacking(person.languages, network.languages, 1)
        if isinstance(rule, Availability):
            return is_lacking(person.available, network.times, rule.at_least)
        return isinstance(rule, Forbid)

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        return tuple(self._cap(rule) for rule in self.rules_of(AtMost))

    def _cap(self, rule: AtMost) -> Cap:
        texts = [_text(person.attributes.get(rule.attribute)) for person in self.people]
        values = sorted(set(texts) - {UNKNOWN})
        number = {UNKNOWN: -1} | {value: code for code, value in enumerate(values)}
        limits = np.full(self.g, NO_LIMIT, dtype=np.int64)
        limits[list(self.networks_of(rule.network))] = rule.count
        return Cap(rule, np.array([number[text] for text in texts], dtype=np.int64), tuple(values), limits)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        return tuple(self._need(rule) for rule in self.rules_of(Requires))

    def _need(self, rule: Requires) -> Need:
        has = [
            rule.competence in person.competences if rule.competence else rule.role in person.roles
            for person in self.people
        ]
        least = np.zeros(self.g, dtype=np.int64)
        least[list(self.networks_of(rule.network))] = rule.at_least
        return Need(rule, np.array(has, dtype=np.bool_), least)

    @cached_property
    def together(self) -> tuple[tuple[Rule, Ints], ...]:
        return tuple((rule, self._numbers(rule.people)) for rule in self.rules_of(Together))

    @cached_property
    def apart(self) -> tuple[tuple[Rule, Ints], ...]:
        return tuple((rule, self._numbers(rule.people)) for rule in self.rules_of(Apart))

    def _numbers(self, people: Iterable[str]) -> Ints:
        return np.array(sorted({self.index[person] for person in people}), dtype=np.int64)

    @cached_property
    def ties(self) -> Ints:
        """(pairs, 3): i, j and 1 when the two must be apart, -1 when they must be together; each pair per rule once."""
        found = [
            (int(i), int(j), sign)
            for sign, rules in ((-1, self.together), (1, self.apart))
            for _rule, members in rules
            for i, j in combinations(members, 2)
        ]
        return np.array(found, dtype=np.int64).reshape(len(found), 3)


def trait(name: str, people: Sequence[Person], weight: float) -> Trait:
    """One attribute of everybody. It is a number when every known value is one."""
    texts = tuple(person.attributes.get(name) for person in people)
    known = [value for value in texts if value is not None and value != UNKNOWN]
    grains = round(GRAIN * weight)
    if known and all(isinstance(value, int | float) for value in known):
        return Trait(name, True, _places(texts, known, grains), grains, (), texts)
    words = [_text(value) for value in texts]
    values = sorted(set(words))
    number = {value: code for code, value in enumerate(values)}
    codes = np.array([number[word] for word in words], dtype=np.int64)
    return Trait(name, False, codes, grains, tuple(values), texts)


def apart(one: Trait, left: Ints, right: Ints) -> Ints:
    """How many grains two values of a trait are apart."""
    if one.is_number:
        return np.asarray(np.abs(left - right), dtype=np.int64)
    return np.asarray((left != right) * np.int64(one.grains), dtype=np.int64)


def _places(texts: Sequence[str | float | None], known: Sequence[str | float], grains: int) -> Ints:
    """Numbers on a line of `grains` long; who has none stands in the middle of those who do."""
    numbers = sorted(float(value) for value in known)
    low, high, middle = numbers[0], numbers[-1], numbers[len(numbers) // 2]
    width = (high - low) or 1.0
    chosen = [middle if value is None or value == UNKNOWN else float(value) for value in texts]
    return np.array([round((value - low) / width * grains) for value in chosen], dtype=np.int64)


def _text(value: str | float | None) -> str:
    if value is None:
        return UNKNOWN
    return value if isinstance(value, str) else f"{value:g}"


def is_lacking(offered: frozenset[str], asked: frozenset[str], at_least: int) -> bool:
    """Whether somebody has too few of what is asked. Who offers nothing said nothing, and is not held back."""
    return bool(offered) and len(offered & asked) < min(at_least, len(asked))


def _lacking(offered: Sequence[frozenset[str]], asked: frozenset[str], at_least: int) -> Bools:
    answers = {some: is_lacking(some, asked, at_least) for some in set(offered)}
    return np.array([answers[some] for some in offered], dtype=np.bool_)
