"""From files to a problem: a table of people, a table of networks, rules in TOML. Formats: docs/compose.md.

Everything that is wrong is gathered, with the row it stands in, before anything is said about it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from akker.compose.people import Network, Person
from akker.compose.problem import MOST_PEOPLE, Problem
from akker.compose.rules import KINDS, Rule
from akker.compose.weights import Weights

LISTS = ("competences", "roles", "languages", "available")
TAKEN = {"id", "name", "preferences", "now", *LISTS}


class Sheet(Protocol):
    """A table as it was read: the number of a row is the one that a spreadsheet shows."""

    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def first_row_number(self) -> int: ...


class Unusable(Exception):
    """Files that no problem can be made of; `complaints` are plain English, one per row or rule at fault."""

    def __init__(self, complaints: Sequence[str]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(self.complaints))


@dataclass(slots=True)
class Complaints:
    """What is wrong, gathered."""

    said: list[str] = field(default_factory=list)

    def row(self, file: str, number: int, text: str) -> None:
        self.said.append(f"{file}, row {number}: {text}")

    def file(self, file: str, text: str) -> None:
        self.said.append(f"{file}: {text}")


@dataclass(frozen=True, slots=True)
class Names:
    """How the three files are called in what is said about them."""

    people: str = "people"
    networks: str = "networks"
    rules: str = "rules"


def problem(people: Sheet, networks: Sheet, rules: str, names: Names, *, keep: bool = False) -> Problem:
    """The problem in three files; `keep` pins whoever has a network in the column `now`. Raises: Unusable."""
    wrong = Complaints()
    places = list(_networks(networks, names.networks, wrong))
    crowd, now = _people(people, places, names.people, wrong)
    attributes = {column for column in map(_key, people.header) if column not in TAKEN}
    book = _toml(rules, names.rules, wrong)
    weights = _weights(book.get("weights", {}), attributes, names.rules, wrong)
    kept = _rules(
        book.get("rule", []), attributes, {one.id for one in crowd}, {one.id for one in places}, names.rules, wrong
    )
    if wrong.said:
        raise Unusable(wrong.said)
    whole = Problem(people=crowd, networks=places, rules=kept, weights=weights, current=now)
    return whole.keeping(now) if keep else whole


# --- people -----------------------------------------------------------------------------------------------------------


def _people(
    sheet: Sheet, networks: Sequence[Network], file: str, wrong: Complaints
) -> tuple[list[Person], dict[str, str]]:
    header = [_key(name) for name in sheet.header]
    if "id" not in header:
        wrong.file(file, "there is no column id")
        return [], {}
    wishes = {name for network in networks for name in network.names}
    numbers = _number_columns(sheet, header)
    seen: dict[str, int] = {}
    people, now = [], {}
    for number, row in _rows(sheet):
        cells = dict(zip(header, row, strict=True))
        person = _person(cells, numbers, seen, wishes, file, number, wrong)
        if person is not None:
            people.append(person)
            if place := cells.get("now", ""):
                now[person.id] = place
                if place not in {network.id for network in networks}:
                    wrong.row(file, number, f"there is no network {place!r} to be in now")
    if not people and not wrong.said:
        wrong.file(file, "there is nobody in it")
    if len(people) > MOST_PEOPLE:
        wrong.file(file, f"{len(people)} people; at most {MOST_PEOPLE} can be divided at once")
    return people, now


def _person(
    cells: Mapping[str, str],
    numbers: set[str],
    seen: dict[str, int],
    wishes: set[str],
    file: str,
    number: int,
    wrong: Complaints,
) -> Person | None:
    key = cells["id"].strip()
    if not key:
        wrong.row(file, number, "there is no id")
        return None
    if key in seen:
        wrong.row(file, number, f"{key!r} stands in row {seen[key]} already")
        return None
    seen[key] = number
    preferences = tuple(_split(cells.get("preferences", "")))
    for wish in preferences:
        if wish not in wishes:
            wrong.row(file, number, f"{key!r} would like {wish!r}, and there is no such network or question")
    if len(set(preferences)) < len(preferences):
        wrong.row(file, number, f"{key!r} names a preference twice")
    return Person(
        id=key,
        name=cells.get("name", "").strip(),
        attributes=dict(_attributes(cells, numbers)),
        preferences=preferences,
        **{name: frozenset(_split(cells.get(name, ""))) for name in LISTS},
    )


def _attributes(cells: Mapping[str, str], numbers: set[str]) -> Iterator[tuple[str, str | float]]:
    for name, cell in cells.items():
        text = cell.strip()
        if name not in TAKEN and text:
            yield name, _number(text) if name in numbers else text


def _number_columns(sheet: Sheet, header: Sequence[str]) -> set[str]:
    """Columns that hold numbers and nothing else, however they are written: 12, 1.5 or 1,5."""
    columns = zip(header, zip(*sheet.rows, strict=True), strict=False) if sheet.rows else ()
    found = set()
    for name, cells in columns:
        known = [cell.strip() for cell in cells if cell.strip()]
        if name not in TAKEN and known and all(_is_number(cell) for cell in known):
            found.add(name)
    return found


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(_number(text))
    except ValueError:
        return False


def _number(text: str) -> float:
    return float(text.replace(",", "."))


# --- networks ---------------------------------------------------------------------------------------------------------


def _networks(sheet: Sheet, file: str, wrong: Complaints) -> Iterator[Network]:
    header = [_key(name) for name in sheet.header]
    if "id" not in header or not {"size", "size_max"} & set(header):
        wrong.file(file, "there must be a column id, and size, or size_min and size_max")
        return
    seen: dict[str, int] = {}
    for number, row in _rows(sheet):
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
        key = cells["id"]
        sizes = _sizes(cells)
        if not key or key in seen:
            wrong.row(file, number, f"{key!r} stands in row {seen[key]} already" if key else "there is no id")
        elif sizes is None:
            wrong.row(file, number, f"the sizes of {key!r} are no whole numbers with the smallest first")
        else:
            seen[key] = number
            yield Network(
                id=key,
                name=cells.get("name", ""),
                size_min=sizes[0],
                size_max=sizes[1],
                question=cells.get("question", ""),
                languages=frozenset(_split(cells.get("languages", ""))),
                times=frozenset(_split(cells.get("times", ""))),
            )
    if not seen and not wrong.said:
        wrong.file(file, "there is no network in it")


def _sizes(cells: Mapping[str, str]) -> tuple[int, int] | None:
    most = cells.get("size_max") or cells.get("size", "")
    least = cells.get("size_min") or cells.get("size") or "0"
    if not (least.isdecimal() and most.isdecimal() and int(least) <= int(most) <= MOST_PEOPLE):
        return None
    return int(least), int(most)


# --- rules and weights ------------------------------------------------------------------------------------------------


def _toml(text: str, file: str, wrong: Complaints) -> dict[str, Any]:
    try:
        book = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        wrong.file(file, f"this is no TOML: {error}")
        return {}
    for key in book.keys() - {"weights", "rule"}:
        wrong.file(file, f"{key!r} is unknown; there are weights and rule")
    return book


def _weights(given: Any, attributes: set[str], file: str, wrong: Complaints) -> Weights:
    if not isinstance(given, dict) or given.keys() - {"attributes", "other", "preferences", "stability"}:
        wrong.file(file, "weights holds attributes, other, preferences and stability, and nothing else")
        return Weights()
    named = given.get("attributes", {})
    for name in sorted(named.keys() - attributes) if isinstance(named, dict) else ():
        wrong.file(file, f"weights: nobody has an attribute {name!r}")
    numbers = [
        *(named.values() if isinstance(named, dict) else [None]),
        given.get("other", 1),
        given.get("stability", 0),
    ]
    wishes = given.get("preferences", Weights().preferences)
    if not all(_is_weight(one) for one in (*numbers, *(wishes if isinstance(wishes, list | tuple) else [None]))):
        wrong.file(file, "weights are numbers from 0 to 1000, and preferences is a list of them")
        return Weights()
    plain = {key: given[key] for key in ("attributes", "other", "stability") if key in given}
    return Weights(**plain, preferences=tuple(wishes))


def _is_weight(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1000


def _rules(
    given: Any, attributes: set[str], people: set[str], networks: set[str], file: str, wrong: Complaints
) -> list[Rule]:
    kinds = {name: rule for rule, name in KINDS.items()}
    found: list[Rule] = []
    seen: set[str] = set()
    for place, one in enumerate(given if isinstance(given, list) else [given], start=1):
        where = f"rule {place}"
        kind = kinds.get(one.get("kind", "")) if isinstance(one, dict) else None
        if kind is None:
            wrong.file(file, f"{where}: kind must be one of {', '.join(sorted(kinds))}")
            continue
        fields = {
            key: tuple(value) if isinstance(value, list) else value for key, value in one.items() if key != "kind"
        }
        if complaint := _unlike(kind, fields) or _unknown(fields, attributes, people, networks):
            wrong.file(file, f"{where} ({one['kind']}): {complaint}")
            continue
        make: Callable[..., Rule] = kind
        rule = make(**fields)
        if rule.id in seen and rule.id:
            wrong.file(file, f"{where} ({one['kind']}): the id {rule.id!r} is taken")
        seen.add(rule.id)
        found.append(rule)
    return found


_TYPES: dict[str, type] = {"count": int, "at_least": int, "people": tuple}


def _unlike(kind: type[Rule], fields: Mapping[str, Any]) -> str:
    """What is wrong with the shape of a rule; empty when nothing is."""
    known = kind.__dataclass_fields__
    for name, value in fields.items():
        if name not in known:
            return f"{name!r} is unknown"
        if not isinstance(value, _TYPES.get(name, str)) or isinstance(value, bool):
            return f"{name} is not a {'whole number' if _TYPES.get(name) is int else 'text or list'}"
        if isinstance(value, int) and value < 0:
            return f"{name} is below 0"
    needed = {"at-most": ("attribute", "count"), "together": ("people",), "apart": ("people",)}
    needed |= {"pin": ("person",), "forbid": ("person",)}
    lacking = [name for name in needed.get(KINDS[kind], ()) if name not in fields]
    if lacking:
        return f"{lacking[0]} is missing"
    if KINDS[kind] == "requires" and bool(fields.get("competence")) == bool(fields.get("role")):
        return "give a competence or a role"
    return "two people at least" if len(set(fields.get("people", "ab"))) < 2 else ""


def _unknown(fields: Mapping[str, Any], attributes: set[str], people: set[str], networks: set[str]) -> str:
    named = (*fields.get("people", ()), *([fields["person"]] if "person" in fields else []))
    for one in named:
        if one not in people:
            return f"there is no person {one!r}"
    if "network" in fields and fields["network"] not in networks:
        return f"there is no network {fields['network']!r}"
    if "attribute" in fields and fields["attribute"] not in attributes:
        return f"nobody has an attribute {fields['attribute']!r}"
    return ""


# --- cells ------------------------------------------------------------------------------------------------------------


def _rows(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(sheet.rows, start=sheet.first_row_number):
        if any(cell.strip() for cell in row):
            yield number, row


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("|", ";").split(";") if part.strip()]


def _key(name: str) -> str:
    """`Size max` and `size_max` are one column; attributes keep their capitals."""
    plain = name.strip().lower().replace(" ", "_")
    return plain if plain in TAKEN | {"size", "size_min", "size_max", "question", "times"} else name.strip()
