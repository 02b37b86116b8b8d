"""Papers of a meeting: kept, taken off, and let go of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from akker.journey import files
from akker.meetings.models import Meeting, Paper
from akker.networks.actions import record_in, still_open
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

KEPT = timedelta(days=30)  # a paper taken off; then its file goes for good


@transaction.atomic
def keep(*, meeting: Meeting, name: str, data: bytes, by: Person, now: datetime) -> Event:
    """Keep a file with a meeting; it is on the disk before its row is written."""
    still_open(meeting.network)
    row = Paper.objects.create(
        programme_id=meeting.programme_id, network=meeting.network, meeting=meeting, name=name, file=files.keep(data),
        bytes=len(data), by=by, at=now,
    )  # fmt: skip
    return record_in(meeting.network, "meetings.paper.kept", row, by, now)


@transaction.atomic
def drop(*, paper: Paper, by: Person, now: datetime) -> Event:
    still_open(paper.network)
    Paper.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record_in(paper.network, "meetings.paper.dropped", paper, by, now)


@undoes("meetings.paper.kept")
@transaction.atomic
def unkeep(*, event: Event, by: Person, now: datetime) -> None:
    Paper.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("meetings.paper.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    Paper.objects.filter(pk=event.target_id).update(withdrawn_at=None)


def wanted(now: datetime) -> set[str]:
    """The files that papers name; those taken off long ago name theirs no more."""
    Paper.objects.filter(withdrawn_at__lt=now - KEPT).delete()
    return set(Paper.objects.values_list("file", flat=True))
