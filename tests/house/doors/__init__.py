"""The access table, a file for each room: `TABLE` (route -> row) and, where an address points at something, `things`.

`things(network, cast)` makes what the addresses of the room point at: the beginning of a route's name -> its key.
`VALUES` says what else stands in addresses: name of the place -> value.
"""

from __future__ import annotations

import re
from typing import Any

from tests.house.doors import (
    agenda,
    composing,
    dates,
    journey,
    meetings,
    networks,
    people,
    programmes,
    question,
    recruit,
    recruit_invitations,
    recruit_ring,
    roles,
    web,
)
from tests.house.doors.row import Row

ROOMS = (
    web, people, networks, question, journey, recruit, composing, recruit_invitations, recruit_ring, roles, meetings,
    agenda, dates, programmes,
)  # fmt: skip
TABLE: dict[str, Row] = {name: row for room in ROOMS for name, row in room.TABLE.items()}


def room(name: str) -> str:
    """The first word of a route's name."""
    return re.split("[:_-]", name)[0]


def things(network: Any, cast: Any) -> dict[str, Any]:
    """Something to point at for every address of every room."""
    found: dict[str, Any] = {}
    for room in ROOMS:
        if make := getattr(room, "things", None):
            found |= make(network, cast)
    return found


def values() -> dict[str, Any]:
    """What else stands in addresses, of every room together."""
    return {name: value for room in ROOMS for name, value in getattr(room, "VALUES", {}).items()}
