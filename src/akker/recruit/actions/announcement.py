from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from akker.networks.actions import record_in, still_open
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event
from akker.recruit.models import Announcement

WORDS = (
    "added_value", "nature", "practical", "meeting_count", "meeting_hours", "between_hours", "reporting", "seeks",
    "apply_until", "least", "most", "has_waiting_list",
)  # fmt: skip


class NotWritten(Exception):
    message = _("Write the announcement first, then open it.")


@transaction.atomic
def write(*, network: Network, by: Person, now: datetime, seen: int, **words: Any) -> Event:
    """Save what the announcement says; `seen` is the version that was read, 0 when there was none.

    Raises: Stale when somebody else saved in between.
    """
    still_open(network)
    row = Announcement.objects.get(network=network).revise(seen=seen, **words) if seen else _first(network, words)
    return record_in(network, "recruit.announcement.written", row, by, now)


def _first(network: Network, words: dict[str, Any]) -> Announcement:
    try:
        with transaction.atomic():
            return Announcement.objects.create(programme_id=network.programme_id, network=network, **words)
    except IntegrityError as taken:
        there = Announcement.objects.filter(network=network).first()
        if there is None:
            raise
        raise Stale(there, words) from taken


@transaction.atomic
def open(*, network: Network, by: Person, now: datetime) -> Event:
    """Let anybody read it and apply, again when it was closed.

    Raises: NotWritten.
    """
    still_open(network)
    row = Announcement.objects.select_for_update().filter(network=network).first()
    if row is None:
        raise NotWritten
    was_closed = row.closed_at is not None
    Announcement.objects.filter(pk=row.pk).update(
        opened_at=row.opened_at or now, opened_by=row.opened_by or by, closed_at=None, closed_by=None
    )
    verb = f"recruit.announcement.{'reopened' if was_closed else 'opened'}"
    return record_in(network, verb, row, by, now)


@undoes("recruit.announcement.opened")
@transaction.atomic
def unopen(*, event: Event, by: Person, now: datetime) -> None:
    Announcement.objects.filter(pk=event.target_id, opened_at=event.at).update(
        opened_at=None, opened_by=None, closed_at=None, closed_by=None
    )


@transaction.atomic
def close(*, network: Network, by: Person, now: datetime) -> Event:
    """Nobody outside reads it any more; who applied stays."""
    still_open(network)
    row = Announcement.objects.filter(network=network, opened_at__isnull=False).first()
    if row is None:
        raise NotWritten
    Announcement.objects.filter(pk=row.pk, closed_at=None).update(closed_at=now, closed_by=by)
    return record_in(network, "recruit.announcement.closed", row, by, now)


@undoes("recruit.announcement.closed")
def unclose(*, event: Event, by: Person, now: datetime) -> None:
    Announcement.objects.filter(pk=event.target_id, closed_at=event.at).update(closed_at=None, closed_by=None)


@undoes("recruit.announcement.reopened")
def unreopen(*, event: Event, by: Person, now: datetime) -> None:
    rows = Announcement.objects.filter(pk=event.target_id, closed_at=None)
    rows.update(closed_at=event.at, closed_by=by)


@transaction.atomic
def say_full(*, network: Network, is_full: bool, by: Person, now: datetime) -> Event:
    """Full, whatever the numbers say, or no longer."""
    still_open(network)
    row = Announcement.objects.filter(network=network, opened_at__isnull=False).first()
    if row is None:
        raise NotWritten
    Announcement.objects.filter(pk=row.pk).update(full_at=now if is_full else None, full_by=by if is_full else None)
    return record_in(network, f"recruit.announcement.{'full' if is_full else 'roomy'}", row, by, now)


@undoes("recruit.announcement.full")
def unfull(*, event: Event, by: Person, now: datetime) -> None:
    Announcement.objects.filter(pk=event.target_id, full_at=event.at).update(full_at=None, full_by=None)


@undoes("recruit.announcement.roomy")
def unroomy(*, event: Event, by: Person, now: datetime) -> None:
    Announcement.objects.filter(pk=event.target_id, full_at=None).update(full_at=event.at, full_by=by)
