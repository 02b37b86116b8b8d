"""Which moment of a poll suits best. It computes, and asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

YES, MAYBE, NO = "yes", "maybe", "no"
WORTH = {YES: 2, MAYBE: 1, NO: 0}
DOUBLE = 2  # what somebody counts whom the content needs


@dataclass(frozen=True, slots=True)
class Voice:
    """One person who was asked. `can`: slot -> yes, maybe or no; empty as long as they have not answered."""

    name: str
    is_required: bool
    can: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How one slot stands. `missed`: those who are needed and cannot."""

    slot: UUID
    starts_at: datetime
    yes: tuple[str, ...]
    maybe: tuple[str, ...]
    no: tuple[str, ...]
    missed: tuple[str, ...]
    worth: int

    @property
    def order(self) -> tuple[int, int, datetime]:
        """Sorts the best first: nobody missed, then worth, then the earlier."""
        return len(self.missed), -self.worth, self.starts_at


def tally(slots: Iterable[tuple[UUID, datetime]], voices: Sequence[Voice]) -> list[Tally]:
    """Every slot in the order given; s slots and v voices cost s times v."""
    return [_count(slot, starts_at, voices) for slot, starts_at in slots]


def _count(slot: UUID, starts_at: datetime, voices: Sequence[Voice]) -> Tally:
    said = [(voice, voice.can.get(slot)) for voice in voices if voice.can]
    names = {way: tuple(voice.name for voice, can in said if (can or NO) == way) for way in (YES, MAYBE, NO)}
    missed = tuple(voice.name for voice, can in said if voice.is_required and (can or NO) == NO)
    worth = sum(WORTH[can or NO] * (DOUBLE if voice.is_required else 1) for voice, can in said)
    return Tally(slot, starts_at, names[YES], names[MAYBE], names[NO], missed, worth)


def best(tallies: Sequence[Tally], count: int = 1) -> list[Tally]:
    """The `count` best, in the order of their dates."""
    return sorted(sorted(tallies, key=lambda each: each.order)[:count], key=lambda each: each.starts_at)


def is_clear(tallies: Sequence[Tally], voices: Sequence[Voice], count: int = 1) -> bool:
    """Whether the best can be taken without asking anybody.

    At least half of those asked have answered and all who are needed; nobody who is needed misses it; somebody can;
    and it is better than the next, or all who answered can, so that the earliest will do.
    """
    answered = [voice for voice in voices if voice.can]
    if 2 * len(answered) < len(voices) or any(voice.is_required and not voice.can for voice in voices):
        return False
    ranked = sorted(tallies, key=lambda each: each.order)
    chosen, rest = ranked[:count], ranked[count:]
    if len(chosen) < count or any(each.missed or not each.yes for each in chosen):
        return False
    is_better = not rest or chosen[-1].order[:2] < rest[0].order[:2]
    return is_better or all(not each.no and not each.maybe for each in chosen)
