"""What each row of a spreadsheet would do to the people of a network: who is new, who changes, what is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akker.networks.spreadsheet import Fault, Row, cut, joined, plain

ERROR, CHANGES, NEW, RETURNS, SAME = "error", "changes", "new", "returns", "same"
KINDS = (ERROR, CHANGES, NEW, RETURNS, SAME)  # in the order in which they are shown
ACTING = (CHANGES, NEW, RETURNS)

SENTENCES: dict[str, Promise] = {
    "no_name": _("The name is missing."),
    "bad_email": _("“%(value)s” is not an e-mail address."),
    "twice": _("Rows %(first)s and %(second)s are about the same person; only row %(first)s counts."),
    "ambiguous": _("More than one person here is called %(value)s. Give the e-mail address as well."),
    "unknown_ring": _("“%(value)s” is not a ring. Write core or second ring."),
    "unknown_role": _("“%(value)s” is not a role of this handbook."),
    "bad_hours": _("“%(value)s” is not a number of hours. Write 2 or 2,5."),
    "too_long": _("%(field)s is too long: it has %(count)s characters, and %(most)s fit."),
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is or was in the network, as an import sees them; `key` is their membership."""

    key: UUID
    name: str
    email: str
    is_present: bool
    has_been_seen: bool  # has signed in, so the name is theirs to say
    wrote_own_card: bool
    ring: str
    organisation: str
    function: str
    roles: frozenset[str]
    competences: tuple[str, ...]
    brings: str
    needs: str
    hours: Decimal | None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a membership from `before`, as text and empty when nothing stood there, to `after`."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one row would do. `kept` names what the row says otherwise than the person, whose word counts."""

    number: int
    kind: str
    name: str
    member: Member | None = None
    changes: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    has_namesake: bool = False

    def as_json(self) -> dict[str, Any]:
        """What a page shows of it, and what is compared to see whether it still holds."""
        return {
            "number": self.number,
            "kind": self.kind,
            "name": self.name,
            "changes": [[change.field, change.before, change.after] for change in self.changes],
            "kept": list(self.kept),
            "faults": [[fault.code, dict(fault.values)] for fault in self.faults],
            "has_namesake": self.has_namesake,
        }


def compare(rows: Iterable[Row], members: Sequence[Member]) -> Iterator[tuple[Row, Arrival]]:
    """Each row with what it would do, in the order of the file; linear in rows and members.

    A person is known by e-mail address, and only a row without one by name. An empty cell says nothing. What
    somebody told of themselves is never changed: name, function, competences, what they bring and need; their
    organisation once they wrote their own card.
    """
    by_mail = {member.email: member for member in members if member.email}
    by_name = defaultdict[str, list[Member]](list)
    for known in members:
        by_name[plain(known.name)].append(known)
    seen = _Seen()
    for row in rows:
        namesakes = by_name[plain(row.name)] if row.name else []
        member = by_mail.get(row.email) if row.email else _only(namesakes)
        row = replace(row, faults=(*row.faults, *_faults(row, member, namesakes, seen)))
        yield row, _arrival(row, member, bool(namesakes))


def _only(namesakes: Sequence[Member]) -> Member | None:
    """The one of this name; of several, the one who is still here."""
    if len(namesakes) == 1:
        return namesakes[0]
    present = [member for member in namesakes if member.is_present]
    return present[0] if len(present) == 1 else None


class _Seen:
    """Where in the file each person stood first."""

    def __init__(self) -> None:
        self.mails, self.names, self.bare_names = dict[str, int](), dict[str, int](), dict[str, int]()
        self.members = dict[UUID, int]()

    def before(self, row: Row, member: Member | None) -> int | None:
        """The number of an earlier row about the same person, and remember this one."""
        name = plain(row.name)
        earlier = [self.mails.get(row.email), self.bare_names.get(name)] if row.email else [self.names.get(name)]
        if member:
            earlier.append(self.members.setdefault(member.key, row.number))
        for key, place in ((row.email, self.mails), (name, self.names), ("" if row.email else name, self.bare_names)):
            if key:
                place.setdefault(key, row.number)
        return min((number for number in earlier if number and number != row.number), default=None)


def _faults(row: Row, member: Member | None, namesakes: Sequence[Member], seen: _Seen) -> Iterator[Fault]:
    if any(fault.code == "bad_email" for fault in row.faults):
        return  # nobody can say who this is
    if not row.name and not (member and row.email):
        yield Fault("no_name", {})
    if not row.email and not member and namesakes and len(namesakes) > 1:
        yield Fault("ambiguous", {"value": cut(row.name)})
    if (row.name or row.email) and (first := seen.before(row, member)):
        yield Fault("twice", {"first": first, "second": row.number})


def _arrival(row: Row, member: Member | None, has_namesake: bool) -> Arrival:
    name = row.name or row.email or "…"
    if row.faults:
        return Arrival(row.number, ERROR, cut(name), faults=row.faults)
    if member is None:
        return Arrival(row.number, NEW, name, changes=tuple(_said(row)), has_namesake=has_namesake)
    changes, kept = _differences(row, member)
    kind = (CHANGES if changes else SAME) if member.is_present else RETURNS
    return Arrival(row.number, kind, member.name or name, member, tuple(changes), tuple(kept))


def texts(row: Row) -> dict[str, str]:
    """What a row says of the person themselves, by field."""
    return {
        "function": row.function,
        "competences": joined(row.competences),
        "brings": row.brings,
        "needs": row.needs,
    }


def _said(row: Row) -> Iterator[Change]:
    """Everything a newcomer comes in with."""
    hours = "" if row.hours is None else str(row.hours)
    arranged = {"ring": row.ring, "organisation": row.organisation, "hours": hours}
    for field, after in {"email": row.email, **arranged, **texts(row)}.items():
        if after:
            yield Change(field, "", after)
    for role in row.roles:
        yield Change("roles", "", role)


def _differences(row: Row, member: Member) -> tuple[list[Change], list[str]]:
    changes, kept = [], []
    if row.name and not member.name and not member.has_been_seen:
        changes.append(Change("name", "", row.name))
    elif row.name and plain(row.name) != plain(member.name):
        kept.append("name")
    if row.organisation and plain(row.organisation) != plain(member.organisation):
        if member.organisation and member.wrote_own_card:
            kept.append("organisation")
        else:
            changes.append(Change("organisation", member.organisation, row.organisation))
    if row.ring and row.ring != member.ring:
        changes.append(Change("ring", member.ring, row.ring))
    if row.hours is not None and row.hours != member.hours:
        changes.append(Change("hours", "" if member.hours is None else str(member.hours), str(row.hours)))
    present = {
        "function": member.function, "competences": joined(member.competences),
        "brings": member.brings, "needs": member.needs,
    }  # fmt: skip
    for field, after in texts(row).items():
        if after and not present[field]:
            changes.append(Change(field, "", after))
        elif after and after.split() != present[field].split():
            kept.append(field)
    changes += [Change("roles", "", role) for role in row.roles if role not in member.roles]
    return changes, kept
