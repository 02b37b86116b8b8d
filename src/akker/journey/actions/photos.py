"""Photos of filled sheets: kept, read, filed at their step, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from akker.journey import files
from akker.journey.models import SheetPhoto
from akker.journey.picture import Picture
from akker.networks.actions import still_open
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record

NAMED_ELSEWHERE: list[Callable[[datetime], set[str]]] = []  # what rows of rooms above name; they fill it
ORPHAN = timedelta(days=1)  # how long a file without a row may wait for one
KEPT = timedelta(days=30)  # a withdrawn photo; then its picture goes for good


def _record(photo: SheetPhoto, verb: str, by: Person | None, now: datetime) -> Event:
    return record(
        programme=photo.programme_id, network=photo.network_id, verb=f"journey.photo.{verb}",
        target=photo, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def keep(*, network: Network, data: bytes, size: tuple[int, int], by: Person, now: datetime) -> SheetPhoto:
    """Keep a photo as it came. The file is on the disk before its row is written; `size` in pixels."""
    still_open(network)
    photo = SheetPhoto.objects.create(
        programme_id=network.programme_id, network=network, file=files.keep(data), width=size[0], height=size[1],
        bytes=len(data), uploaded_at=now, uploaded_by=by,
    )  # fmt: skip
    _record(photo, "kept", by, now)
    return photo


@transaction.atomic
def clean(*, photo: SheetPhoto, picture: Picture, now: datetime) -> None:
    """Put the re-encoded picture in place of what came; the old file goes once that is settled."""
    old, photo.file = photo.file, files.keep(picture.data)
    photo.width, photo.height, photo.bytes, photo.read_at = picture.width, picture.height, len(picture.data), now
    photo.save(update_fields=["file", "width", "height", "bytes", "read_at"])
    transaction.on_commit(partial(_drop_unnamed, old))


def _drop_unnamed(name: str) -> None:
    if not SheetPhoto.objects.filter(file=name).exists() and not any(
        name in named(clock.now()) for named in NAMED_ELSEWHERE
    ):
        files.drop(name)


@transaction.atomic
def file(*, photo: SheetPhoto, network: Network, step: str, by: Person | None, now: datetime) -> Event:
    """Say at which step of which network it belongs; `by` None: its own code says so.

    Taking that back leaves it loose; what belonged to a step already is moved back by filing it again.

    Raises: NetworkClosed.
    """
    still_open(network)
    verb = "moved" if photo.step else "filed"
    photo.programme_id, photo.network = network.programme_id, network
    photo.step, photo.filed_at, photo.filed_by = step, now, by
    photo.save(update_fields=["programme", "network", "step", "filed_at", "filed_by"])
    return _record(photo, verb, by, now)


@undoes("journey.photo.filed")
@transaction.atomic
def unfile(*, event: Event, by: Person, now: datetime) -> None:
    SheetPhoto.objects.filter(pk=event.target_id).update(step="", filed_at=None, filed_by=None)


@transaction.atomic
def withdraw(*, photo: SheetPhoto, by: Person | None, now: datetime) -> Event:
    """It is shown no more; `by` None: the worker could not make a picture of it."""
    photo.withdrawn_at = now
    photo.save(update_fields=["withdrawn_at"])
    return _record(photo, "withdrawn", by, now)


@undoes("journey.photo.withdrawn")
@transaction.atomic
def bring_back(*, event: Event, by: Person, now: datetime) -> None:
    SheetPhoto.objects.filter(pk=event.target_id).update(withdrawn_at=None)


def sweep(*, now: datetime) -> int:
    """Let go of photos withdrawn long ago, and of files that no row names; returns how many files."""
    SheetPhoto.objects.filter(withdrawn_at__lt=now - KEPT).delete()
    wanted = set(SheetPhoto.objects.values_list("file", flat=True)).union(*(named(now) for named in NAMED_ELSEWHERE))
    return files.sweep(wanted, now - ORPHAN)
