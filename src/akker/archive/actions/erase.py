"""Somebody asks to be forgotten: what is about them goes, and what they made stays without their name.

Source: docs/decisions/0010-erasure.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import EmailField, F, Model, Q
from django.utils import translation
from django.utils.translation import gettext as _

from akker.archive.report.held import (
    Import,
    Mention,
    applied_to,
    mentions,
    place_of,
    rows_about,
    sessions_of,
    waiting_imports,
)
from akker.archive.report.reach import Reach, reach
from akker.archive.report.traces import EVERYWHERE, TRACES
from akker.journey import files
from akker.journey.models import SheetPhoto
from akker.meetings.actions.meeting import keep_for_some
from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person
from akker.programmes.models import Event, Office, Programme, record


class LastManager(Exception):
    """Somebody else has to run these programmes first."""

    def __init__(self, programmes: list[Programme]) -> None:
        super().__init__(programmes)
        self.programmes = programmes


@transaction.atomic
def erase(*, person: Person, now: datetime) -> None:
    """Forget `person`; twice is once. It cannot be undone. Empty the file of SQLite afterwards: see `wipe`.

    A fixed number of queries for each noun, and one for each text that named them.
    Raises: LastManager.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_anonymised:
        return
    near = reach(person)
    if stuck := unmanaged(near, now):
        raise LastManager(stuck)
    _clear_photos(near)
    _take_along(near)
    _step_back(near, now)
    _clear_imports(near)
    for session in sessions_of(person):
        session.delete()
    keep_for_some(person)
    _clear_rows(person)
    _unname(near)
    transaction.on_commit(partial(_clear_letters, person.email or ""))


def unmanaged(near: Reach, now: datetime) -> list[Programme]:
    """Programmes with others in them that nobody would run any more; two queries."""
    managers = Office.objects.current(now.date()).filter(role=Office.Role.PROGRAMME_MANAGER)
    mine = set(managers.filter(person=near.person).values_list("programme", flat=True))
    shared = set(managers.filter(programme__in=mine).exclude(person=near.person).values_list("programme", flat=True))
    return [near.programmes[key] for key in mine - shared - near.deserted]


def _take_along(near: Reach) -> None:
    """What was theirs alone goes whole: nobody else would ever see it again."""
    Event.objects.filter(network_id__in=near.alone).delete()
    Network.objects.filter(pk__in=near.alone).delete()
    Programme.objects.filter(pk__in=near.deserted).delete()


def _step_back(near: Reach, now: datetime) -> None:
    """They leave every network and office today; each network remembers that somebody went, not who."""
    person, today = near.person, now.date()
    for membership in Membership.objects.filter(person=person):
        record(
            programme=membership.programme_id, network=membership.network_id, verb="archive.membership.erased",
            target=membership, by=None, now=now,
        )  # fmt: skip
    Seat.objects.current().filter(membership__person=person).update(until_on=today)
    Membership.objects.filter(person=person, left_at=None).update(left_at=now)
    Network.objects.filter(reference_leader__person=person).update(reference_leader=None)
    Office.objects.filter(person=person, until_on=None).update(until_on=today)
    Office.objects.filter(person=person, until_on__gt=today).update(until_on=today)


def _clear_rows(person: Person) -> None:
    for trace in TRACES:
        rows = trace.model._default_manager.filter(trace.about(person))
        if trace.model is Person:
            rows.update(**trace.empties, password=make_password(None), version=F("version") + 1)
        elif trace.goes:
            rows.delete()
        elif trace.empties:
            rows.update(**trace.empties)


# --- names in texts --------------------------------------------------------------------------


def _unname(near: Reach) -> None:
    """Put "a former member" for the name, in the language of each place."""
    named: dict[tuple[type[Model], Any], list[Mention]] = defaultdict(list)
    for mention in mentions(near):
        named[mention.trace.model, mention.pk].append(mention)
    for (model, pk), found in named.items():
        row = model._default_manager.filter(pk=pk)
        old = row.values(*(each.field for each in found)).get()
        row.update(**{each.field: _without_name(each, old[each.field], near) for each in found})
    for model, fields in EVERYWHERE:
        _unname_everywhere(model, fields, near)


def _without_name(mention: Mention, value: Any, near: Reach) -> Any:
    if mention.field in mention.trace.addresses:
        return token_hex(5)  # as a personal programme is called
    if isinstance(mention.trace.model._meta.get_field(mention.field), EmailField):
        return ""  # words in its place would be no address
    language = near.language(mention.network, mention.programme)
    new = near.names.replaced_within(value, former_member(language))
    return _fitting(mention, new) if isinstance(new, str) else new


def former_member(language: str) -> str:
    """What stands in a text of this language where the name stood."""
    with translation.override(language):
        return _("a former member")


def _fitting(mention: Mention, text: str) -> str:
    """Within the length of its column, and unlike the others where names have to differ."""
    model, name = mention.trace.model, mention.field
    most: int = getattr(model._meta.get_field(name), "max_length", None) or len(text)
    if not any(name in getattr(rule, "fields", ()) for rule in model._meta.constraints):
        return text[:most]
    number, wanted = 1, text[:most]
    while model._default_manager.filter(**{name: wanted, **_place(mention)}).exclude(pk=mention.pk).exists():
        number += 1
        wanted = f"{text[: most - 5]} ({number})"
    return wanted


def _place(mention: Mention) -> dict[str, Any]:
    trace = mention.trace
    return {trace.network: mention.network} if trace.network else {trace.programme: mention.programme}


def _unname_everywhere(model: type[Model], fields: tuple[str, ...], near: Reach) -> None:
    instead = former_member(near.person.language)
    for pk, *values in model._default_manager.values_list("pk", *fields).iterator():
        new = {name: near.names.replaced_within(old, instead) for name, old in zip(fields, values, strict=True)}
        if list(new.values()) != values:
            model._default_manager.filter(pk=pk).update(**new)


# --- spreadsheets and files ------------------------------------------------------------------


def _clear_imports(near: Reach) -> None:
    """Their row goes from every file that waits, and what a file changed of theirs can no longer be taken back."""
    for waiting in waiting_imports(near):
        if places := rows_about(waiting, near):
            _empty_rows(waiting, places, near)
    for applied, changed in applied_to(near):
        kept = {key: said for key, said in applied.outcome["changed"].items() if said is not changed}
        applied.outcome["changed"] = kept
        applied.save(update_fields=["outcome"])


def _empty_rows(waiting: Import, places: list[int], near: Reach) -> None:
    """An empty row is passed over, and those below keep their number; other rows of the file may name them too."""
    rows, first = waiting.content["rows"], waiting.content["first"]
    for place in places:
        rows[place] = [""] * len(rows[place])
    numbers = {first + place for place in places}
    plan = [arrival for arrival in waiting.plan if arrival["number"] not in numbers]
    instead = former_member(place_of(waiting).language)
    waiting.plan = near.names.replaced_within(plan, instead)
    waiting.content = near.names.replaced_within(waiting.content, instead)
    waiting.save(update_fields=["content", "plan"])


def _clear_photos(near: Reach) -> None:
    """The pictures go when their rows are gone for good."""
    about = next(trace.about for trace in TRACES if trace.model is SheetPhoto)
    photos = SheetPhoto.objects.filter(about(near.person) | Q(network__in=near.alone))
    names = set(photos.values_list("file", flat=True))
    photos.delete()
    transaction.on_commit(partial(_drop_pictures, names))


def _drop_pictures(names: set[str]) -> None:
    for name in names - set(SheetPhoto.objects.filter(file__in=names).values_list("file", flat=True)):
        files.drop(name)


def _clear_letters(address: str) -> None:
    """In development mail is put in a folder; that to this address goes. Elsewhere there is no such folder."""
    for file in _letters_to(address) if address else ():
        file.unlink(missing_ok=True)


def _letters_to(address: str) -> Iterator[Path]:
    for file in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        if address in str(message_from_bytes(file.read_bytes())["To"]).lower():
            yield file


def wipe() -> None:
    """Leave none of what was deleted in the file of SQLite or beside it; outside any transaction.

    Writes the whole file anew, during which others wait to write. PostgreSQL has its own housekeeping: docs.
    Raises: StillRead.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise StillRead


class StillRead(Exception):
    """Somebody has been reading for long; the file beside the database could not be emptied yet."""
