from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from akker.networks.actions import record_in, still_open
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.models import Event, record
from akker.recruit.models import Candidate, IntakeNote, Preference

KEPT = timedelta(days=30)  # how long somebody who withdrew may change their mind


def _record(candidate: Candidate, verb: str, by: Person | None, now: datetime, network: UUID | None = None) -> Event:
    return record(
        programme=candidate.programme_id, network=network, verb=f"recruit.candidate.{verb}", target=candidate, by=by,
        now=now,
    )  # fmt: skip


@transaction.atomic
def withdraw(*, candidate: Candidate, by: Person, now: datetime) -> Event | None:
    """They step back from every network they wished for; within a month they may come back. Twice is once."""
    if not Candidate.objects.standing().filter(pk=candidate.pk).update(withdrawn_at=now):
        return None
    return _record(candidate, "withdrawn", by, now)


@transaction.atomic
def return_(*, candidate: Candidate, by: Person, now: datetime) -> Event | None:
    """Candidate again, as before; who applied anew in the meantime is one already."""
    try:
        with transaction.atomic():
            is_back = Candidate.objects.filter(pk=candidate.pk, withdrawn_at__isnull=False).update(withdrawn_at=None)
    except IntegrityError:
        return None
    return _record(candidate, "returned", by, now) if is_back else None


@transaction.atomic
def agree(*, candidate: Candidate, pool: bool, findable: bool, experts: bool, by: Person, now: datetime) -> Event:
    """What their answers may be used for, beside composing the networks they applied to."""
    values = {
        "pool_at": (candidate.pool_at or now) if pool else None,
        "findable_at": (candidate.findable_at or now) if findable else None,
        "experts_at": (candidate.experts_at or now) if experts else None,
    }
    Candidate.objects.filter(pk=candidate.pk).update(**values)
    return _record(candidate, "agreed", by, now)


@transaction.atomic
def give_place(*, candidate: Candidate, network: Network, by: Person, now: datetime) -> Event:
    """Off the waiting list of this network: there is room now."""
    still_open(network)
    Preference.objects.filter(candidate=candidate, network=network).update(waiting_at=None)
    return _record(candidate, "called", by, now, network.pk)


@transaction.atomic
def note(*, candidate: Candidate, network: Network, text: str, by: Person, now: datetime, seen: int) -> Event:
    """What came up in the intake talk; the candidate can read it. Raises: Stale."""
    still_open(network)
    values = {"text": text, "by": by, "at": now}
    row = IntakeNote.objects.filter(candidate=candidate, network=network).first()
    if row and not seen:
        raise Stale(row, values)
    if row:
        row.revise(seen=seen, **values)
    else:
        row = IntakeNote.objects.create(
            programme_id=network.programme_id, candidate=candidate, network=network, **values
        )
    return record_in(network, "recruit.intake.noted", row, by, now)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Let go of who withdrew a month ago; how many there were."""
    gone = Candidate.objects.filter(withdrawn_at__lt=now - KEPT)
    count = gone.count()
    gone.delete()
    return count
