"""People come in from a spreadsheet: read, mapped, confirmed, applied, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from akker.documents.tables import Table
from akker.networks import report
from akker.networks.actions import COMINGS, still_open
from akker.networks.arrivals import ACTING, ERROR, NEW, RETURNS, Arrival
from akker.networks.models import Membership, Network, PeopleImport, Seat
from akker.networks.spreadsheet import Row, guess, plain
from akker.people.models import Person
from akker.post import actions as post
from akker.post.models import Ask, Job
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, Organisation, record

JOB = "people-import"
APPLIED = "networks.people_import.applied"
AT_ONCE = 500  # rows per transaction: progress can be seen, and nobody else waits long to write
KEPT = timedelta(days=1)  # how long an unfinished import waits
SAMPLE = 50  # cells by which a column is guessed
COLUMN_OF = {"hours": "hours_agreed", "organisation": "organisation_id"}  # field of a spreadsheet -> of a membership
BEFORE_LEAVING = ("left_at", "thanks", "added_at")


class AlreadyOver(Exception):
    """This import was confirmed or given up before."""


class PlanChanged(Exception):
    """The people of the network changed since the preview; the import carries a new plan now."""


def _record(people_import: PeopleImport, verb: str, by: Person | None, now: datetime) -> Event:
    return record(
        programme=people_import.programme_id, network=people_import.network_id, verb=f"networks.people_import.{verb}",
        target=people_import, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def read(*, network: Network, file_name: str, table: Table, by: Person, now: datetime) -> PeopleImport:
    """Keep the cells of a file and guess its columns; an unfinished import of the same person is given up for it."""
    still_open(network)
    drafts = PeopleImport.objects.filter(network=network, read_by=by, confirmed_at=None, withdrawn_at=None)
    drafts.update(withdrawn_at=now, content={}, plan=[])
    people_import = PeopleImport.objects.create(
        programme_id=network.programme_id,
        network=network,
        file_name=file_name[:200],
        content={"header": table.header, "rows": table.rows, "first": table.first_row_number},
        mapping=guess(table.header, [samples(table.rows, index, SAMPLE) for index in range(len(table.header))]),
        read_at=now,
        read_by=by,
    )
    _record(people_import, "read", by, now)
    return people_import


def samples(rows: Iterable[Sequence[str]], index: int, count: int) -> list[str]:
    """The first `count` cells of a column that hold something."""
    return list(islice((row[index] for row in rows if row[index].strip()), count))


@transaction.atomic
def map_columns(*, people_import: PeopleImport, mapping: list[str], by: Person, now: datetime) -> PeopleImport:
    """Settle what the columns hold, and say what each row would do.

    Raises: AlreadyOver.
    """
    _unfinished(people_import)
    people_import.mapping, people_import.mapped_at = mapping, now
    people_import.plan = _plan(people_import)
    people_import.save(update_fields=["mapping", "mapped_at", "plan"])
    _record(people_import, "mapped", by, now)
    return people_import


def _plan(people_import: PeopleImport) -> list[dict[str, Any]]:
    return [arrival.as_json() for _row, arrival in report.arriving(people_import)]


def _unfinished(people_import: PeopleImport) -> None:
    if people_import.confirmed_at or people_import.withdrawn_at:
        raise AlreadyOver


@transaction.atomic
def confirm(*, people_import: PeopleImport, by: Person, now: datetime) -> Job:
    """Agree to what the preview shows; the worker applies it.

    Raises:
        AlreadyOver: somebody did so before, or the file was given up.
        PlanChanged: it would no longer do what was shown. The new plan is in `people_import`, not saved.
    """
    still_open(people_import.network)
    _unfinished(people_import)
    plan = _plan(people_import)
    if plan != people_import.plan:
        people_import.plan = plan
        raise PlanChanged
    unfinished = PeopleImport.objects.filter(pk=people_import.pk, confirmed_at=None, withdrawn_at=None)
    if not unfinished.update(confirmed_at=now, confirmed_by=by):
        raise AlreadyOver
    people_import.confirmed_at, people_import.confirmed_by = now, by
    _record(people_import, "confirmed", by, now)
    return start_job(people_import=people_import, by=by, now=now)


@transaction.atomic
def start_job(*, people_import: PeopleImport, by: Person, now: datetime) -> Job:
    """Set the work down for the worker, again when it stopped half-way: what was written is not written twice.

    Raises: AlreadyOver when it was applied, or is being applied.
    """
    if not people_import.has_stopped(now):
        raise AlreadyOver
    total = sum(row["kind"] in ACTING for row in people_import.plan)
    people_import.job = Job.objects.create(
        person=by, kind=JOB, network_id=people_import.network_id, total=total, queued_at=now
    )
    people_import.save(update_fields=["job"])
    return people_import.job


def apply(*, people_import: PeopleImport, now: datetime, advance: Callable[[int], None]) -> Event:
    """Write a confirmed import, some hundreds of rows at a time; nobody is mailed.

    Compares with who is there now, so that going on after an interruption repeats nothing. Queries grow with the
    number of portions, and a little with who had applied; never with each row. `advance` is told outside the
    transactions how many rows are written.

    Raises: NetworkClosed; IntegrityError when somebody else brought in the same person at that moment.
    """
    if people_import.event:
        return people_import.event
    planned = list(report.arriving(people_import))
    acting = [(row, arrival) for row, arrival in planned if arrival.kind in ACTING]
    homes = _organisations(people_import, {row.organisation for row, _arrival in acting if row.organisation})
    before = people_import.outcome.get("written", 0)
    for start in range(0, len(acting), AT_ONCE):
        portion = acting[start : start + AT_ONCE]
        _write(people_import, portion, homes, now)
        advance(before + start + len(portion))
    return _finish(people_import, [arrival for _row, arrival in planned], now)


@transaction.atomic
def _finish(people_import: PeopleImport, arrivals: list[Arrival], now: datetime) -> Event:
    """Keep what happened and let the cells go."""
    people_import.event = _record(people_import, "applied", people_import.confirmed_by, now)
    people_import.applied_at, people_import.content = now, {}
    people_import.plan = [arrival.as_json() for arrival in arrivals if arrival.kind == ERROR]
    people_import.save(update_fields=["event", "applied_at", "content", "plan"])
    return people_import.event


def _organisations(people_import: PeopleImport, names: set[str]) -> dict[str, UUID]:
    """Plain name -> home organisation of the programme; those that lack are made."""
    existing = Organisation.objects.filter(programme=people_import.programme_id, withdrawn_at=None)
    found = {plain(name): key for key, name in existing.values_list("pk", "name")}
    missing = {plain(name): name for name in sorted(names) if plain(name) not in found}
    made = Organisation.objects.bulk_create(
        Organisation(programme_id=people_import.programme_id, name=name) for name in missing.values()
    )
    return found | {plain(row.name): row.pk for row in made}


Portion = list[tuple[Row, Arrival]]


@transaction.atomic
def _write(people_import: PeopleImport, portion: Portion, homes: dict[str, UUID], now: datetime) -> None:
    network = Network.objects.select_for_update().get(pk=people_import.network_id)
    still_open(network)
    newcomers = [row for row, arrival in portion if arrival.kind == NEW]
    added = _add(network, newcomers, homes, now)
    changed = _change([pair for pair in portion if pair[1].kind != NEW], homes, now)
    seats = Seat.objects.bulk_create(_seats(network, portion, added, now))
    outcome = people_import.outcome
    people_import.outcome = {
        "added": outcome.get("added", []) + list(added.values()),
        "returned": outcome.get("returned", 0) + sum(arrival.kind == RETURNS for _row, arrival in portion),
        "changed": outcome.get("changed", {}) | changed,
        "seats": outcome.get("seats", []) + [seat.pk for seat in seats],
        "written": outcome.get("written", 0) + len(portion),
    }
    people_import.save(update_fields=["outcome"])


def _add(network: Network, rows: list[Row], homes: dict[str, UUID], now: datetime) -> dict[int, UUID]:
    """Bring these in; row number -> membership."""
    people = _people(network, rows)
    made = Membership.objects.bulk_create(
        Membership(
            programme_id=network.programme_id, network=network, person=people[row.number], added_at=now,
            ring=row.ring or Membership.Ring.CORE, function=row.function, brings=row.brings, needs=row.needs,
            competences=list(row.competences), hours_agreed=row.hours,
            organisation_id=homes.get(plain(row.organisation)),
        )
        for row in rows
    )  # fmt: skip
    for coming in COMINGS:
        coming(made)
    return {row.number: membership.pk for row, membership in zip(rows, made, strict=True)}


def _people(network: Network, rows: list[Row]) -> dict[int, Person]:
    """Row number -> person: who has this address already, or somebody new."""
    known = {
        person.email: person for person in Person.objects.filter(email__in=[row.email for row in rows if row.email])
    }
    people, fresh = dict[int, Person](), list[Person]()
    for row in rows:
        person = known.get(row.email) if row.email else None
        if person is None:
            person = Person(
                name=row.name, email=row.email or None, language=network.language, time_zone=network.time_zone,
                password=make_password(None),
            )  # fmt: skip
            fresh.append(person)
        people[row.number] = person
    Person.objects.bulk_create(fresh)
    _name([(people[row.number], row.name) for row in rows])
    return people


def _name(pairs: Iterable[tuple[Person, str]]) -> None:
    """Give a name to whoever has none and never signed in."""
    nameless = [(person, name) for person, name in pairs if name and not person.name and person.first_seen_at is None]
    for person, name in nameless:
        person.name = name
        person.version += 1
    Person.objects.bulk_update([person for person, _name in nameless], ["name", "version"])


def _change(portion: Portion, homes: dict[str, UUID], now: datetime) -> dict[str, dict[str, list[Any]]]:
    """Write what the arrivals say; membership -> field -> what stood there before and stands there now."""
    keys = {arrival.member.key: (row, arrival) for row, arrival in portion if arrival.member}
    there = list(Membership.objects.filter(pk__in=keys).select_related("person"))
    written = dict[str, dict[str, list[Any]]]()
    for membership in there:
        row, arrival = keys[membership.pk]
        values = _values(row, arrival, homes)
        if arrival.kind == RETURNS:
            values |= {"left_at": None, "thanks": "", "added_at": now}
        written[str(membership.pk)] = {
            name: [_exactly(getattr(membership, name)), _exactly(after)] for name, after in values.items()
        }
        _set(membership, values)
    _save(there)
    renamed = {change for change in keys if any(each.field == "name" for each in keys[change][1].changes)}
    _name((row.person, keys[row.pk][0].name) for row in there if row.pk in renamed)
    return written


def _exactly(value: Any) -> Any:
    """A moment with its microseconds, which JSON as Django writes it would cut."""
    return value.isoformat() if isinstance(value, datetime) else value


def _values(row: Row, arrival: Arrival, homes: dict[str, UUID]) -> dict[str, Any]:
    said = {
        "ring": row.ring, "hours": row.hours, "function": row.function, "brings": row.brings, "needs": row.needs,
        "competences": list(row.competences), "organisation": homes.get(plain(row.organisation)),
    }  # fmt: skip
    return {COLUMN_OF.get(each.field, each.field): said[each.field] for each in arrival.changes if each.field in said}


def _set(membership: Membership, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(membership, name, value)
    membership.version += 1


def _save(memberships: list[Membership]) -> None:
    fields = ["ring", "hours_agreed", "function", "brings", "needs", "competences", "organisation", *BEFORE_LEAVING]
    Membership.objects.bulk_update(memberships, [*fields, "version"], batch_size=AT_ONCE)


def _seats(network: Network, portion: Portion, added: dict[int, UUID], now: datetime) -> Iterator[Seat]:
    for row, arrival in portion:
        held = arrival.member.roles if arrival.member else frozenset()
        for role in row.roles:
            if role not in held:
                key = arrival.member.key if arrival.member else added[row.number]
                yield Seat(programme_id=network.programme_id, membership_id=key, role=role, from_on=now.date())


def sweep(*, now: datetime) -> int:
    """Let go of the cells of files that nobody went on with for a day; how many there were."""
    forgotten = PeopleImport.objects.filter(confirmed_at=None, withdrawn_at=None, read_at__lt=now - KEPT)
    return forgotten.update(withdrawn_at=now, content={}, plan=[])


# --- taking it back ------------------------------------------------------------------------


@undoes(APPLIED)
def unapply(*, event: Event, by: Person, now: datetime) -> None:
    """Who came in goes, and what was changed is as before, where nobody changed it since."""
    people_import = PeopleImport.objects.select_for_update().get(pk=event.target_id)
    outcome = people_import.outcome
    for keys in _portions(outcome.get("seats", [])):
        Seat.objects.filter(pk__in=keys).update(withdrawn_at=now)
    for keys in _portions(outcome.get("added", [])):
        Membership.objects.filter(pk__in=keys, left_at=None).update(left_at=F("added_at"))  # as if never in
        Seat.objects.current().filter(membership__pk__in=keys).update(until_on=now.date())
        _withdraw_asks(people_import.network_id, keys, now)
    changed = outcome.get("changed", {})
    for keys in _portions(list(changed)):
        _restore(list(Membership.objects.filter(pk__in=keys)), changed)
    people_import.withdrawn_at = now
    people_import.save(update_fields=["withdrawn_at"])


def _portions(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _withdraw_asks(network_id: UUID, keys: list[str], now: datetime) -> None:
    """Somebody may have been invited within these minutes."""
    asked = Ask.objects.open().filter(network_id=network_id).values("person")
    for person in Person.objects.filter(pk__in=asked, memberships__in=keys):
        post.withdraw_for(person=person, network_id=network_id, now=now)


def _restore(memberships: list[Membership], changed: dict[str, dict[str, list[Any]]]) -> None:
    for membership in memberships:
        values = dict[str, Any]()
        for name, (before, after) in changed[str(membership.pk)].items():
            column = Membership._meta.get_field(name.removesuffix("_id"))
            if getattr(membership, name) == _python(column, after):
                values[name] = _python(column, before)
        _set(membership, values)
    _save(memberships)


def _python(column: Any, value: Any) -> Any:
    """A value as it came back from JSON, in the type of its column."""
    return value if column.get_internal_type() == "JSONField" else column.to_python(value)
