"""Where a document meets what is here already: people we know, a programme to join, rows in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from akker.archive.actions.draft import Draft, singular
from akker.archive.faults import Fault
from akker.archive.identity import births
from akker.archive.report.nouns import (
    FORUM_DATES,
    FORUMS,
    NETWORKS,
    NOUNS,
    OFFICES,
    ORGANISATIONS,
    PACKS,
    PEOPLE,
    PROGRAMME_EVENTS,
    PROGRAMMES,
)  # fmt: skip
from akker.handbooks import packing
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Office, Organisation, Programme

BATCH = 500  # values in one question


def recognise(made: Draft) -> None:
    """People of the document who are here already: by their id, or by their address."""
    entries = made.of(PEOPLE)
    ids = set(_here(Person.objects.all(), "pk", {entry.id for entry in entries}))
    addresses = {entry.said["email"] for entry in entries if "email" in entry.said}
    owners = {
        email: pk
        for some in _batches(addresses)
        for email, pk in Person.objects.filter(email__in=some).values_list("email", "pk")
    }
    seen: set[UUID] = set()
    for entry in entries:
        owner = owners.get(entry.said.get("email", ""))
        if owner and entry.id in ids and owner != entry.id:
            made.faults.append(entry.fault("this address is somebody else's here", "email"))
        entry.is_here = owner is not None or entry.id in ids
        entry.id = owner or entry.id
        if entry.is_here and entry.id in seen:
            made.faults.append(entry.fault("this person stands twice in the document"))
        seen.add(entry.id)


def into_programme(made: Draft, slug: str) -> None:
    """Let the networks of the document join a programme that is here.

    Home organisations are recognised by name, or come along; forums, offices and the history of the old
    programme stay behind. A reference leader stays only when the office is one of this programme.
    """
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        made.faults.append(Fault("", f'there is no programme "{slug}" here'))
        return
    for entry in made.of(PROGRAMMES):
        entry.id, entry.is_here = programme.pk, True
    names = dict(Organisation.objects.filter(programme=programme, withdrawn_at=None).values_list("name", "pk"))
    ids = births()
    for entry in sorted(made.of(ORGANISATIONS), key=lambda entry: "withdrawn_at" in entry.said):
        entry.is_here = entry.said["name"] in names
        entry.id = names.setdefault(entry.said["name"], next(ids))
    _leave_behind(made, programme)
    _share_packs(made, programme)
    for entry in made.of(NETWORKS):
        if Network.objects.filter(programme=programme, slug=entry.said["key"].rpartition("/")[2]).exists():
            made.faults.append(entry.fault(f'"{slug}" has a network of this name already', "key"))


def _leave_behind(made: Draft, programme: Programme) -> None:
    offices = set(_here(Office.objects.filter(programme=programme), "pk", {entry.id for entry in made.of(OFFICES)}))
    for noun in (FORUM_DATES, FORUMS, PROGRAMME_EVENTS, OFFICES):
        made.entries[noun.place] = [entry for entry in made.of(noun) if entry.id in offices]
        made.left_behind.add(noun.place)
    for entry in made.of(OFFICES):
        entry.is_here = True
    made.keys = {name: entry for name, entry in made.keys.items() if name[0] != OFFICES.place or entry.id in offices}


def _share_packs(made: Draft, programme: Programme) -> None:
    """A handbook that the programme has already under this name and version is that one, if its words are the same."""
    here = {pack.pin: pack.digest for pack in programme.packs.defer("pages")}
    for entry in made.of(PACKS):
        pin = f"{entry.said['slug']}@{entry.said['pack_version']}"
        entry.is_here = pin in here
        if entry.is_here and here[pin] != packing.digest(entry.said["pages"]):
            made.faults.append(entry.fault(f"the programme has another {pin}"))


def clashes(made: Draft) -> Iterator[Fault]:
    """Rows of the document that are in the way of rows that are here; of what is inside those, not a word."""
    met: set[UUID] = set()
    for noun in NOUNS:
        entries = [entry for entry in made.of(noun) if not entry.is_here]
        met |= set(_here(noun.model._default_manager.all(), "pk", {entry.id for entry in entries}))
        for entry in entries:
            if entry.id in met and (entry.parent is None or entry.parent.id not in met):
                yield entry.fault(f"this {singular(noun)} is already here")
    programmes = [entry for entry in made.of(PROGRAMMES) if not entry.is_here]
    taken = set(_here(Programme.objects.all(), "slug", {entry.said["key"] for entry in programmes}))
    owned = set(
        _here(Programme.objects.all(), "personal_to", {entry.row.personal_to_id for entry in programmes} - {None})
    )
    for entry in programmes:
        if entry.said["key"] in taken:
            yield entry.fault(
                f'there is already a programme "{entry.said["key"]}" here; to add to it, use --into', "key"
            )
        if entry.row.personal_to_id in owned:
            yield entry.fault("this person has a programme of their own here already", "personal_to")


def _here(rows: QuerySet[Any], column: str, values: Iterable[object]) -> Iterator[Any]:
    """Which of `values` stand in `column` of these rows."""
    for some in _batches(values):
        yield from rows.filter(**{f"{column}__in": some}).values_list(column, flat=True)


def _batches(values: Iterable[object]) -> Iterator[list[object]]:
    rest = list(values)
    while rest:
        yield rest[:BATCH]
        del rest[:BATCH]
