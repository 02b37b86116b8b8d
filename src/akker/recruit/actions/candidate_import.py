"""Candidates come in from a spreadsheet: read, mapped, confirmed, applied, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from akker.documents.tables import Table
from akker.networks.actions.people_import import samples
from akker.networks.models import Network
from akker.people.models import Person
from akker.post.models import Job
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, Programme, record
from akker.recruit.columns import guess
from akker.recruit.models import Candidate, CandidateImport, Preference
from akker.recruit.report.arriving import ACTING, ERROR, NEW, Arrival, arriving

JOB = "candidate-import"
APPLIED = "recruit.candidate_import.applied"
AT_ONCE = 500  # rows per transaction
KEPT = timedelta(days=1)  # how long an unfinished import waits
SAMPLE = 50  # cells by which a column is guessed


class AlreadyOver(Exception):
    """This import was confirmed or given up before."""


class PlanChanged(Exception):
    """The candidates changed since the preview; the import carries a new plan now."""


def _record(incoming: CandidateImport, verb: str, by: Person | None, now: datetime) -> Event:
    return record(
        programme=incoming.programme_id, network=incoming.network_id, verb=f"recruit.candidate_import.{verb}",
        target=incoming, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def read(
    *, programme: Programme, network: Network | None, file_name: str, table: Table, by: Person, now: datetime
) -> CandidateImport:
    """Keep the cells of a file and guess its columns; an unfinished import of the same person is given up for it."""
    drafts = CandidateImport.objects.filter(programme=programme, read_by=by, confirmed_at=None, withdrawn_at=None)
    drafts.update(withdrawn_at=now, content={}, plan=[])
    incoming = CandidateImport.objects.create(
        programme=programme, network=network, file_name=file_name[:200],
        content={"header": table.header, "rows": table.rows, "first": table.first_row_number},
        mapping=guess(table.header, [samples(table.rows, index, SAMPLE) for index in range(len(table.header))]),
        read_at=now, read_by=by,
    )  # fmt: skip
    _record(incoming, "read", by, now)
    return incoming


@transaction.atomic
def map_columns(*, incoming: CandidateImport, mapping: list[str], by: Person, now: datetime) -> CandidateImport:
    """Settle what the columns hold, and say what each row would do. Raises: AlreadyOver."""
    _unfinished(incoming)
    incoming.mapping, incoming.mapped_at = mapping, now
    incoming.plan = _plan(incoming)
    incoming.save(update_fields=["mapping", "mapped_at", "plan"])
    _record(incoming, "mapped", by, now)
    return incoming


def _plan(incoming: CandidateImport) -> list[dict[str, Any]]:
    return [arrival.as_json() for arrival in arriving(incoming)]


def _unfinished(incoming: CandidateImport) -> None:
    if incoming.confirmed_at or incoming.withdrawn_at:
        raise AlreadyOver


@transaction.atomic
def confirm(*, incoming: CandidateImport, by: Person, now: datetime) -> Job:
    """Agree to what the preview shows; the worker applies it.

    Raises:
        AlreadyOver: somebody did so before, or the file was given up.
        PlanChanged: it would no longer do what was shown. The new plan is in `incoming`, not saved.
    """
    _unfinished(incoming)
    plan = _plan(incoming)
    if plan != incoming.plan:
        incoming.plan = plan
        raise PlanChanged
    unfinished = CandidateImport.objects.filter(pk=incoming.pk, confirmed_at=None, withdrawn_at=None)
    if not unfinished.update(confirmed_at=now, confirmed_by=by):
        raise AlreadyOver
    incoming.confirmed_at, incoming.confirmed_by = now, by
    _record(incoming, "confirmed", by, now)
    return start_job(incoming=incoming, by=by, now=now)


@transaction.atomic
def start_job(*, incoming: CandidateImport, by: Person, now: datetime) -> Job:
    """Set the work down for the worker, again when it stopped half-way. Raises: AlreadyOver."""
    if not incoming.has_stopped(now):
        raise AlreadyOver
    total = sum(row["kind"] in ACTING for row in incoming.plan)
    incoming.job = Job.objects.create(person=by, kind=JOB, network_id=incoming.network_id, total=total, queued_at=now)
    incoming.save(update_fields=["job"])
    return incoming.job


def apply(*, incoming: CandidateImport, now: datetime, advance: Callable[[int], None]) -> Event:
    """Write a confirmed import, some hundreds of rows at a time; nobody is mailed.

    Compares with who is there now, so that going on after an interruption repeats nothing.
    """
    if incoming.event:
        return incoming.event
    planned = arriving(incoming)
    acting = [arrival for arrival in planned if arrival.kind in ACTING]
    before = incoming.outcome.get("written", 0)
    for start in range(0, len(acting), AT_ONCE):
        portion = acting[start : start + AT_ONCE]
        _write(incoming, portion, now)
        advance(before + start + len(portion))
    return _finish(incoming, planned, now)


@transaction.atomic
def _finish(incoming: CandidateImport, arrivals: list[Arrival], now: datetime) -> Event:
    """Keep what happened and let the cells go."""
    incoming.event = _record(incoming, "applied", incoming.confirmed_by, now)
    incoming.applied_at, incoming.content = now, {}
    incoming.plan = [arrival.as_json() for arrival in arrivals if arrival.kind == ERROR]
    incoming.save(update_fields=["event", "applied_at", "content", "plan"])
    return incoming.event


@transaction.atomic
def _write(incoming: CandidateImport, portion: list[Arrival], now: datetime) -> None:
    added = _add(incoming, [arrival for arrival in portion if arrival.kind == NEW], now)
    changed = {}
    for arrival in portion:
        if arrival.candidate:
            changed[str(arrival.candidate.pk)] = _change(arrival, arrival.candidate, now)
    outcome = incoming.outcome
    incoming.outcome = {
        "added": outcome.get("added", []) + [str(row.pk) for row in added],
        "changed": outcome.get("changed", {}) | changed,
        "written": outcome.get("written", 0) + len(portion),
    }
    incoming.save(update_fields=["outcome"])


def _add(incoming: CandidateImport, arrivals: list[Arrival], now: datetime) -> list[Candidate]:
    people = _people(incoming, arrivals)
    made = Candidate.objects.bulk_create(
        Candidate(
            programme_id=incoming.programme_id, person=people[arrival.row.email], applied_at=_applied_at(arrival, now),
            composing_at=now, pool_at=now if arrival.row.is_for_pool else None, entered_by=incoming.confirmed_by,
            **arrival.row.said,
        )
        for arrival in arrivals
    )  # fmt: skip
    Preference.objects.bulk_create(
        wish for row, arrival in zip(made, arrivals, strict=True) for wish in _wishes(row, arrival.row.wishes)
    )
    return made


def _applied_at(arrival: Arrival, now: datetime) -> datetime:
    on = arrival.row.applied_on
    return min(datetime.combine(on, time(12), UTC), now) if on else now


def _wishes(
    candidate: Candidate, networks: tuple[str, ...], waiting: dict[UUID, Any] | None = None
) -> list[Preference]:
    return [
        Preference(
            programme_id=candidate.programme_id, candidate=candidate, network_id=UUID(network), rank=rank,
            waiting_at=(waiting or {}).get(UUID(network)),
        )
        for rank, network in enumerate(networks, 1)
    ]  # fmt: skip


def _people(incoming: CandidateImport, arrivals: list[Arrival]) -> dict[str, Person]:
    """Address -> person: who has it already, or somebody new."""
    addresses = [arrival.row.email for arrival in arrivals]
    found = {person.email or "": person for person in Person.objects.filter(email__in=addresses)}
    place = incoming.network or incoming.programme
    fresh = [
        Person(
            name=arrival.row.name, email=arrival.row.email, language=place.language, time_zone=place.time_zone,
            password=make_password(None),
        )
        for arrival in arrivals
        if arrival.row.email not in found
    ]  # fmt: skip
    Person.objects.bulk_create(fresh)
    return found | {person.email or "": person for person in fresh}


def _change(arrival: Arrival, candidate: Candidate, now: datetime) -> dict[str, list[Any]]:
    """Write what the row says; field -> what stood there before and stands there now."""
    row = arrival.row
    fields = [field for field, _before, _after in arrival.changes]
    values = {field: row.said[field] for field in fields if field in row.said}
    if "pool" in fields:
        values["pool_at"] = now if row.is_for_pool else None
    kept = {field: [getattr(candidate, field), after] for field, after in values.items()}
    candidate.revise(seen=candidate.version, **values)
    if "wishes" in fields:
        before = list(candidate.preferences.order_by("rank"))
        candidate.preferences.all().delete()
        Preference.objects.bulk_create(
            _wishes(candidate, row.wishes, {wish.network_id: wish.waiting_at for wish in before})
        )
        kept["wishes"] = [[str(wish.network_id) for wish in before], list(row.wishes)]
    return {field: [_exactly(before), _exactly(after)] for field, (before, after) in kept.items()}


def _exactly(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Let go of the cells of files that nobody went on with for a day; how many there were."""
    forgotten = CandidateImport.objects.filter(confirmed_at=None, withdrawn_at=None, read_at__lt=now - KEPT)
    return forgotten.update(withdrawn_at=now, content={}, plan=[])


# --- taking it back ------------------------------------------------------------------------


@undoes(APPLIED)
@transaction.atomic
def unapply(*, event: Event, by: Person, now: datetime) -> None:
    """Who came in is withdrawn, and what was changed is as before, where nobody changed it since."""
    incoming = CandidateImport.objects.select_for_update().get(pk=event.target_id)
    Candidate.objects.standing().filter(pk__in=incoming.outcome.get("added", [])).update(withdrawn_at=now)
    changed = incoming.outcome.get("changed", {})
    for candidate in Candidate.objects.filter(pk__in=list(changed)):
        _restore(candidate, changed[str(candidate.pk)])
    incoming.withdrawn_at = now
    incoming.save(update_fields=["withdrawn_at"])


def _restore(candidate: Candidate, changed: dict[str, list[Any]]) -> None:
    values = {}
    for name, (before, after) in changed.items():
        if name == "wishes":
            _restore_wishes(candidate, before, after)
        elif _exactly(getattr(candidate, name)) == after:
            values[name] = datetime.fromisoformat(before) if name == "pool_at" and before else before
    if values:
        candidate.revise(seen=candidate.version, **values)


def _restore_wishes(candidate: Candidate, before: list[str], after: list[str]) -> None:
    there = list(candidate.preferences.order_by("rank"))
    if [str(wish.network_id) for wish in there] == after:
        candidate.preferences.all().delete()
        Preference.objects.bulk_create(
            _wishes(candidate, tuple(before), {wish.network_id: wish.waiting_at for wish in there})
        )
