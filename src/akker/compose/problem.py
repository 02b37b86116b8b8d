"""A problem: who, where, by which rules, and what is worth how much."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from akker.compose import clashes
from akker.compose.board import Board, Ints
from akker.compose.conflicts import Conflict
from akker.compose.people import Network, Person
from akker.compose.rules import Apart, AtMost, Forbid, Pin, Requires, Rule, Together, kind
from akker.compose.weights import Weights

MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a problem that makes no sense. `kind` by subject, told in docs/compose.md; `what`: its id."""

    kind: str
    what: str
    rule: str = ""


class Unclear(ValueError):
    """A problem that makes no sense: the same person twice, a rule about nobody. `faults` names each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.kind}: {fault.what}" for fault in faults[:20]))


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is to be divided. `current`: who sits where now, person -> network; `keeping` pins them.

    A preference for a network that is not here is passed over.
    `distances`: (n, n) whole grains between people, used instead of their attributes. `is_per_head`: the diversity of
    a network is divided by its size, so that no size is better than another. Raises: Unclear.
    """

    people: Sequence[Person]
    networks: Sequence[Network]
    rules: Sequence[Rule] = ()
    weights: Weights = field(default_factory=Weights)
    current: Mapping[str, str] = field(default_factory=dict)
    distances: Ints | None = field(default=None, repr=False, compare=False)
    is_per_head: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", _named(self.rules))
        faults = list(_faults(self))
        if faults:
            raise Unclear(faults)

    @cached_property
    def board(self) -> Board:
        """The same in arrays, people by id, so that the order in which they were given changes nothing."""
        return Board(
            people=tuple(sorted(self.people, key=lambda person: person.id)),
            networks=tuple(self.networks),
            rules=tuple(self.rules),
            weights=self.weights,
            current=self.current,
            distances=self.distances,
            is_per_head=self.is_per_head,
        )

    def check(self) -> list[Conflict]:
        """The clashes between rules that need no search; at most 50 ms at 5,000 people."""
        return clashes.check(self.board)

    def keeping(self, members: Mapping[str, str]) -> Problem:
        """The same with these people pinned where they are, so that only free seats are filled: person -> network."""
        pins = tuple(Pin(person=person, network=network, id=f"member:{person}") for person, network in members.items())
        return replace(self, rules=(*self.rules, *pins), current={**self.current, **members})

    def with_current(self, assignment: Mapping[str, str]) -> Problem:
        """The same with people where they are now, so that staying there is worth something: person -> network."""
        return replace(self, current=dict(assignment))

    def with_rules(self, *rules: Rule) -> Problem:
        return replace(self, rules=(*self.rules, *rules))

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same problem, whatever the order of people in it."""
        people = sorted(
            (one.id, sorted(one.attributes.items()), *map(sorted, (one.competences, one.roles, one.languages)),
             sorted(one.available), one.preferences)
            for one in self.people
        )  # fmt: skip
        networks = [
            (one.id, one.size_min, one.size_max, one.question, sorted(one.languages), sorted(one.times))
            for one in self.networks
        ]
        weights = (sorted(self.weights.attributes.items()), self.weights.other, self.weights.preferences)
        rules = sorted(repr(replace(rule, text="")) for rule in self.rules)
        rest = (weights, self.weights.stability, rules, sorted(self.current.items()), self.is_per_head)
        digest = hashlib.sha256(repr((people, networks, rest)).encode())
        if self.distances is not None:
            digest.update(self.distances.tobytes())
        return digest.hexdigest()[:16]


def _named(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Every rule with an id: its own, or its kind and its place among the rules."""
    return tuple(
        rule if rule.id else replace(rule, id=f"{kind(rule)}-{place}") for place, rule in enumerate(rules, start=1)
    )


def _faults(problem: Problem) -> Iterator[Fault]:
    people, networks = {one.id for one in problem.people}, {one.id for one in problem.networks}
    if not problem.people:
        yield Fault("no-people", "")
    if not problem.networks:
        yield Fault("no-networks", "")
    if len(problem.people) > MOST_PEOPLE:
        yield Fault("too-many-people", str(len(problem.people)))
    for what, ids in (("person", [p.id for p in problem.people]), ("network", [n.id for n in problem.networks]),
                      ("rule", [r.id for r in problem.rules])):  # fmt: skip
        yield from (Fault(f"{what}-twice", one) for one, times in Counter(ids).items() if times > 1)
    for network in problem.networks:
        if not 0 <= network.size_min <= network.size_max:
            yield Fault("size-upside-down", network.id)
    for rule in problem.rules:
        yield from _rule_faults(rule, people, networks)
    for person, where in problem.current.items():
        if person not in people or where not in networks:
            yield Fault("unknown-place", f"{person} in {where}")


def _rule_faults(rule: Rule, people: set[str], networks: set[str]) -> Iterator[Fault]:
    about: tuple[str, ...] = ()
    if isinstance(rule, Pin | Forbid):
        about = (rule.person,)
    if isinstance(rule, Together | Apart):
        about = rule.people
        if len(set(about)) < 2:
            yield Fault("too-few-in-rule", ", ".join(about), rule.id)
    yield from (Fault("unknown-person", one, rule.id) for one in about if one not in people)
    network = None if isinstance(rule, Together | Apart) else rule.network
    if network is not None and network not in networks:
        yield Fault("unknown-network", network, rule.id)
    if isinstance(rule, Requires) and bool(rule.competence) == bool(rule.role):
        yield Fault("competence-or-role", rule.competence, rule.id)
    if isinstance(rule, AtMost) and rule.count < 0:
        yield Fault("less-than-nobody", str(rule.count), rule.id)
