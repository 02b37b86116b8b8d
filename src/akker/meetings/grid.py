"""The plan as a grid: who takes part in which meeting, and what follows. It computes, and asks no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from uuid import UUID

REQUIRED, OPTIONAL, CONSULTED, NOT = "required", "optional", "consulted", "not"
CYCLE = (NOT, REQUIRED, OPTIONAL, CONSULTED)  # what one press after the other gives
CORE = "core"
FOR_A_FEW = frozenset({"subgroup", "reference"})  # kinds of meeting to which nobody comes as a matter of course
WRITING = 60  # minutes that answering in writing takes


def usual(ring: str, kind: str, is_named: bool | None = None) -> str:
    """How somebody takes part where the plan says nothing: the core comes, the second ring does not.

    is_named: whether they are among those whom the meeting is for, when it is for some by name.
    """
    if is_named is not None:
        return REQUIRED if is_named else NOT
    return REQUIRED if ring == CORE and kind not in FOR_A_FEW else NOT


def following(state: str) -> str:
    """The state that one press makes of `state`."""
    return CYCLE[(CYCLE.index(state) + 1) % len(CYCLE)]


@dataclass(frozen=True, slots=True)
class Column:
    """One meeting. `number` counts from 1 in the order of the plan; without `on` it has no date yet."""

    key: UUID
    number: int
    kind: str = "meeting"
    on: date | None = None
    at: time | None = None
    minutes: int = 120
    subtheme: UUID | None = None
    subtheme_name: str = ""
    purpose: str = ""
    has_case: bool = False
    place: str = ""
    is_over: bool = False
    version: int = 1
    named: frozenset[UUID] = frozenset()  # persons it is for; empty: for whom is usual


@dataclass(frozen=True, slots=True)
class Row:
    """One member or vacancy. `key` is the membership, of a vacancy its row; `hours` are agreed a month."""

    key: UUID
    name: str
    ring: str = CORE
    under: str = ""  # what stands below the name when there is no competence
    competence: UUID | None = None
    competence_name: str = ""
    is_vacancy: bool = False
    hours: Decimal | None = None
    is_mine: bool = False
    person: UUID | None = None
    version: int = 0  # of the row of the plan; 0 when nothing was noted yet


@dataclass(frozen=True, slots=True)
class Cell:
    """What is noted for one row and one meeting; version 0 when nothing is."""

    state: str = ""
    version: int = 0


NOTHING = Cell()


@dataclass(frozen=True)
class Grid:
    """The plan of a network: r rows by m meetings, and the c competences and s subthemes it reckons with."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[UUID, UUID], Cell] = field(default_factory=dict)  # (row, column)
    competences: tuple[tuple[UUID, str], ...] = ()
    subthemes: tuple[tuple[UUID, str], ...] = ()
    starts_on: date | None = None  # the network, as far as it said so
    ends_on: date | None = None

    def cell(self, row: Row, column: Column) -> Cell:
        return self.cells.get((row.key, column.key), NOTHING)

    def state(self, row: Row, column: Column) -> str:
        is_named = row.person in column.named if column.named else None
        return self.cell(row, column).state or usual(row.ring, column.kind, is_named)

    @cached_property
    def core(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.ring == CORE)

    @cached_property
    def second_ring(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.ring != CORE)

    @cached_property
    def vacancies(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_vacancy)

    def present(self, column: Column, *states: str) -> list[Row]:
        """The people (no vacancies) who take part in one of `states`; required or optional when none is given."""
        wanted = states or (REQUIRED, OPTIONAL)
        return [row for row in self.rows if not row.is_vacancy and self.state(row, column) in wanted]

    def wanted(self, column: Column) -> list[Row]:
        """The vacancies that are needed there."""
        return [row for row in self.vacancies if self.state(row, column) in (REQUIRED, OPTIONAL)]

    def gaps(self, column: Column) -> list[str]:
        """The competences that nobody brings to this meeting, by name."""
        there = {row.competence for row in self.present(column)}
        return [name for key, name in self.competences if key not in there]

    def covered(self, column: Column) -> int:
        return len(self.competences) - len(self.gaps(column))

    def never_covered(self) -> list[str]:
        """The competences that nobody in the plan has."""
        there = {row.competence for row in self.rows if not row.is_vacancy}
        return [name for key, name in self.competences if key not in there]

    def minutes(self, row: Row) -> int:
        """What the plan asks of somebody: whole meetings, and an hour for each answer in writing."""
        if row.is_vacancy:
            return 0
        spent = {REQUIRED: 1, OPTIONAL: 1}
        states = [(self.state(row, column), column.minutes) for column in self.columns]
        return sum(minutes * spent.get(state, 0) + WRITING * (state == CONSULTED) for state, minutes in states)

    @cached_property
    def undated(self) -> int:
        return sum(column.on is None for column in self.columns)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days that promised hours are reckoned over; None when their end cannot be said.

        From the first meeting to the last; as long as one of them has no date, the days of the network too.
        """
        days = [column.on for column in self.columns if column.on]
        if self.undated:
            if not self.ends_on or not (self.starts_on or days):
                return None
            days += [day for day in (self.starts_on, self.ends_on) if day]
        return (min(days), max(days)) if days else None

    @cached_property
    def months(self) -> int:
        """Calendar months of the span, the first and the last included; 0 without one."""
        if self.span is None:
            return 0
        first, last = self.span
        return (last.year - first.year) * 12 + last.month - first.month + 1

    def promised(self, row: Row) -> Decimal | None:
        """The hours that the home organisation agreed for the whole of the plan; None when that cannot be said."""
        return row.hours * self.months if row.hours is not None and self.months else None

    def over(self, row: Row) -> int:
        """Minutes that the plan asks of somebody beyond what was agreed; 0 when it does not, or nobody can say."""
        promised = self.promised(row)
        return max(self.minutes(row) - int(promised * 60), 0) if promised is not None else 0

    def without_case(self) -> list[Column]:
        """Ordinary meetings in which no case from practice is worked on."""
        return [column for column in self.columns if column.kind in ("meeting", "extra") and not column.has_case]

    def unplanned(self) -> list[str]:
        """The subthemes that no meeting is about, by name."""
        planned = {column.subtheme for column in self.columns}
        return [name for key, name in self.subthemes if key not in planned]

    @cached_property
    def upcoming(self) -> Column | None:
        return next((column for column in self.columns if not column.is_over), None)
