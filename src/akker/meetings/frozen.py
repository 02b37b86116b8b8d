"""A plan frozen as JSON, thawed again, and what changed between two, as facts that a page can word.

Frozen are keys and numbers, never names: people are looked up when a version is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from akker.meetings.grid import NOT, Cell, Column, Grid, Row


def freeze(grid: Grid) -> dict[str, Any]:
    """What JSON can hold of a plan; every cell with what it meant, also where nothing was noted."""
    return {
        "meetings": [_meeting(column) for column in grid.columns],
        "competences": [{"id": str(key), "name": name} for key, name in grid.competences],
        "rows": [_row(grid, row) for row in grid.rows],
    }


def _meeting(column: Column) -> dict[str, Any]:
    return {
        "id": str(column.key), "number": column.number, "kind": column.kind, "minutes": column.minutes,
        "on": column.on.isoformat() if column.on else "", "subtheme": column.subtheme_name,
        "purpose": column.purpose, "has_case": column.has_case,
    }  # fmt: skip


def _row(grid: Grid, row: Row) -> dict[str, Any]:
    states = {str(column.key): grid.state(row, column) for column in grid.columns}
    said = {"id": str(row.key), "ring": row.ring, "competence": row.competence_name, "cells": states}
    return said | ({"needed": row.name} if row.is_vacancy else {})


def thaw(frozen: Mapping[str, Any], names: Mapping[UUID, str], nobody: str) -> Grid:
    """The grid that was frozen. `names` tells who a membership is today; who is not in it is `nobody`.

    What a document from elsewhere lacks or twists is left out.
    """
    columns = tuple(_column(said, number) for number, said in enumerate(_dicts(frozen, "meetings"), 1) if _key(said))
    rows, cells = [], {}
    for said in _dicts(frozen, "rows"):
        if key := _key(said):
            rows.append(_thawed_row(said, key, names, nobody))
            for meeting, state in _cells(said):
                cells[key, meeting] = Cell(state, 1)
    competences = tuple(
        (key, str(said.get("name", ""))) for said in _dicts(frozen, "competences") if (key := _key(said))
    )
    return Grid(columns, tuple(rows), cells, competences)


def _dicts(frozen: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = frozen.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _key(said: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(str(said.get("id")))
    except ValueError:
        return None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _column(said: Mapping[str, Any], number: int) -> Column:
    minutes = said.get("minutes")
    return Column(
        key=UUID(str(said["id"])), number=number, kind=str(said.get("kind", "meeting")), on=_day(said.get("on")),
        minutes=minutes if isinstance(minutes, int) else 0, subtheme_name=str(said.get("subtheme", "")),
        purpose=str(said.get("purpose", "")), has_case=bool(said.get("has_case")),
    )  # fmt: skip


def _thawed_row(said: Mapping[str, Any], key: UUID, names: Mapping[UUID, str], nobody: str) -> Row:
    needed = str(said.get("needed", ""))
    return Row(
        key=key, name=needed or names.get(key, nobody), ring=str(said.get("ring", "")),
        competence_name=str(said.get("competence", "")), is_vacancy=bool(needed),
    )  # fmt: skip


def _cells(said: Mapping[str, Any]) -> Iterator[tuple[UUID, str]]:
    found = said.get("cells")
    for meeting, state in found.items() if isinstance(found, dict) else ():
        if key := _key({"id": meeting}):
            yield key, str(state)


# --- what changed --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `what` is a key of `report.version.SENTENCES`, with what its sentence names."""

    what: str
    who: str = ""
    meeting: Column | None = None
    before: str = ""
    after: str = ""


def changes(before: Grid, after: Grid) -> list[Change]:
    """What is different in `after`: meetings first, then rows, then how somebody takes part."""
    return [*_meetings(before, after), *_people(before, after), *_parts(before, after)]


def _meetings(before: Grid, after: Grid) -> Iterator[Change]:
    old, new = ({column.key: column for column in grid.columns} for grid in (before, after))
    yield from (Change("meeting-added", meeting=column) for key, column in new.items() if key not in old)
    yield from (Change("meeting-dropped", meeting=column) for key, column in old.items() if key not in new)
    for key, column in new.items():
        if key in old:
            yield from _told(old[key], column)


def _told(old: Column, new: Column) -> Iterator[Change]:
    for name in ("on", "purpose", "subtheme_name", "minutes", "has_case"):
        then, now = getattr(old, name), getattr(new, name)
        if then != now:
            yield Change(f"meeting-{name}", meeting=new, before=_text(then), after=_text(now))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _people(before: Grid, after: Grid) -> Iterator[Change]:
    old, new = ({row.key: row for row in grid.rows} for grid in (before, after))
    for key, row in new.items():
        if key not in old:
            yield Change("vacancy-opened" if row.is_vacancy else "row-added", row.name)
        elif old[key].competence_name != row.competence_name:
            yield Change("row-competence", row.name, None, old[key].competence_name, row.competence_name)
    for key, row in old.items():
        if key not in new:
            yield Change("vacancy-closed" if row.is_vacancy else "row-gone", row.name)


def _parts(before: Grid, after: Grid) -> Iterator[Change]:
    """Only of people and meetings that stand in both: the rest is told already."""
    old_rows, old_columns = ({each.key: each for each in part} for part in (before.rows, before.columns))
    for row in after.rows:
        for column in after.columns:
            if row.key not in old_rows or column.key not in old_columns:
                continue
            then = before.state(old_rows[row.key], old_columns[column.key]) or NOT  # type: ignore[arg-type]
            now = after.state(row, column)
            if then != now:
                yield Change("cell", row.name, column, then, now)
