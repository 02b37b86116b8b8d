"""People as somebody types them, one to a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

LONGEST = 254  # characters of an address
MOST_COMMAS_IN_A_NAME = 1
COMMA = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # outside quotation marks, in which a name may hold one
ADDRESS = re.compile(r"[^\s<>,;:()\"]+@[^\s<>,;:()\"]+\.[^\s<>,;:()\"]+")


@dataclass(frozen=True, slots=True)
class Named:
    """One person as typed; `email` empty when only a name was given."""

    name: str
    email: str


def read(text: str) -> list[Named]:
    """`Anna Bakker <anna@example.org>`, `anna@example.org` or `Anna Bakker`; empty lines are passed over.

    Several addresses on one line, as a mail program copies them, are as many people; so are three names and more with
    commas between them. Two may be one person with the surname first.

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
    return [name for part in line.split(";") for name in _between_commas(part)]


def _between_commas(part: str) -> list[str]:
    names, addresses = COMMA.split(part), len(ADDRESS.findall(part))
    if addresses > 1 or (not addresses and "@" not in part and len(names) > MOST_COMMAS_IN_A_NAME + 1):
        return names
    return [part]


def _person(text: str) -> Named:
    found = ADDRESS.search(text)
    rest = text.replace(found.group(), " ") if found else text
    name = " ".join(re.sub(r"[<>(),;\"\t]+", " ", rest).split()).strip("-–—•* ")
    return Named(name=name[:120], email=found.group().lower().strip(".") if found else "")
