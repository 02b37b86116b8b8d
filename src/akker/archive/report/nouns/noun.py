"""What one list of a scenario is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import CharField, Field, JSONField, Model, TextField

Keys = Mapping[UUID, str]
ALWAYS = MappingProxyType({  # what it means when these are left out
    "is_active": True, "version": 1, "place_in_plan": 0, "sequence": 0, "where": "room",
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """One list of a scenario.

    name: of the list, "memberships". model: what one of its rows is. says: the fields that are told,
    in the order in which people read them. order: the fields that sort the list when it has no keys.
    inside: the noun in whose rows the list stands; link: the column of the model that says in which.
    stem: gives a row its readable key, from the row and the keys made before. slugged: the last part
    of the key is the slug of the row. only: chooses among the rows of the model. finish: fills in what
    follows from the rest. joined: what the stem reads of other rows. A field called `file` names a file
    that comes beside the document.
    """

    name: str
    model: type[Model]
    says: tuple[str, ...]
    order: tuple[str, ...] = ()
    inside: Noun | None = None
    link: str = ""
    stem: Callable[[Any, Keys], str] | None = None
    slugged: bool = False
    only: Mapping[str, Any] = field(default_factory=dict)
    finish: Callable[[Any], None] | None = None
    joined: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where the list stands: `networks.memberships.seats`."""
        return f"{self.inside.place}.{self.name}" if self.inside else self.name

    def fields(self) -> Iterator[Field[Any, Any]]:
        """The model fields behind `says`, in their order."""
        for name in self.says:
            yield self.model._meta.get_field(name)  # type: ignore[misc]


def may_lack(it: Field[Any, Any]) -> bool:
    """Whether a row may be silent about it; silence means empty, or what ALWAYS says."""
    is_wordy = isinstance(it, CharField | TextField | JSONField)
    return it.null or it.name in ALWAYS or it.default is False or (it.blank and is_wordy)


def silence(it: Field[Any, Any]) -> Any:
    """What a row means that says nothing of this field."""
    if it.name in ALWAYS:
        return ALWAYS[it.name]
    if it.null:
        return None
    if isinstance(it, JSONField):
        return it.get_default()
    return False if it.default is False else ""
