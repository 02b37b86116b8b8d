"""Who is to be placed, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One candidate. `attributes`: name -> a word (a category) or a number; what is unknown is left out.

    `preferences`: network ids or question ids, dearest first. `available`: times, in any wording that networks use
    too. Whoever names no language, time or preference is not held back by a rule about them.
    """

    id: str
    name: str = ""
    attributes: Mapping[str, str | float] = field(default_factory=dict)
    competences: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    available: frozenset[str] = frozenset()
    preferences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network with room for `size_min` to `size_max` people, members that are already in it included.

    `question`: what preferences may name instead of the id; several networks can work on one question.
    """

    id: str
    name: str = ""
    size_min: int
    size_max: int
    question: str = ""
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """What a preference may call this network."""
        return (self.id, self.question) if self.question else (self.id,)
