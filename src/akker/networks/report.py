"""What the room tells in files, and what an import has to know to tell what it would do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import localize
from django.utils.translation import override

from akker.documents.tables import Table
from akker.handbooks.reader import text as prose
from akker.networks import arrivals
from akker.networks.arrivals import Arrival, Member
from akker.networks.models import Membership, Network, PeopleImport, Seat
from akker.networks.spreadsheet import FIELDS, LANGUAGES, Row, Words, joined, plain, read
from akker.people.models import NAMED, Person
from akker.people.prepared import KEY, Prepared, thin
from akker.programmes.models import Event

# When and where a network next meets, in a line of words, empty when that is not known; a room above fills it.
NEXT_MEETINGS: list[Callable[[Network], str]] = []
# What a list of people shows of a membership; person, home and roles come beside it.
LISTED = ("id", "ring", "competences", "added_at", "invited_at", "joined_at", "left_at", "thanks")
MEMBERS = Prepared(
    lambda network: Membership.objects.filter(network=network).values_list(
        *LISTED, "organisation__name", *(f"person__{name}" for name in NAMED)
    ),
    network=KEY,
)
SEATS = Prepared(
    lambda network: (
        Seat.objects.current()
        .filter(membership__network=network)
        .order_by("from_on", "pk")
        .values_list("membership_id", "role")
    ),
    network=KEY,
)


def next_meeting(network: Network) -> str:
    """What somebody who is asked to join wants to know first."""
    return next(filter(None, (said(network) for said in NEXT_MEETINGS)), "")


def listed(network: Network, names: Mapping[str, str]) -> list[Membership]:
    """Everybody who is or was in a network, by name; two queries.

    Each knows `home`, the name of the organisation, and `roles`, by their `names`; a role the pack lost keeps its key.
    """
    roles = defaultdict(list)
    for membership, role in SEATS(network=network.pk):
        roles[membership].append(names.get(role, role))
    members = []
    for row in MEMBERS(network=network.pk):
        member: Any = thin(Membership, LISTED, row[: len(LISTED)])
        member.home, member.roles = row[len(LISTED)] or "", roles[member.pk]
        member.person = thin(Person, NAMED, row[len(LISTED) + 1 :])
        members.append(member)
    return sorted(members, key=lambda member: str(member.person).casefold())


COLUMNS = ("name", "email", "organisation", "function", "ring", "roles", "competences", "brings", "needs", "hours")
OWN_WORDS = frozenset({"function", "competences", "brings", "needs"})
# How people write the ring, beside the words of the interface and of the handbook.
_RING_WORDS = {
    Membership.Ring.CORE: "core, core group, kern, kerngroep, kernteam, kernlid, kerne, kernegruppe",
    Membership.Ring.SECOND: "second ring, second, ring, tweede ring, tweede schil, 2e ring, 2e schil, schil, "
    "buitenring, anden ring, 2 ring, ydre ring, yderkreds",
}


def people_words(network: Network) -> Words:
    """How rings and roles may be written in a spreadsheet: the words of its handbook and ours, in every language."""
    book = network.book
    rings = {plain(word): str(ring) for ring, text in _RING_WORDS.items() for word in text.split(", ")}
    roles = dict[str, str]()
    for language in LANGUAGES:
        with override(language):
            rings |= {plain(str(ring.label)): str(ring) for ring in Membership.Ring}
        for key, role in prose(book, language).roles.items():
            if book.roles[key].acts_as == "second_ring":
                rings |= {plain(role.name): str(Membership.Ring.SECOND), plain(key): str(Membership.Ring.SECOND)}
            else:
                roles |= {plain(role.name): key, plain(key): key}
    return Words(rings | {plain(ring): str(ring) for ring in Membership.Ring.values}, roles)


def members(network: Network) -> list[Member]:
    """Everybody who is or was in `network`; three queries."""
    roles = _roles(network)
    wrote = set(
        Event.objects.filter(
            programme=network.programme_id, network_id=network.pk, verb="networks.membership.described"
        ).values_list("target_id", "by_id")
    )
    rows = network.memberships.select_related("person", "organisation")
    return [_member(row, roles[row.pk], (row.pk, row.person_id) in wrote) for row in rows]


def _roles(network: Network) -> dict[UUID, list[str]]:
    """Membership -> the roles held now, in the order they were taken."""
    roles = defaultdict[UUID, list[str]](list)
    seats = Seat.objects.current().filter(membership__network=network).order_by("from_on", "pk")
    for membership, role in seats.values_list("membership_id", "role"):
        roles[membership].append(role)
    return roles


def _member(row: Membership, roles: list[str], wrote_own_card: bool) -> Member:
    return Member(
        key=row.pk,
        name=row.person.name,
        email=row.person.email or "",
        is_present=row.left_at is None,
        has_been_seen=row.person.first_seen_at is not None,
        wrote_own_card=wrote_own_card,
        ring=row.ring,
        organisation=row.organisation.name if row.organisation else "",
        function=row.function,
        roles=frozenset(roles),
        competences=tuple(row.competences),
        brings=row.brings,
        needs=row.needs,
        hours=row.hours_agreed,
        left_at=row.left_at,
    )


def arriving(people_import: PeopleImport, mapping: list[str] | None = None) -> Iterator[tuple[Row, Arrival]]:
    """What each row of an import would do now, with its columns as mapped; three queries."""
    network, content = people_import.network, people_import.content
    rows = read(content["rows"], content["first"], mapping or people_import.mapping, people_words(network))
    return arrivals.compare(rows, members(network))


def people_table(network: Network, language: str, *, with_own_words: bool) -> Table:
    """The people present, just as an import takes them: headers and words in `language`; two queries.

    What members say of themselves comes along only `with_own_words`; what kind of member they are never does.
    """
    columns = [name for name in COLUMNS if with_own_words or name not in OWN_WORDS]
    names = {key: role.name for key, role in prose(network.book, language).roles.items()}
    roles = _roles(network)
    present = network.memberships.present().select_related("person", "organisation")
    shown = sorted(present, key=lambda row: (row.person.name.casefold(), row.person.email or ""))
    with override(language):
        said = [_cells(row, [names[role] for role in roles[row.pk] if role in names]) for row in shown]
        return Table(
            tuple(str(FIELDS[name]) for name in columns), tuple(tuple(row[name] for name in columns) for row in said)
        )


def _cells(row: Membership, roles: list[str]) -> dict[str, str]:
    return {
        "name": row.person.name,
        "email": row.person.email or "",
        "organisation": row.organisation.name if row.organisation else "",
        "function": row.function,
        "ring": row.get_ring_display(),
        "roles": joined(roles),
        "competences": joined(row.competences),
        "brings": row.brings,
        "needs": row.needs,
        "hours": hours_text(row.hours_agreed),
    }


def hours_text(hours: Decimal | None) -> str:
    """With the comma of the language, or a spreadsheet takes 2.5 for a date; whole hours without."""
    if hours is None:
        return ""
    return str(localize(int(hours) if hours == int(hours) else hours))
