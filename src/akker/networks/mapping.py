"""What of one handbook has a place in another: the same key, or for steps the same instrument.

Rows are never rewritten. What has the same key simply shows under the other handbook; the rest is parked, kept as it
is, and comes back with the handbook it was made under. An instrument keeps its own rows, so they show at whichever
step uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akker.handbooks.model import Handbook, Step

Left = Mapping[str, Sequence[str]]  # step key -> what the network left there, in words
LEFT: list[Callable[[Any], Left]] = []  # filled by rooms above: network -> what it left


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where one step of the earlier handbook comes out.

    `to` is a step key of the other handbook, "" when it has none; `way` is key, instrument or parked.
    """

    key: str
    to: str
    way: str

    @property
    def is_parked(self) -> bool:
        """Whether what was left there waits; a page that another step uses goes on showing its own."""
        return self.way != "key"


def steps(before: Handbook, after: Handbook) -> tuple[Crossing, ...]:
    """Every step of `before`, in its order."""
    return tuple(_crossing(step, after) for step in before.steps)


def _crossing(step: Step, after: Handbook) -> Crossing:
    if any(other.key == step.key for other in after.steps):
        return Crossing(step.key, step.key, "key")
    alike = (other.key for other in after.steps if step.instrument and other.instrument == step.instrument)
    to = next(alike, "")
    return Crossing(step.key, to, "instrument" if to else "parked")


def left(network: Any) -> dict[str, list[str]]:
    """What a network left at each step, in words, as the rooms above tell it; a few queries."""
    found: dict[str, list[str]] = {}
    for tell in LEFT:
        for step, words in tell(network).items():
            found.setdefault(step, []).extend(words)
    return found
