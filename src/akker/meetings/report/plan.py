"""The plan of a network as the pages read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.template.defaultfilters import floatformat
from django.utils.translation import get_language, gettext, override

from akker.meetings.grid import CONSULTED, NOT, OPTIONAL, REQUIRED, Cell, Column, Grid, Row
from akker.meetings.models import Attendee, Competence, Meeting, PlanCell, PlanRow
from akker.networks.models import Membership, Network
from akker.people.models import NAMED, Person
from akker.people.prepared import KEY, Prepared, thin
from akker.question.models import Subtheme


@dataclass(slots=True)
class _Noted:
    """What is written in the plan: rows by the key that the grid knows them by, and their cells."""

    rows: dict[UUID, PlanRow] = field(default_factory=dict)
    cells: dict[tuple[UUID, UUID], Cell] = field(default_factory=dict)


def grid(network: Network, now: datetime, *, reader: Person | None = None, with_hours: bool = True) -> Grid:
    """The whole plan; four queries. The hours of others than the `reader` only `with_hours`."""
    said = _said(network)
    noted = _noted(network)
    rows = _rows(network, noted.rows, dict(said.competences), reader, with_hours)
    return Grid(
        _columns(network, now, said.named), tuple(rows), noted.cells, said.competences, said.subthemes,
        network.starts_on, network.ends_on,
    )  # fmt: skip


Pairs = tuple[tuple[UUID, str], ...]
Named = Mapping[UUID, frozenset[UUID]]  # meeting -> the persons whom it is for by name


@dataclass(frozen=True, slots=True)
class _Said:
    """What a network said that the plan reckons with: key and name, each in their order; and whom meetings are for."""

    competences: Pairs
    subthemes: Pairs
    named: Named


def _lists(network: UUID) -> QuerySet[Any, Any]:
    named = {"place": Value(0), "said": Cast("person", CharField())}
    lists = [
        Competence.objects.standing().filter(network=network).annotate(key=F("pk"), said=F("name")),
        Subtheme.objects.standing().filter(network=network).annotate(key=F("pk"), said=F("name")),
        Attendee.objects.filter(meeting__network=network).annotate(key=F("meeting"), **named),
    ]
    one, *others = (
        rows.order_by()
        .annotate(which=Value(str(index), output_field=CharField()))
        .values_list("which", "place", "key", "said")
        for index, rows in enumerate(lists)
    )
    return one.union(*others, all=True)


_SAID = Prepared(_lists, network=KEY)
_NOTED = Prepared(
    lambda network: (
        PlanRow.objects.standing()
        .filter(network=network)
        .order_by("pk")
        .values_list(
            "pk", "membership", "needed", "competence", "ring", "version",
            "cells__meeting", "cells__state", "cells__version",
        )
    ),
    network=KEY,
)  # fmt: skip
_MEETINGS = Prepared(
    lambda network: (
        Meeting.objects.standing()
        .filter(network=network)
        .in_order()
        .values_list(
            "pk", "kind", "on", "at", "minutes", "subtheme", "subtheme__name", "purpose", "has_case", "place",
            "starts_at", "version",
        )
    ),
    network=KEY,
)  # fmt: skip
_MEMBERS = Prepared(
    lambda network: (
        Membership.objects.present()
        .filter(network=network)
        .order_by("added_at", "pk")
        .values_list("pk", "ring", "function", "hours_agreed", *(f"person__{name}" for name in NAMED))
    ),
    network=KEY,
)


def _said(network: Network) -> _Said:
    """One query: three small lists of the same shape."""
    found: tuple[list[tuple[int, UUID, str]], ...] = ([], [], [])
    for which, place, key, said in _SAID(network=network.pk):
        found[int(which)].append((place, key, said))
    competences, subthemes = (tuple((key, name) for _place, key, name in sorted(each)) for each in found[:2])
    people: dict[UUID, set[UUID]] = {}
    for _place, meeting, person in found[2]:
        people.setdefault(meeting, set()).add(UUID(person))
    return _Said(competences, subthemes, {meeting: frozenset(each) for meeting, each in people.items()})


def _columns(network: Network, now: datetime, named: Named) -> tuple[Column, ...]:
    """The meetings that stand, in the order of the plan; one query."""
    return tuple(
        Column(
            key=key, number=number, kind=kind, on=on, at=at, minutes=minutes, subtheme=subtheme,
            subtheme_name=subtheme_name or "", purpose=purpose, has_case=has_case, place=place,
            is_over=bool(starts_at and starts_at < now), version=version, named=named.get(key, frozenset()),
        )
        for number, (
            key, kind, on, at, minutes, subtheme, subtheme_name, purpose, has_case, place, starts_at, version,
        ) in enumerate(_MEETINGS(network=network.pk), 1)
    )  # fmt: skip


def _noted(network: Network) -> _Noted:
    """Every row of the plan with its cells; one query."""
    noted = _Noted()
    for pk, membership, needed, competence, ring, version, meeting, state, seen in _NOTED(network=network.pk):
        key = membership or pk
        if key not in noted.rows:
            noted.rows[key] = PlanRow(
                pk=pk, membership_id=membership, needed=needed, competence_id=competence, ring=ring, version=version
            )
        if meeting:
            noted.cells[key, meeting] = Cell(state, seen)
    return noted


def _rows(
    network: Network, noted: dict[UUID, PlanRow], names: dict[UUID, str], reader: Person | None, with_hours: bool
) -> Iterable[Row]:
    """Core first, the second ring as far as it is in the plan, vacancies last in their ring; one query."""
    core = Membership.Ring.CORE
    for key, ring, function, hours, *person in sorted(_MEMBERS(network=network.pk), key=lambda one: one[1] != core):
        row = noted.get(key)
        if ring == core or row:
            human = thin(Person, NAMED, tuple(person))
            competence, is_mine = row.competence_id if row else None, human == reader
            yield Row(
                key=key, name=str(human), ring=ring, under=function, competence=competence,
                competence_name=names.get(competence, "") if competence else "",
                hours=hours if with_hours or is_mine else None, is_mine=is_mine, person=human.pk,
                version=row.version if row else 0,
            )  # fmt: skip
    for key, row in noted.items():
        if row.membership_id is None:
            yield Row(
                key=key, name=row.needed, ring=row.ring, competence=row.competence_id,
                competence_name=names.get(row.competence_id, "") if row.competence_id else "",
                is_vacancy=True, version=row.version,
            )  # fmt: skip


# --- as the page shows it ------------------------------------------------------------------

LETTERS = {REQUIRED: "r", OPTIONAL: "o", CONSULTED: "c", NOT: "n"}  # classes of plan.css; "v" for needed, nobody yet


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell on the page: what its button sends, how it looks, and what it says."""

    value: str
    look: str
    word: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row on the page."""

    row: Row
    cells: list[Shown]
    minutes: int
    promised: Decimal | None
    over: int  # minutes beyond what was agreed

    @property
    def beside(self) -> str:
        """Under the hours that the plan asks: how many were agreed."""
        if self.promised is not None:
            return gettext("of %(hours)s") % {"hours": _number(self.promised, get_language() or "en")}
        if self.row.hours is not None:
            return gettext("%(hours)s a month") % {"hours": _number(self.row.hours, get_language() or "en")}
        return ""

    @property
    def begun(self) -> int:
        """Hours, a part of one counted as one: what a sentence takes its plural from."""
        return -(-self.minutes // 60)


def line(plan: Grid, index: int) -> Line:
    """The row at `index`, 0 for the first, with its cells."""
    row = plan.rows[index]
    cells = [shown(plan, row, index, column) for column in plan.columns]
    return Line(row, cells, plan.minutes(row), plan.promised(row), plan.over(row))


def shown(plan: Grid, row: Row, index: int, column: Column) -> Shown:
    cell, state = plan.cell(row, column), plan.state(row, column)
    return Shown(
        f"{index}.{column.number - 1}.{cell.version}", look(row.is_vacancy, state), word(row.is_vacancy, state)
    )


def look(is_vacancy: bool, state: str) -> str:
    return "v" if is_vacancy and state in (REQUIRED, OPTIONAL) else LETTERS.get(state, "n")


def word(is_vacancy: bool, state: str) -> str:
    if is_vacancy and state in (REQUIRED, OPTIONAL):
        return gettext("needed, nobody yet")
    return _words(get_language() or "en")[state]


@lru_cache
def _words(language: str) -> dict[str, str]:
    """How a state is written, in one language."""
    with override(language):
        return {value: str(label) for value, label in PlanCell.State.choices}


def letters() -> str:
    """The keys that set a cell of the plan: with which letter each state begins, in the language that is spoken now."""
    return " ".join(said[0] for said in _words(get_language() or "en").values())


@lru_cache(maxsize=2000)  # writing a number as a language does costs more than the rest of a row
def _number(value: Decimal, _language: str) -> str:
    return str(floatformat(value, "-1"))
