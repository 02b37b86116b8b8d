"""What the rows of one model hold about people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise

from akker.people.models import Person

Whose = Callable[[Person], Q]
SECRET, INNER = "opens a door", "of no meaning to people"


def nobodys(person: Person) -> Q:
    return Q(pk=None)


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What the rows of one model hold about people.

    about: the rows about a person; by: rows that only say that the person did them, or asked for them. Both are
    told. goes: whether the rows `about` are deleted at erasure; else `empties` says what their fields hold then.
    tells: what the download says of a row, in the order of reading. hides: field -> why it is not told.
    mentions: fields of text in which anybody may be named, in all rows of the places named by `network` and
    `programme` (lookups), and in those that `also` finds. is_open: everybody in the network reads these texts.
    addresses: fields made from a name perhaps, as a part of an address or a file is called. shows: how a field is told.
    """

    model: type[Model]
    title: Promise
    about: Whose = nobodys
    by: Whose = nobodys
    goes: bool = False
    empties: Mapping[str, Any] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    hides: Mapping[str, str] = field(default_factory=dict)
    mentions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    network: str = ""
    programme: str = ""
    also: str = ""
    is_open: bool = True
    shows: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Of the list in the download: "networks.seat"."""
        return self.model._meta.label_lower


def of(lookup: str) -> Whose:
    return lambda person: Q(**{lookup: person})


def any_of(*lookups: str) -> Whose:
    """By any of these; `leads` reads the names from one flat Q."""
    return lambda person: Q(*((lookup, person) for lookup in lookups), _connector=Q.OR)
