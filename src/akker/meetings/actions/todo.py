"""What somebody will do, and what was decided: one line each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from akker.meetings.models import Decision, Meeting, ToDo
from akker.networks.actions import record_in, still_open
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event


@transaction.atomic
def note(*, network: Network, meeting: Meeting | None, by: Person, now: datetime, **values: Any) -> Event:
    """Note what somebody will do, said in a meeting or between two."""
    still_open(network)
    row = ToDo.objects.create(
        programme_id=network.programme_id, network=network, meeting=meeting, by=by, at=now, **values
    )
    return record_in(network, "meetings.todo.noted", row, by, now)


@transaction.atomic
def change(*, to_do: ToDo, by: Person, now: datetime, seen: int, **values: Any) -> Event:
    """Raises: Stale."""
    still_open(to_do.network)
    to_do.revise(seen=seen, **values)
    return record_in(to_do.network, "meetings.todo.changed", to_do, by, now)


@transaction.atomic
def done(*, to_do: ToDo, by: Person, now: datetime) -> Event:
    """It is done; saying so twice is fine."""
    still_open(to_do.network)
    ToDo.objects.filter(pk=to_do.pk, done_at=None).update(done_at=now, done_by=by)
    return record_in(to_do.network, "meetings.todo.done", to_do, by, now)


@transaction.atomic
def drop(*, to_do: ToDo, by: Person, now: datetime) -> Event:
    still_open(to_do.network)
    ToDo.objects.filter(pk=to_do.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record_in(to_do.network, "meetings.todo.dropped", to_do, by, now)


@undoes("meetings.todo.noted")
@transaction.atomic
def unnote(*, event: Event, by: Person, now: datetime) -> None:
    ToDo.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("meetings.todo.done")
@transaction.atomic
def undo_done(*, event: Event, by: Person, now: datetime) -> None:
    ToDo.objects.filter(pk=event.target_id, done_at=event.at).update(done_at=None, done_by=None)


@undoes("meetings.todo.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    ToDo.objects.filter(pk=event.target_id).update(withdrawn_at=None)


# --- decisions -----------------------------------------------------------------------------


@transaction.atomic
def decide(*, meeting: Meeting, words: str, by: Person, now: datetime) -> Event:
    """Note what was decided in a meeting."""
    still_open(meeting.network)
    row = Decision.objects.create(
        programme_id=meeting.programme_id, network=meeting.network, meeting=meeting, words=words, by=by, at=now
    )
    return record_in(meeting.network, "meetings.decision.taken", row, by, now)


@transaction.atomic
def take_back(*, decision: Decision, by: Person, now: datetime) -> Event:
    still_open(decision.network)
    Decision.objects.filter(pk=decision.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record_in(decision.network, "meetings.decision.taken_back", decision, by, now)


@undoes("meetings.decision.taken")
@transaction.atomic
def undecide(*, event: Event, by: Person, now: datetime) -> None:
    Decision.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("meetings.decision.taken_back")
@transaction.atomic
def redecide(*, event: Event, by: Person, now: datetime) -> None:
    Decision.objects.filter(pk=event.target_id).update(withdrawn_at=None)
