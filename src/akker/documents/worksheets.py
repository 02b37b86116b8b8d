"""The worksheets on A3: the pitch (who stands where) and the table (who needs what), filled or to write on."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from akker.documents import pdf, prose
from akker.documents.code import Code, drawing

_COLUMNS = {"staff": 5, "players": 4, "spectators": 5}
_TO_WRITE_ON = {"staff": 2, "players": 20}  # seats of a role on a blank pitch


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a role, with what they take on there in their own words."""

    name: str
    tasks: str = ""  # one to a line


@dataclass(frozen=True, slots=True)
class PitchRole:
    """A role on the pitch; without holders it is vacant."""

    name: str  # "Connector"
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the pitch, with its roles in the order of the handbook."""

    kind: Literal["staff", "players", "spectators"]
    name: str  # "Staff"
    roles: tuple[PitchRole, ...]


@dataclass(frozen=True, slots=True)
class PitchLabels:
    """The fixed words, in the language of the sheet."""

    network: str
    ambition: str
    date: str
    vacant: str  # in a role that nobody holds: "vacant"
    free_place: str  # on a seat nobody took yet: "free place"


@dataclass(frozen=True, slots=True)
class Pitch:
    """Worksheet 4A. Without a single holder it is blank, with lines to write on; empty texts get a line as well."""

    title: str
    language: str  # "nl", "da", "en"
    network: str
    ambition: str
    date: str  # as the reader writes it
    zones: tuple[Zone, ...]
    instructions: str  # paragraphs; **bold** is set bold
    labels: PitchLabels
    code: Code | None = None
    places: int = 5  # at least so many seats for spectators


@dataclass(frozen=True, slots=True)
class TableRow:
    """A role, who holds it, and what they need; a line per name and per precondition."""

    role: str
    names: tuple[str, ...] = ()
    preconditions: tuple[str, ...] = ()  # "none needed" is one as well


@dataclass(frozen=True, slots=True)
class TableLabels:
    """The fixed words, in the language of the sheet."""

    role: str
    names: str
    preconditions: str
    network: str
    date: str


@dataclass(frozen=True, slots=True)
class Table:
    """Worksheet 4B. An empty cell gets lines to write on, so that without names and preconditions it is blank."""

    title: str
    language: str
    network: str
    date: str
    rows: tuple[TableRow, ...]
    instructions: str
    labels: TableLabels
    code: Code | None = None
    lines: int = 2  # to write on in an empty cell, at least


def to_pdf(sheet: Pitch | Table) -> bytes:
    """A3 on its side, tagged (PDF/UA-1), read as staff, players, spectators, or row by row.

    What does not fit is set smaller, and then flows onto a second page; nothing is cut off.
    """
    return pdf.compile(*drawn(sheet))


def drawn(sheet: Pitch | Table) -> tuple[str, dict[str, Any]]:
    """The template of this sheet, and what it reads: words only, in the order they are read."""
    own = ("pitch", _pitch(sheet)) if isinstance(sheet, Pitch) else ("table", _table(sheet))
    return own[0], own[1] | {
        "title": sheet.title,
        "language": sheet.language,
        "network": sheet.network,
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "instructions": prose.parts(sheet.instructions),
        "labels": asdict(sheet.labels),
        "code": drawing(sheet.code),
    }


def _table(table: Table) -> dict[str, Any]:
    return {"date": table.date, "rows": [asdict(row) for row in table.rows], "lines": table.lines}


def _pitch(pitch: Pitch) -> dict[str, Any]:
    return {
        "ambition": prose.parts(pitch.ambition),
        "date": prose.parts(pitch.date),
        "zones": [_zone(number, zone, pitch) for number, zone in enumerate(pitch.zones, 1)],
    }


def _zone(number: int, zone: Zone, pitch: Pitch) -> dict[str, Any]:
    return {
        "kind": zone.kind,
        "name": f"{number}  {_zone_name(zone)}",
        "columns": _COLUMNS[zone.kind],
        "roles": [_role(role, zone, pitch) for role in zone.roles],
    }


def _zone_name(zone: Zone) -> str:
    """With its only role, unless the name of the zone says that one already."""
    only = zone.roles[0].name if len(zone.roles) == 1 and zone.kind != "staff" else ""
    return zone.name if only.casefold() in zone.name.casefold() else f"{zone.name}: {only}"


def _role(role: PitchRole, zone: Zone, pitch: Pitch) -> dict[str, Any]:
    """Its people, and how many seats there are to write on, with the word that stands on them."""
    blank = not any(other.holders for each in pitch.zones for other in each.roles)
    if zone.kind == "spectators":
        free, label = max(0, pitch.places - len(role.holders)), pitch.labels.free_place
    elif blank:
        free, label = _TO_WRITE_ON[zone.kind], ""
    else:
        free, label = int(not role.holders), pitch.labels.vacant
    return {"name": role.name, "holders": [asdict(it) for it in role.holders], "free": free, "label": label}
