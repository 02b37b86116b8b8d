from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from akker.handbooks.model import Step
from akker.journey import actions as journey
from akker.networks import actions as networks
from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person, Stale
from akker.programmes.inverses import INVERSES, undoes
from akker.programmes.models import Event, record
from akker.roles import pitch
from akker.roles.models import CardRead, LeftVacant, Nomination, Precondition, SeatTasks, SignalAside

SEATING = ("networks.seat.given", "networks.seat.ended")


class StillNeeded(Exception):
    message = _("Something is noted for this role already. Take that away first, and then nothing is needed.")


def _record(network: Network, verb: str, target: Model, by: Person, now: datetime) -> Event:
    return record(programme=network.programme_id, network=network.pk, verb=verb, target=target, by=by, now=now)


def _of(network: Network) -> dict[str, Any]:
    return {"programme_id": network.programme_id, "network": network}


# --- who stands where ----------------------------------------------------------------------


def _hold(network: Network, membership: UUID, seen: str) -> tuple[Membership, dict[UUID, Seat]]:
    """The member with their seats, while everybody else waits. Raises Stale when they hold something else by now."""
    networks.hold(network)
    member = Membership.objects.select_related("person").get(pk=membership)
    member.network = network
    seats = {seat.pk: seat for seat in Seat.objects.current().filter(membership=member)}
    now_held = pitch.seen(member.ring, (seat.role for seat in seats.values()))
    if member.left_at or now_held != seen:
        raise Stale(member, {"seen": seen})
    for seat in seats.values():
        seat.membership = member
    return member, seats


def _seat_of(member: Membership, seats: dict[UUID, Seat], seat: UUID | None, seen: str) -> Seat | None:
    """Raises: Stale when it ended meanwhile, though somebody else took the same role up again."""
    if seat and seat not in seats:
        raise Stale(member, {"seen": seen})
    return seats[seat] if seat else None


@transaction.atomic
def move(
    *, network: Network, membership: UUID, seat: UUID | None, role: str, by: Person, now: datetime, seen: str
) -> Event:
    """Give somebody another place: `role` begins and their `seat` ends; without `seat` it is one more role.

    Who sat in the second ring without a role comes into the core. Raises: Stale when the person holds
    something else than `seen`.
    """
    member, seats = _hold(network, membership, seen)
    old = _seat_of(member, seats, seat, seen)
    comes_in = old is None and not member.is_core
    if comes_in:
        member.revise(seen=member.version, ring=Membership.Ring.CORE)
    networks.give_seat(membership=member, role=role, by=by, now=now)
    LeftVacant.objects.filter(network=network, role=role, withdrawn_at=None).update(withdrawn_at=now)
    if old and old.role != role:
        networks.end_seat(seat=old, by=by, now=now)
    return _record(network, "roles.ring.left" if comes_in else "roles.seat.moved", member, by, now)


@transaction.atomic
def step_back(*, network: Network, membership: UUID, by: Person, now: datetime, seen: str) -> Event:
    """Somebody goes from the core to the second ring, and their roles end. Raises: Stale."""
    member, seats = _hold(network, membership, seen)
    for seat in seats.values():
        networks.end_seat(seat=seat, by=by, now=now)
    if not member.is_core:
        return _record(network, "roles.seat.moved", member, by, now)
    member.revise(seen=member.version, ring=Membership.Ring.SECOND)
    return _record(network, "roles.ring.joined", member, by, now)


@transaction.atomic
def end(*, network: Network, membership: UUID, seat: UUID, by: Person, now: datetime, seen: str) -> Event:
    """Take a name from a role. Raises: Stale when the person holds something else than `seen`."""
    member, seats = _hold(network, membership, seen)
    old = _seat_of(member, seats, seat, seen)
    return networks.end_seat(seat=cast(Seat, old), by=by, now=now)


@undoes("roles.seat.moved")
@transaction.atomic
def unmove(*, event: Event, by: Person, now: datetime) -> None:
    """Take back all that was done to seats in the same moment, each in its own way."""
    here = {"programme": event.programme_id, "network_id": event.network_id}
    parts = Event.objects.filter(**here, by=event.by, at=event.at, verb__in=SEATING, undone_at=None)
    for part in list(parts):
        INVERSES[part.verb](event=part, by=by, now=now)
    parts.update(undone_at=now)
    again = LeftVacant.objects.filter(**here, withdrawn_at=None).values_list("role", flat=True)
    LeftVacant.objects.filter(**here, withdrawn_at=event.at).exclude(role__in=list(again)).update(withdrawn_at=None)


@undoes("roles.ring.joined")
@transaction.atomic
def unjoin(*, event: Event, by: Person, now: datetime) -> None:
    _change_ring(event.target_id, Membership.Ring.CORE)
    unmove(event=event, by=by, now=now)


@undoes("roles.ring.left")
@transaction.atomic
def unleave(*, event: Event, by: Person, now: datetime) -> None:
    _change_ring(event.target_id, Membership.Ring.SECOND)
    unmove(event=event, by=by, now=now)


def _change_ring(membership: UUID, ring: str) -> None:
    member = Membership.objects.get(pk=membership)
    member.revise(seen=member.version, ring=ring)


@transaction.atomic
def divide(*, network: Network, seat: Seat, text: str, by: Person, now: datetime, seen: int) -> Event:
    """Write what the holder of `seat` takes on; `seen` is the version last read, 0 for none. Raises Stale."""
    networks.hold(network)
    there = SeatTasks.objects.filter(seat=seat).first()
    if there is None:
        there = SeatTasks.objects.create(**_of(network), seat=seat, text=text)
    else:
        there.revise(seen=seen, text=text)
    return _record(network, "roles.tasks.divided", there, by, now)


# --- what is left open ---------------------------------------------------------------------


@transaction.atomic
def leave_vacant(*, network: Network, role: str, by: Person, now: datetime) -> Event:
    """Agree to do without this role for now; saying it twice is fine."""
    networks.hold(network)
    left = LeftVacant.objects.filter(network=network, role=role, withdrawn_at=None).first()
    left = left or LeftVacant.objects.create(**_of(network), role=role, by=by, at=now)
    return _record(network, "roles.role.left_vacant", left, by, now)


@transaction.atomic
def look_again(*, network: Network, role: str, by: Person, now: datetime) -> Event | None:
    """Look for somebody after all; None when it was not left vacant."""
    networks.hold(network)
    left = LeftVacant.objects.filter(network=network, role=role, withdrawn_at=None).first()
    if left is None:
        return None
    LeftVacant.objects.filter(pk=left.pk).update(withdrawn_at=now)
    return _record(network, "roles.role.looked_for", left, by, now)


@transaction.atomic
def put_aside(*, network: Network, signal: str, by: Person, now: datetime) -> Event:
    """A signal was seen and need not be shown; doing it twice is fine."""
    networks.hold(network)
    aside = SignalAside.objects.filter(network=network, signal=signal, withdrawn_at=None).first()
    aside = aside or SignalAside.objects.create(**_of(network), signal=signal, by=by, at=now)
    return _record(network, "roles.signal.put_aside", aside, by, now)


@transaction.atomic
def bring_back(*, network: Network, signal: str, by: Person, now: datetime) -> None:
    """Show a signal again that was put aside."""
    networks.hold(network)
    for aside in SignalAside.objects.filter(network=network, signal=signal, withdrawn_at=None):
        SignalAside.objects.filter(pk=aside.pk).update(withdrawn_at=now)
        _record(network, "roles.signal.shown", aside, by, now)


@undoes("roles.role.left_vacant")
@transaction.atomic
def unleave_vacant(*, event: Event, by: Person, now: datetime) -> None:
    LeftVacant.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("roles.signal.put_aside")
@transaction.atomic
def show_again(*, event: Event, by: Person, now: datetime) -> None:
    SignalAside.objects.filter(pk=event.target_id).update(withdrawn_at=now)


# --- what each needs -----------------------------------------------------------------------


@transaction.atomic
def need(*, network: Network, role: str, words: str, by: Person, now: datetime, **more: Any) -> Event:
    """Note what a role needs; that nothing is needed is then no longer the answer."""
    networks.hold(network)
    Precondition.objects.standing().filter(network=network, role=role, is_none_needed=True).update(withdrawn_at=now)
    row = Precondition.objects.create(**_of(network), role=role, words=words, by=by, at=now, **more)
    return _record(network, "roles.precondition.noted", row, by, now)


@transaction.atomic
def need_nothing(*, network: Network, role: str, by: Person, now: datetime) -> Event:
    """Answer that nothing is needed for a role; saying it twice is fine. Raises: StillNeeded."""
    networks.hold(network)
    standing = Precondition.objects.standing().filter(network=network, role=role)
    if standing.filter(is_none_needed=False).exists():
        raise StillNeeded
    row = standing.first() or Precondition.objects.create(**_of(network), role=role, is_none_needed=True, by=by, at=now)
    return _record(network, "roles.precondition.not_needed", row, by, now)


@transaction.atomic
def change(*, precondition: Precondition, by: Person, now: datetime, seen: int, **values: Any) -> Event:
    """Word a precondition differently, or tell how it stands. Raises Stale."""
    networks.still_open(precondition.network)
    precondition.revise(seen=seen, **values)
    return _record(precondition.network, "roles.precondition.changed", precondition, by, now)


@transaction.atomic
def drop(*, precondition: Precondition, by: Person, now: datetime) -> Event:
    """Take a precondition, or the answer that nothing is needed, off the table."""
    networks.hold(precondition.network)
    Precondition.objects.standing().filter(pk=precondition.pk).update(withdrawn_at=now)
    return _record(precondition.network, "roles.precondition.dropped", precondition, by, now)


@undoes("roles.precondition.noted")
@transaction.atomic
def unnote(*, event: Event, by: Person, now: datetime) -> None:
    """Not noted, and if nothing was needed before, that is the answer again."""
    row = Precondition.objects.get(pk=event.target_id)
    Precondition.objects.filter(pk=row.pk).update(withdrawn_at=now)
    _stand_again(Precondition.objects.filter(network=row.network_id, role=row.role, withdrawn_at=event.at), now)


@undoes("roles.precondition.not_needed")
@transaction.atomic
def unanswer(*, event: Event, by: Person, now: datetime) -> None:
    Precondition.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("roles.precondition.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    _stand_again(Precondition.objects.filter(pk=event.target_id), now)


def _stand_again(rows: Iterable[Precondition], now: datetime) -> None:
    """Back on the table, and at most one kind of answer per role: what is needed wins."""
    for row in rows:
        others = Precondition.objects.standing().filter(network=row.network_id, role=row.role)
        if row.is_none_needed and others.exists():
            continue
        others.filter(is_none_needed=True).update(withdrawn_at=now)
        Precondition.objects.filter(pk=row.pk).update(withdrawn_at=None)


# --- each for themselves: no event tells of it ---------------------------------------------


def mark(*, membership: Membership, role: str, is_read: bool, now: datetime) -> None:
    """Mark a card as read, or not. It writes no event: who read what is for the reader alone."""
    if not is_read:
        CardRead.objects.filter(membership=membership, role=role).delete()
        return
    CardRead.objects.get_or_create(
        programme_id=membership.programme_id, membership=membership, role=role,
        defaults={"network_id": membership.network_id, "at": now},
    )  # fmt: skip


@transaction.atomic
def put_forward(*, membership: Membership, role: str, notes: dict[str, str], seen: int) -> Nomination:
    """Put oneself forward; `seen` is the version last read, 0 for none. Raises Stale.

    It writes no event: nobody but those who may read it learns that it was ever there.
    """
    networks.hold(membership.network)
    there = Nomination.objects.filter(membership=membership, role=role).first()
    if there:
        return there.revise(seen=seen, notes=notes)
    return Nomination.objects.create(**_of(membership.network), membership=membership, role=role, notes=notes)


def nominate(*, membership: Membership, role: str) -> None:
    """A role for which somebody was put forward as they joined; what they said of it themselves stays."""
    Nomination.objects.get_or_create(
        programme_id=membership.programme_id, membership=membership, role=role,
        defaults={"network_id": membership.network_id},
    )  # fmt: skip


def take_back(*, membership: Membership, role: str) -> None:
    """Not put forward any more; nothing is kept of it."""
    Nomination.objects.filter(membership=membership, role=role).delete()


def forget_nominations(network: Network) -> None:
    """Erase every nomination of `network` with its notes: the roles are settled."""
    Nomination.objects.filter(network=network).delete()


# --- the result ----------------------------------------------------------------------------


@transaction.atomic
def settle(
    *,
    network: Network,
    step: Step,
    text: str,
    agreed_on: date,
    by: Person,
    now: datetime,
    seen: int,
    agreed_by: str = "",
) -> Event:
    """Write roles and division of tasks onto the result sheet; the nominations end with it, in one transaction.

    `step` is the pack's, see `pitch.step`. Raises: Stale when somebody else has written this result since `seen`.
    """
    return journey.agree(
        network=network, step=step.key, text=text, agreed_on=agreed_on, agreed_by=agreed_by,
        by=by, now=now, seen=seen,
    )  # fmt: skip
