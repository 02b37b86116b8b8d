"""The pitch as it is drawn: who stands where, what is vacant, and what is worth a look. No database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from akker.handbooks.model import Handbook, Step, Worksheet

RING = "second-ring-of-the-network"  # what a form says for the second ring; no role of a pack is called so
USUAL_PLACES = 5  # drawn for spectators when the pack draws no pitch of its own


@dataclass(frozen=True, slots=True)
class Chip:
    """One name in one place of the pitch; the same person may stand in several.

    `role` and `seat` are empty for a member without a role. `seen` tells all that this member held when
    the page was made. `can_move`: whether the reader may give this name another place.
    """

    membership: UUID
    seat: UUID | None
    person: Any  # drawn as a circle with initials
    role: str
    under: str  # the second line: the role for staff, the organisation for others
    tasks: tuple[str, ...]
    seen: str
    is_me: bool
    can_move: bool

    @property
    def key(self) -> str:
        return str(self.seat or self.membership)


@dataclass(frozen=True, slots=True)
class Slot:
    """A role with everybody who holds it."""

    role: str
    name: str
    short: str
    tasks: tuple[str, ...]
    fit: tuple[str, ...]
    chips: tuple[Chip, ...]
    is_left: bool  # knowingly left vacant

    @property
    def is_vacant(self) -> bool:
        return not self.chips


@dataclass(frozen=True, slots=True)
class Signal:
    """Something worth a look; it advises and never locks. `about` holds what its sentence needs."""

    key: str  # "core-small", "core-large", "ring-large", "load-<membership>" or "vacant-<role>"
    kind: str  # the part before the number, person or role
    about: dict[str, Any]
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The whole pitch: staff by role, players (those without a role come last), spectators."""

    staff: tuple[Slot, ...]
    players: tuple[Slot, ...]
    spectators: tuple[Chip, ...]
    places: int  # seats drawn for spectators
    core_count: int
    signals: tuple[Signal, ...] = ()

    @property
    def vacant(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.staff if slot.is_vacant)

    @property
    def free(self) -> range:
        """The seats for spectators that nobody took yet."""
        return range(max(0, self.places - len(self.spectators)))

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.staff + self.players

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(chip for slot in self.slots for chip in slot.chips) + self.spectators


def seen(ring: str, roles: Iterable[str]) -> str:
    """All that a member holds in one line, the same whatever the order: "core:leader,participant"."""
    return f"{ring}:{','.join(sorted(roles))}"


def step_of(book: Handbook) -> Step | None:
    """The step in which roles are settled, or None when the pack has none."""
    return next((step for step in book.steps if step.instrument == "roles"), None)


def by_default(book: Handbook) -> str:
    """The role of a core member who was given none: the only one among the players, or "" when there are more."""
    players = book.zone("players")
    return players[0].key if len(players) == 1 else ""


def sheet(book: Handbook, kind: str) -> Worksheet | None:
    """The worksheet of this kind on the step of the roles, or None when the pack has none."""
    step = step_of(book)
    sheets = [book.worksheets[key] for key in step.worksheets] if step else []
    return next((sheet for sheet in sheets if sheet.kind == kind), None)


def sheets(book: Handbook) -> tuple[Worksheet, ...]:
    """The worksheets of the roles that can be printed: the pitch and the table, as far as the pack has them."""
    return tuple(drawn for kind in ("pitch", "table") if (drawn := sheet(book, kind)))


def places(book: Handbook) -> int:
    drawn = sheet(book, "pitch")
    return drawn.blanks if drawn and drawn.blanks else USUAL_PLACES


def signals(board: Board, book: Handbook, aside: Sequence[str]) -> tuple[Signal, ...]:
    """What is worth a look on this pitch, in a fixed order; sizes are the pack's.

    Source: the size of core and ring from the kit on roles; more than half of the roles on one person is our own.
    """
    found = [*_sizes(board, book), *_loads(board), *_vacancies(board)]
    return tuple(Signal(key, kind, about, key in aside) for key, kind, about in found)


def _sizes(board: Board, book: Handbook) -> Iterable[tuple[str, str, dict[str, Any]]]:
    size, core, ring = book.core_size, board.core_count, len(board.spectators)
    if size and core < size.least:
        yield "core-small", "small", {"count": core, "least": size.least}
    if size and size.most and core > size.most:
        yield "core-large", "large", {"count": core, "most": size.most}
    if ring > board.places:
        yield "ring-large", "ring", {"count": ring}


def _loads(board: Board) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Who holds more than half of the staff roles, and two at least."""
    held = Counter(chip.membership for slot in board.staff for chip in slot.chips)
    people = {chip.membership: chip.person for slot in board.staff for chip in slot.chips}
    for membership, count in held.items():
        if count >= 2 and count > len(board.staff) / 2:
            about = {"person": people[membership], "count": count, "of": len(board.staff)}
            yield f"load-{membership}", "load", about


def _vacancies(board: Board) -> Iterable[tuple[str, str, dict[str, Any]]]:
    for slot in board.vacant:
        if not slot.is_left:
            yield f"vacant-{slot.role}", "vacant", {"role": slot.name}
