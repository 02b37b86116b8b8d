"""Where a network stands in its handbook, worked out from the steps it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from akker.handbooks.model import Handbook, Prose, Step, StepText

Move = tuple[str, str, datetime]  # step key, way (begun, finished, skipped, reopened), when


@dataclass(frozen=True, slots=True)
class Place:
    """One step of the journey as it stands: `state` is open, begun, finished or skipped."""

    step: Step
    text: StepText
    state: str
    at: datetime | None  # when it came to this state; None for a step nobody touched

    @property
    def is_behind(self) -> bool:
        return self.state in ("finished", "skipped")


@dataclass(frozen=True, slots=True)
class Furrow:
    """One phase with its places: `state` is done, now or ahead."""

    key: str
    name: str
    summary: str
    places: tuple[Place, ...]
    state: str

    @property
    def done_count(self) -> int:
        return sum(place.is_behind for place in self.places)

    @property
    def last_at(self) -> datetime | None:
        return max((place.at for place in self.places if place.at and place.is_behind), default=None)


@dataclass(frozen=True, slots=True)
class Walk:
    """The whole journey: p phases, each with its steps, and the next step if there is one."""

    furrows: tuple[Furrow, ...]
    next: Place | None

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(place for furrow in self.furrows for place in furrow.places)

    @property
    def now(self) -> Furrow | None:
        return next((furrow for furrow in self.furrows if furrow.state == "now"), None)

    def place(self, key: str) -> Place | None:
        return next((place for place in self.places if place.step.key == key), None)


def walk(book: Handbook, prose: Prose, moves: Iterable[Move]) -> Walk:
    """Read the moves in the order they were made; the last one of a step counts.

    Args:
        moves: those of one network that were not withdrawn, oldest first.
    """
    last = {step: (way, at) for step, way, at in moves}
    steps = {step.key: _place(step, prose, last.get(step.key)) for step in book.steps}
    upcoming = _next(list(steps.values()))
    furrows = tuple(
        Furrow(
            phase.key,
            str(prose.phases[phase.key].name),
            str(prose.phases[phase.key].summary),
            places := tuple(steps[step.key] for step in phase.steps),
            _state(places, upcoming),
        )
        for phase in book.phases
    )
    return Walk(furrows, upcoming)


def _place(step: Step, prose: Prose, last: tuple[str, datetime] | None) -> Place:
    way, at = last or ("open", None)
    return Place(step, prose.steps[step.key], "open" if way == "reopened" else way, at)


def _next(places: list[Place]) -> Place | None:
    """What somebody began comes first, then the first step that nobody finished or skipped."""
    begun = (place for place in places if place.state == "begun")
    untouched = (place for place in places if not place.is_behind)
    return next(begun, None) or next(untouched, None)


def _state(places: tuple[Place, ...], upcoming: Place | None) -> str:
    if upcoming in places:
        return "now"
    return "done" if places and all(place.is_behind for place in places) else "ahead"
