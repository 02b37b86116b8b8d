"""Handbooks that a programme brings itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from akker.handbooks import packing
from akker.handbooks.model import Fault
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, Programme, UploadedPack, record

BROUGHT, WITHDRAWN = "programmes.pack.brought", "programmes.pack.withdrawn"
KEPT = _("this version is here already; a version never changes, so give yours a new number")
FOR_ALL = _("this version comes with the product or the installation; give yours another slug or version")


@transaction.atomic
def bring(*, programme: Programme, data: bytes, taken: Collection[str], by: Person, now: datetime) -> Event:
    """Keep the handbook in this ZIP for the networks of the programme; a withdrawn one that is the same comes back.

    `taken` are the pins that everybody has. Raises: packing.PackRefused with every fault; then nothing is kept.
    """
    pages = packing.unpack(data)
    book = packing.sound(pages)
    slug, version = book.slug, book.version
    digest = packing.digest(pages)
    if f"{slug}@{version}" in taken:
        raise packing.PackRefused([Fault("handbook.yaml", "version", FOR_ALL)])
    if too_long := [name for name, words, most in (("slug", slug, 60), ("version", version, 40)) if len(words) > most]:
        raise packing.PackRefused([Fault("handbook.yaml", name, _("is too long")) for name in too_long])
    pack, is_new = UploadedPack.objects.get_or_create(
        programme=programme, slug=slug, pack_version=version,
        defaults={"pages": pages, "digest": digest, "by": by, "at": now},
    )  # fmt: skip
    if not is_new and (pack.digest != digest or pack.withdrawn_at is None):
        raise packing.PackRefused([Fault("handbook.yaml", "version", KEPT)])
    UploadedPack.objects.filter(pk=pack.pk).update(withdrawn_at=None)
    return record(programme=programme.pk, verb=BROUGHT, target=pack, by=by, now=now)


@transaction.atomic
def withdraw(*, pack: UploadedPack, by: Person, now: datetime) -> Event:
    """Nobody can choose it any more; networks that work with it go on."""
    UploadedPack.objects.filter(pk=pack.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record(programme=pack.programme_id, verb=WITHDRAWN, target=pack, by=by, now=now)


@undoes(BROUGHT)
def unbring(*, event: Event, by: Person, now: datetime) -> None:
    UploadedPack.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes(WITHDRAWN)
def unwithdraw(*, event: Event, by: Person, now: datetime) -> None:
    UploadedPack.objects.filter(pk=event.target_id).update(withdrawn_at=None)
