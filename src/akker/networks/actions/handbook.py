"""Another handbook for a network that has begun. Rows keep their keys, so nothing is lost in either direction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from akker.handbooks.model import Handbook
from akker.networks.actions import give_seat, hold, record_in
from akker.networks.models import HandbookChange, Membership, Network, Seat
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

CHANGED = "networks.handbook.changed"


@transaction.atomic
def change(*, network: Network, pin: str, seen: str, by: Person, now: datetime) -> Event:
    """Go on with the handbook `pin`. Whoever chooses leads when nobody else does under the new one.

    `seen` is the pin that the chooser compared with. Raises: Stale when it is another by now; NetworkClosed;
    HandbookMissing.
    """
    network.find_book(pin)
    hold(network)
    if not Network.objects.filter(pk=network.pk, handbook=seen).update(handbook=pin):
        raise Stale(Network.objects.get(pk=network.pk), {"handbook": pin})
    _reopen(network, pin)
    if (role := needs_leader(network, network.book)) and (own := _own(network, by)):
        give_seat(membership=own, role=role, by=by, now=now)
    row = HandbookChange.objects.create(
        programme_id=network.programme_id, network=network, before=seen, after=pin, by=by, at=now
    )
    return record_in(network, CHANGED, row, by, now)


def _reopen(network: Network, pin: str) -> None:
    network.handbook = pin
    network.__dict__.pop("book", None)  # a cached property


def _own(network: Network, person: Person) -> Membership | None:
    own: Membership | None = network.memberships.present().core().filter(person=person).first()
    return own


def needs_leader(network: Network, book: Handbook) -> str:
    """The role key that would let somebody run the network, when nobody holds one like it in `book`; one query."""
    leading = [role.key for power in ("leader", "facilitator") for role in book.acting_as(power)]
    held = Seat.objects.current().filter(membership__network=network, membership__left_at=None, role__in=leading)
    return "" if not leading or held.exists() else leading[0]


@undoes(CHANGED)
def unchange(*, event: Event, by: Person, now: datetime) -> None:
    """The earlier handbook again, unless somebody chose a third one since; a role given with it goes too."""
    row = HandbookChange.objects.get(pk=event.target_id)
    Network.objects.filter(pk=row.network_id, handbook=row.after).update(handbook=row.before)
    HandbookChange.objects.filter(pk=row.pk).update(withdrawn_at=now)
    Seat.objects.filter(pk__in=_given_with(event)).update(withdrawn_at=now)


def _given_with(event: Event) -> list[UUID]:
    given = Event.objects.filter(network_id=event.network_id, by=event.by, verb="networks.seat.given", at=event.at)
    return list(given.values_list("target_id", flat=True))
