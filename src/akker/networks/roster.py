"""People as somebody types them, one to a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

LONGEST = 254  # characters of an address
ADDRESS = re.compile(r"[^\s<>,;:()\"]+@[^\s<>,;:()\"]+\.[^\s<>,;:()\"]+")


@dataclass(frozen=True, slots=True)
class Named:
    """One person as typed; `email` empty when only a name was given."""

    name: str
    email: str


def read(text: str) -> list[Named]:
    """`Anna Bakker <anna@example.org>`, `anna@example.org` or `Anna Bakker`; empty lines are passed over.

    Several addresses on one line, as a mail program copies them, are as many people.

    Returns: each person once, in the order typed; the same address twice is one person, by the first name given.
    """
    people = dict[str, Named]()
    for line in text.splitlines():
        for part in _parts(line):
            person = _person(part)
            key = person.email or person.name.casefold()
            if key and not (key in people and people[key].name):
                people[key] = person
    return list(people.values())


def wrong_address(people: Iterable[Named]) -> str:
    """The first that was meant as an e-mail address and is none; nothing when all are sound."""
    for person in people:
        meant = person.email or (person.name if "@" in person.name else "")
        try:
            _check(meant or "none@example.org")
        except ValidationError:
            return meant
    return ""


def _check(email: str) -> None:
    validate_email(email)
    MaxLengthValidator(LONGEST)(email)


def _parts(line: str) -> list[str]:
    if len(ADDRESS.findall(line)) < 2:
        return [line]
    return line.split(";" if ";" in line else ",")


def _person(text: str) -> Named:
    found = ADDRESS.search(text)
    rest = text.replace(found.group(), " ") if found else text
    name = " ".join(re.sub(r"[<>(),;\"\t]+", " ", rest).split()).strip("-–—•* ")
    return Named(name=name[:120], email=found.group().lower().strip(".") if found else "")
