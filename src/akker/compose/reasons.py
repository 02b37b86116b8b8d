"""Facts about a division that a page or a command can put in words: why here, why not there, what a swap does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from akker.compose.score import Breach, Parts


@dataclass(frozen=True, slots=True)
class Move:
    """One person from one network to another; None is the bench."""

    person: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Mix:
    """How many different values of an attribute a network holds, before and after."""

    network: str
    attribute: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What some moves together change. `value` and `parts`: points more (or fewer, below 0).

    `breaks` and `mends`: breaches that come and go. `ranks`: person -> (before, after), 1 for the first wish and None
    for no wish or no seat. `mixes`: only those that change.
    """

    moves: tuple[Move, ...]
    value: float
    parts: Parts
    breaks: tuple[Breach, ...] = ()
    mends: tuple[Breach, ...] = ()
    ranks: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    mixes: tuple[Mix, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another network for one person, in the cheapest way that keeps every rule. `loss`: points that it costs in all.

    `partner`: who comes back in return; None when there is a free seat.
    """

    network: str | None
    loss: float
    partner: str | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why somebody sits where they sit. `network` None: on the bench. `rank`: 1 for the first wish.

    `brings`: attribute -> colleagues in the network who differ from them in it. `differs`: mean distance to a
    colleague, in points. `rules`: ids of the rules that decide about this person. `best`: the best alternative, None
    when no other place keeps every rule. `alternatives`: cheapest first, one per place.
    """

    person: str
    network: str | None
    rank: int | None
    points: float
    differs: float
    brings: Mapping[str, int]
    rules: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()

    @property
    def best(self) -> Alternative | None:
        return self.alternatives[0] if self.alternatives else None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why not this person in this network. `is_possible`: some way keeps every rule; it then costs `loss` points.

    `rules`: ids that keep them out. `effect`: the cheapest way, with what it breaks when there is no clean one.
    """

    person: str
    network: str
    is_possible: bool
    loss: float
    rules: tuple[str, ...]
    effect: Effect


@dataclass(frozen=True, slots=True)
class Gap:
    """What a network still lacks. `kind`: `seat`, `competence`, `role`, or an attribute's name with its `what`.

    `count` there of `wanted`; a value of an attribute is a gap when the ideal split would give it a place.
    """

    network: str
    kind: str
    what: str
    count: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Share:
    """One value of an attribute in one network, beside the ideal split of everybody who is seated."""

    network: str
    attribute: str
    value: str
    count: int
    ideal: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two divisions of the same people. `value` and `parts`: points of the other minus those of this one."""

    moves: tuple[Move, ...]
    unmoved: float
    value: float
    parts: Parts
