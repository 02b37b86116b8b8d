"""The plan as a spreadsheet, out and in again: a row for each person or vacancy, a column for each meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from akker.documents.tables import Table
from akker.meetings.grid import Column, Grid, Row

LANGUAGES = ("nl", "da", "en")
FIXED: dict[str, Promise] = {
    "name": _("Name"),
    "competence": _("Competence"),
    "ring": _("Ring"),
    "hours": _("Hours in the plan"),
    "key": _("Key, leave as it is"),
}
_MEETING = re.compile(r"^\s*(\d+)\s*·(?:.*?(\d{4}-\d{2}-\d{2}))?")
_SIGNS = re.compile(r"[\W_]+")


def table(plan: Grid, rings: Mapping[str, str], states: Mapping[str, str]) -> Table:
    """The whole plan; `rings` and `states` say how each is written."""
    fixed = [str(label) for label in FIXED.values()]
    header = (*fixed[:4], *(heading(column) for column in plan.columns), fixed[4])
    return Table(header, tuple(tuple(_cells(plan, row, rings, states)) for row in plan.rows))


def heading(column: Column) -> str:
    """What a meeting is called above its column; number and date tell it from the others."""
    day = column.on.isoformat() if column.on else gettext("no date yet")
    return " · ".join(filter(None, (str(column.number), day, column.purpose or column.subtheme_name)))


def _cells(plan: Grid, row: Row, rings: Mapping[str, str], states: Mapping[str, str]) -> Iterator[str]:
    hours, rest = divmod(plan.minutes(row), 60)
    yield row.name
    yield row.competence_name
    yield gettext("vacancy: %(ring)s") % {"ring": rings[row.ring]} if row.is_vacancy else rings[row.ring]
    yield str(localize(round(hours + rest / 60, 2) if rest else hours))
    yield from (states[plan.state(row, column)] for column in plan.columns)
    yield row.key.hex


# --- in again ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wish:
    """What one cell of the sheet asks for that is different now."""

    row: Row
    column: Column
    state: str
    seen: int


@dataclass(slots=True)
class Reading:
    """What a sheet would change: wishes per cell, competences per row, and what could not be read (where, what)."""

    wishes: list[Wish] = field(default_factory=list)
    competences: list[tuple[Row, UUID | None, str]] = field(default_factory=list)
    strange_rows: list[str] = field(default_factory=list)
    strange_columns: list[str] = field(default_factory=list)
    strange_cells: list[tuple[str, str]] = field(default_factory=list)
    found: int = 0  # rows of the sheet that are in the plan

    @property
    def is_empty(self) -> bool:
        return not (self.wishes or self.competences)


def plain(text: str) -> str:
    """`text` as words are compared: no capitals, signs or double spaces."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def every_language(words: Callable[[], Mapping[str, object]]) -> dict[str, str]:
    """How each of `words()` is written in any of our languages, as `plain` writes it -> its key."""
    known: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            known |= {plain(str(label)): key for key, label in words().items()}
    return known


def read(sheet: Table, plan: Grid, states: Mapping[str, str]) -> Reading:
    """What `sheet` asks of `plan`. `states` are the words for states, as `every_language` gives them."""
    fixed = _fixed_columns(sheet.header)
    reading = Reading()
    columns = _meetings(sheet.header, plan, set(fixed.values()), reading)
    for cells in sheet.rows:
        said = {name: cells[index].strip() for name, index in fixed.items()}
        if not any(said.values()):
            continue
        row = _row_of(said, plan)
        if row is None:
            reading.strange_rows.append(said.get("name", "") or said.get("key", ""))
            continue
        reading.found += 1
        _read_row(row, said, cells, columns, plan, states, reading)
    return reading


def _fixed_columns(header: Sequence[str]) -> dict[str, int]:
    known = every_language(lambda: FIXED)
    names = [plain(name) for name in header]
    return {known[name]: index for index, name in enumerate(names) if name in known}


def _meetings(header: Sequence[str], plan: Grid, taken: set[int], reading: Reading) -> dict[int, Column]:
    """Which column of the sheet is which meeting: number and date must both be what they are now."""
    known = {(column.number, column.on.isoformat() if column.on else None): column for column in plan.columns}
    found: dict[int, Column] = {}
    for index, name in enumerate(header):
        match = _MEETING.match(name)
        column = known.get((int(match[1]), match[2])) if match else None
        if column:
            found[index] = column
        elif index not in taken:
            reading.strange_columns.append(name)
    return found


def _row_of(said: Mapping[str, str], plan: Grid) -> Row | None:
    """By its key; without one, by a name that only one row has."""
    key, name = said.get("key", ""), plain(said.get("name", ""))
    by_key = next((row for row in plan.rows if row.key.hex == key.lower()), None)
    called = [row for row in plan.rows if plain(row.name) == name]
    return by_key or (called[0] if len(called) == 1 and not key else None)


def _read_row(
    row: Row, said: Mapping[str, str], cells: Sequence[str], columns: Mapping[int, Column], plan: Grid,
    states: Mapping[str, str], reading: Reading,
) -> None:  # fmt: skip
    for index, column in columns.items():
        text = plain(cells[index])
        state = states.get(text, "")
        if text and not state:
            reading.strange_cells.append((f"{row.name}, {column.number}", cells[index].strip()[:60]))
        elif state and state != plan.state(row, column):
            reading.wishes.append(Wish(row, column, state, plan.cell(row, column).version))
    _read_competence(row, said.get("competence", ""), plan, reading)


def _read_competence(row: Row, text: str, plan: Grid, reading: Reading) -> None:
    known = {plain(name): (key, name) for key, name in plan.competences}
    key, name = known.get(plain(text), (None, ""))
    if text and key is None:
        reading.strange_cells.append((row.name, text[:60]))
    elif key != row.competence and text:
        reading.competences.append((row, key, name))
