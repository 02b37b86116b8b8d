"""A document on its way in: which row each part becomes, and what is wrong with it. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import DecimalField, Field, Model

from akker.archive.faults import Fault, path
from akker.archive.identity import births
from akker.archive.report.nouns import NOUNS, PEOPLE, PROGRAMMES, Noun, lists_in, points_at, silence


@dataclass(slots=True, eq=False)
class Entry:
    """One row of a document. `is_here`: the row is in the database already and stays as it is."""

    noun: Noun
    parts: tuple[str | int, ...]
    said: dict[str, Any]
    id: UUID
    parent: Entry | None
    is_here: bool = False
    row: Any = None

    @property
    def path(self) -> str:
        return path(self.parts)

    @property
    def root(self) -> Entry:
        """The person, programme or network in whose row it stands."""
        return self.parent.root if self.parent else self

    @property
    def programme(self) -> str:
        """The key of the programme it belongs to; "" for a person."""
        return "" if self.noun is PEOPLE else str(self.root.said["key"]).partition("/")[0]

    def fault(self, message: str, name: str = "") -> Fault:
        return Fault(path((*self.parts, *([name] if name else []))), message)


@dataclass(slots=True, eq=False)
class Draft:
    """All entries of a document, by the place of their noun."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)
    keys: dict[tuple[str, str, str], Entry] = field(default_factory=dict)
    left_behind: set[str] = field(default_factory=set)  # places of nouns that do not come along

    def of(self, noun: Noun) -> list[Entry]:
        return self.entries[noun.place]

    def everything(self) -> Iterator[Entry]:
        for noun in NOUNS:
            yield from self.of(noun)

    def named(self, noun: Noun, key: str, programme: str) -> Entry | None:
        """The entry with this key; keys of what stands in a programme hold inside that programme."""
        return self.keys.get((noun.place, programme if noun.inside else "", key))


def draft(document: dict[str, Any]) -> Draft:
    """Give every row of the document its place and its id; two of the same are faults."""
    made = Draft()
    ids = births()
    for noun in lists_in(None):
        _walk(made, noun, document, (), None, ids)
    given: set[UUID] = set()
    for entry in made.everything():
        if entry.id in given:
            made.faults.append(entry.fault("this id stands twice in the document", "id"))
        given.add(entry.id)
        _name(made, entry)
    return made


def _walk(
    made: Draft,
    noun: Noun,
    said: dict[str, Any],
    parts: tuple[str | int, ...],
    parent: Entry | None,
    ids: Iterator[UUID],
) -> None:
    for number, row in enumerate(said.get(noun.name, ())):
        id = UUID(row["id"]) if "id" in row else next(ids)
        entry = Entry(noun, (*parts, noun.name, number), row, id, parent)
        made.of(noun).append(entry)
        for inner in lists_in(noun):
            _walk(made, inner, row, entry.parts, entry, ids)


def _name(made: Draft, entry: Entry) -> None:
    if entry.noun.stem is None:
        return
    name = (entry.noun.place, entry.programme if entry.noun.inside else "", entry.said["key"])
    if made.keys.setdefault(name, entry) is not entry:
        made.faults.append(entry.fault(f'"{name[2]}" stands twice in the document', "key"))


def build(made: Draft) -> None:
    """Make the rows. A reference that leads nowhere is a fault."""
    for entry in made.everything():
        if not entry.is_here:
            entry.row = _row(made, entry)


def _row(made: Draft, entry: Entry) -> Model:
    noun, model = entry.noun, entry.noun.model
    values: dict[str, Any] = {it.attname: _value(made, entry, it) for it in noun.fields()}
    names = {it.name for it in model._meta.concrete_fields}
    if "programme" in names:
        values["programme_id"] = _programme(made, entry)
    if "network" in names - set(noun.says):
        values["network_id"] = entry.root.id
    if entry.parent:
        values[noun.link] = entry.parent.id
    if noun.slugged:
        values["slug"] = entry.said["key"].rpartition("/")[2]
    if noun is PEOPLE:
        values["password"] = make_password(None)
    row = model(id=entry.id, **values)
    if noun.finish:
        noun.finish(row)
    return row


def _programme(made: Draft, entry: Entry) -> UUID | None:
    programme = made.named(PROGRAMMES, entry.programme, "")
    if programme:
        return programme.id
    if entry.parent is None:
        made.faults.append(entry.fault(f'no such programme "{entry.programme}"', "key"))
    return None


def _value(made: Draft, entry: Entry, it: Field[Any, Any]) -> Any:
    if it.name not in entry.said:
        return silence(it)
    said = entry.said[it.name]
    if noun := points_at(it):
        return _reference(made, entry, it.name, noun, said)
    if isinstance(it, DecimalField):
        return _decimal(made, entry, it, said)
    return it.to_python(said)


def _reference(made: Draft, entry: Entry, name: str, noun: Noun, key: str) -> UUID | None:
    target = made.named(noun, key, entry.programme)
    if target:
        return target.id
    if noun.place not in made.left_behind:
        made.faults.append(entry.fault(f'no such {singular(noun)} "{key}"', name))
    return None


def _decimal(made: Draft, entry: Entry, it: DecimalField[Any, Any], said: float) -> Decimal:
    value = Decimal(str(said))
    if value != round(value, it.decimal_places):
        made.faults.append(entry.fault(f"{said} has more than {it.decimal_places} decimal", it.name))
    return value


def singular(noun: Noun) -> str:
    return str(noun.model._meta.model_name)


def rows_by_model(entries: Iterable[Entry]) -> dict[type[Model], list[tuple[str, Any]]]:
    """What is to be written: (path, row) per model, in the order in which they may be written."""
    grouped: dict[type[Model], list[tuple[str, Any]]] = defaultdict(list)
    for entry in entries:
        if not entry.is_here:
            grouped[entry.noun.model].append((entry.path, entry.row))
    return grouped
