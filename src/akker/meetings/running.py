"""How a meeting runs: when each part begins, and what its time goes to. No database.

Parts that run beside each other begin together and keep the clock: the next one waits for the longest. Since nobody
is in two groups at once, they share the time they take together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MODES = ("talk", "write", "move")


@dataclass(frozen=True, slots=True)
class Part:
    """`minutes` of one part; `modes` says how many of them go to talk, write and move, and may say less."""

    minutes: int
    is_beside: bool = False
    modes: Mapping[str, int] = field(default_factory=dict)
    serves: bool = False
    is_exchange: bool = False
    is_external: bool = False
    has_case: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """What the time of a meeting goes to, in whole minutes, and how many parts there are of two kinds."""

    minutes: int
    modes: Mapping[str, int]
    serving: int
    exchange: int
    external_count: int
    case_count: int

    def share(self, minutes: int) -> int:
        """How much of the whole, in percent; 0 of nothing."""
        return round(100 * minutes / self.minutes) if self.minutes else 0


def together(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """The parts in bundles of those that run beside each other."""
    begun: list[Part] = []
    for part in parts:
        if begun and not part.is_beside:
            yield begun
            begun = []
        begun.append(part)
    if begun:
        yield begun


def begins(parts: Sequence[Part]) -> list[int]:
    """When each part begins, in minutes since the meeting began."""
    clock, found = 0, []
    for bundle in together(parts):
        found += [clock] * len(bundle)
        clock += max(part.minutes for part in bundle)
    return found


def balance(parts: Sequence[Part]) -> Balance:
    """What the time goes to; parts beside each other count for as much of it as they take of the clock together."""
    total = serving = exchange = 0.0
    modes = dict.fromkeys(MODES, 0.0)
    for bundle in together(parts):
        span = max(part.minutes for part in bundle)
        weight = span / sum(part.minutes for part in bundle)
        total += span
        serving += sum(part.minutes * weight for part in bundle if part.serves)
        exchange += sum(part.minutes * weight for part in bundle if part.is_exchange)
        for part in bundle:
            for mode, minutes in part.modes.items():
                modes[mode] += minutes * weight
    return Balance(
        minutes=round(total), modes={mode: round(minutes) for mode, minutes in modes.items()}, serving=round(serving),
        exchange=round(exchange), external_count=sum(part.is_external for part in parts),
        case_count=sum(part.has_case for part in parts),
    )  # fmt: skip


def spread(minutes: int, by_mode: Mapping[str, int]) -> dict[str, int]:
    """The minutes of a form per mode, fitted to a part that takes `minutes`; rounding goes to the largest."""
    whole = sum(by_mode.values())
    found = {mode: minutes * each // whole for mode, each in by_mode.items() if each} if whole else {}
    if found:
        found[max(found, key=lambda mode: found[mode])] += minutes - sum(found.values())
    return found
