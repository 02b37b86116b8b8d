from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from akker.networks.models import DEFAULT_HANDBOOK, Membership, Network, Seat
from akker.networks.roster import Named
from akker.people.models import Person
from akker.post import actions as post
from akker.post import links
from akker.post.models import Ask
from akker.programmes.actions import LETTERS
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, Office, Organisation, Programme, record

RESERVED = {"programme"}  # /p/<programme>/programme/... are the programme's own pages
CLOSED = "networks.network.closed"  # all that can be undone once a network is closed
COMINGS: list[Callable[[list[Membership]], object]] = []  # what is done for who came in; rooms above fill it


class NetworkClosed(Exception):
    message = _("This network is closed; what it left stays as it is.")


class NotHere(Exception):
    """A role or an arrangement is for somebody who is in the network now."""


def still_open(network: Network) -> None:
    """Raises: NetworkClosed."""
    if network.closed_at is not None:
        raise NetworkClosed


def hold(network: Network) -> None:
    """Let others wait until this transaction is over, so that two versions never get one number; one query.

    Raises: NetworkClosed.
    """
    still_open(Network.objects.select_for_update().get(pk=network.pk))


def record_in(network: Network, verb: str, target: Any, by: Person | None, now: datetime) -> Event:
    """The one event of an action inside a network."""
    return record(programme=network.programme_id, network=network.pk, verb=verb, target=target, by=by, now=now)


def _free_slug(programme: Programme, name: str) -> str:
    stem = slugify(name.lower().translate(LETTERS))[:50].strip("-") or "netwerk"
    taken = set(Network.objects.filter(programme=programme, slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken | RESERVED:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def start(
    *,
    programme: Programme,
    name: str,
    by: Person,
    now: datetime,
    language: str,
    time_zone: str,
    handbook: str = DEFAULT_HANDBOOK,
    is_leader: bool = True,
) -> Network:
    """Begin a network; who starts it leads it, unless a programme manager starts it for others."""
    network = Network.objects.create(
        programme=programme, slug=_free_slug(programme, name), name=name, handbook=handbook,
        language=language, time_zone=time_zone, starts_on=now.astimezone(by.zone).date(), started_at=now,
    )  # fmt: skip
    if is_leader:
        membership = add(network=network, person=by, by=by, now=now)
        Membership.objects.filter(pk=membership.pk).update(joined_at=now)
        for role in leading_roles(network)[:1]:
            give_seat(membership=membership, role=role, by=by, now=now)
    record_in(network, "networks.network.started", network, by, now)
    return network


def leading_roles(network: Network) -> list[str]:
    """The role keys of the pack whose holder may run the network; those of a leader come first."""
    roles = network.book.roles
    return [key for power in ("leader", "facilitator") for key, role in roles.items() if role.acts_as == power]


@transaction.atomic
def change(*, network: Network, by: Person, now: datetime, seen: int, **values: Any) -> Event:
    """Change name, rhythm, dates, language, zone or reference leader. Meetings keep their wall time. Raises Stale."""
    still_open(network)
    network.revise(seen=seen, **values)
    return record_in(network, "networks.network.changed", network, by, now)


@transaction.atomic
def close(*, network: Network, by: Person, now: datetime) -> Event:
    """From now on the network is read-only."""
    still_open(network)
    Network.objects.filter(pk=network.pk).update(closed_at=now, closed_by=by)
    return record_in(network, CLOSED, network, by, now)


@undoes(CLOSED)
def unclose(*, event: Event, by: Person, now: datetime) -> None:
    Network.objects.filter(pk=event.target_id).update(closed_at=None, closed_by=None)


@transaction.atomic
def reopen(*, network: Network, by: Person, now: datetime) -> Event:
    Network.objects.filter(pk=network.pk).update(closed_at=None, closed_by=None)
    return record_in(network, "networks.network.reopened", network, by, now)


# --- people in and out ---------------------------------------------------------------------


def find_person(*, name: str, email: str, language: str, time_zone: str) -> Person:
    """The person with this address, or a new one. What somebody already told of themselves stays."""
    name = " ".join(name.split())
    person = Person.objects.by_mail(email) if email else None
    if person is None:
        return Person.objects.create_user(email or None, name=name, language=language, time_zone=time_zone)
    if not person.name and name and person.first_seen_at is None:
        person.name = name
        person.save(update_fields=["name"])
    return person


@transaction.atomic
def add(
    *, network: Network, person: Person, by: Person | None, now: datetime, ring: str = Membership.Ring.CORE, **card: Any
) -> Membership:
    """Bring somebody in, or back in. Who is there already stays as they are. Nobody is mailed.

    What they were thanked with is kept, so that taking the return back loses nothing.
    Raises: NotHere for who asked to be forgotten.
    """
    still_open(network)
    if person.is_anonymised:
        raise NotHere
    membership = Membership.objects.filter(network=network, person=person).first()
    if membership is None:
        membership = Membership.objects.create(
            programme_id=network.programme_id, network=network, person=person, ring=ring, added_at=now, **card
        )
    elif membership.left_at is not None:
        Membership.objects.filter(pk=membership.pk).update(left_at=None, ring=ring)
        membership.left_at, membership.ring = None, ring
    else:
        return membership
    record_in(network, "networks.membership.added", membership, by, now)
    for coming in COMINGS:
        coming([membership])
    return membership


@undoes("networks.membership.added")
def unadd(*, event: Event, by: Person, now: datetime) -> None:
    """Out again: since they left before, or, when they never were in, since the moment they came."""
    membership = Membership.objects.get(pk=event.target_id)
    post.withdraw_for(person=membership.person, network_id=membership.network_id, now=now)
    went = Event.objects.filter(
        target_id=membership.pk, verb="networks.membership.left", at__lte=event.at, undone_at=None
    ).order_by("-at")
    before = went.values_list("at", flat=True).first()
    Membership.objects.filter(pk=membership.pk).update(left_at=before or F("added_at"))


@transaction.atomic
def describe(*, membership: Membership, by: Person, now: datetime, seen: int, **card: Any) -> Event:
    """Change what a membership says: own card, hours agreed, organisation, ring. Raises Stale."""
    still_open(membership.network)
    membership.revise(seen=seen, **card)
    return record_in(membership.network, "networks.membership.described", membership, by, now)


@transaction.atomic
def arrange(
    *, membership: Membership, ring: str, organisation_name: str, hours_agreed: Decimal | None,
    by: Person, now: datetime, seen: int,
) -> Event:  # fmt: skip
    """Settle somebody's ring, home organisation and hours. Raises Stale."""
    home = organisation(programme=membership.network.programme, name=organisation_name)
    return describe(
        membership=membership, by=by, now=now, seen=seen, ring=ring, organisation=home, hours_agreed=hours_agreed
    )


@transaction.atomic
def add_named(*, network: Network, people: Iterable[Named], ring: str, by: Person, now: datetime) -> int:
    """Bring in people as typed; returns how many are in now that were not. Nobody is mailed."""
    before = network.memberships.present().count()
    here = {str(member.person).casefold(): member for member in network.memberships.present().select_related("person")}
    for named in people:
        known = here.get(named.name.casefold())
        if known and (not named.email or _reach(known, email=named.email, by=by, now=now)):
            continue
        person = find_person(name=named.name, email=named.email, language=network.language, time_zone=network.time_zone)
        here[str(person).casefold()] = add(network=network, person=person, ring=ring, by=by, now=now)
    return network.memberships.present().count() - before


def _reach(membership: Membership, *, email: str, by: Person, now: datetime) -> bool:
    """Give who was only a name the address that came with it later, unless it is somebody's already."""
    person = membership.person
    if person.email or person.is_anonymised or Person.objects.by_mail(email):
        return False
    person.email = email
    person.save(update_fields=["email"])
    record_in(membership.network, "networks.membership.described", membership, by, now)
    return True


@transaction.atomic
def invite(
    *, memberships: Iterable[Membership], subject: str, text: str, minutes: int, by: Person, now: datetime
) -> int:
    """Mail each of these an invitation with a personal link. Returns how many were queued.

    `text` holds the placeholder `[link]` once; people without an address are passed over.
    """
    count = 0
    for membership in memberships:
        person, network = membership.person, membership.network
        still_open(network)
        if not person.email:
            continue
        _open_invitations(membership).update(withdrawn_at=now)
        _ask, token = post.ask(
            person=person, kind="join", what=network.name, minutes=minutes, now=now, by=by,
            programme_id=network.programme_id, network_id=network.pk, target_id=membership.pk,
        )  # fmt: skip
        post.queue(
            to=person, kind="invitation", subject=subject, text=text.replace("[link]", links.address(token)),
            language=network.language, now=now, programme_id=network.programme_id, network_id=network.pk,
            reply_to=by.email or "",
        )  # fmt: skip
        Membership.objects.filter(pk=membership.pk).update(invited_at=now)
        record_in(network, "networks.membership.invited", membership, by, now)
        count += 1
    return count


def _open_invitations(membership: Membership) -> QuerySet[Ask]:
    return Ask.objects.open().filter(kind="join", target_id=membership.pk)


@transaction.atomic
def join(*, membership: Membership, by: Person, now: datetime, brings: str = "") -> Event:
    """Say yes to the invitation; saying it twice is fine."""
    still_open(membership.network)
    if brings:
        Membership.objects.filter(pk=membership.pk, brings="").update(brings=brings)
    is_new = Membership.objects.filter(pk=membership.pk, joined_at=None).update(joined_at=now)
    _open_invitations(membership).update(done_at=now)
    verb = "networks.membership.joined" if is_new else "networks.membership.stayed"
    return record_in(membership.network, verb, membership, by, now)


@undoes("networks.membership.joined")
def unjoin(*, event: Event, by: Person, now: datetime) -> None:
    """Not in yet, and asked again."""
    Membership.objects.filter(pk=event.target_id).update(joined_at=None)
    Ask.objects.filter(kind="join", target_id=event.target_id, done_at=event.at).update(done_at=None)


@transaction.atomic
def decline(*, membership: Membership, by: Person, now: datetime) -> Event:
    """Say no to the invitation: they are out, and nothing more is asked of them."""
    _open_invitations(membership).update(done_at=now)
    return leave(membership=membership, by=by, now=now)


@transaction.atomic
def leave(*, membership: Membership, by: Person, now: datetime, thanks: str = "") -> Event:
    """Somebody goes, with thanks. What they made stays, without edit rights; their seats end today."""
    still_open(membership.network)
    Membership.objects.filter(pk=membership.pk).update(left_at=now, thanks=thanks)
    Seat.objects.current().filter(membership=membership).update(until_on=now.date())
    post.withdraw_for(person=membership.person, network_id=membership.network_id, now=now)
    return record_in(membership.network, "networks.membership.left", membership, by, now)


@undoes("networks.membership.left")
def unleave(*, event: Event, by: Person, now: datetime) -> None:
    """Back in, with the seats that ended and the asks that were withdrawn with the leaving."""
    membership = Membership.objects.get(pk=event.target_id)
    Membership.objects.filter(pk=membership.pk).update(left_at=None)
    post.ask_again(person=membership.person, network_id=membership.network_id, withdrawn_at=event.at)
    ended_apart = Event.objects.filter(network_id=event.network_id, verb="networks.seat.ended", undone_at=None)
    ended = Seat.objects.filter(membership=membership, until_on=event.at.date(), withdrawn_at=None)
    _resume(ended.exclude(pk__in=ended_apart.values("target_id")))


def _resume(seats: QuerySet[Seat]) -> None:
    """Let ended seats go on, but for a role that its holder took up again since."""
    for seat in seats:
        if not Seat.objects.current().filter(membership=seat.membership_id, role=seat.role).exists():
            Seat.objects.filter(pk=seat.pk).update(until_on=None)


# --- seats ---------------------------------------------------------------------------------


@transaction.atomic
def give_seat(
    *, membership: Membership, role: str, by: Person | None, now: datetime, from_on: date | None = None
) -> Event:
    """Give a member a role of the pack; who holds it already keeps it, and then there is nothing to undo.

    Raises: NotHere when they left.
    """
    still_open(membership.network)
    if membership.left_at is not None:
        raise NotHere
    held = Seat.objects.current().filter(membership=membership, role=role).first()
    seat = held or Seat.objects.create(
        programme_id=membership.programme_id, membership=membership, role=role, from_on=from_on or now.date()
    )
    return record_in(membership.network, f"networks.seat.{'kept' if held else 'given'}", seat, by, now)


@undoes("networks.seat.given")
def ungive(*, event: Event, by: Person, now: datetime) -> None:
    Seat.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@transaction.atomic
def end_seat(*, seat: Seat, by: Person, now: datetime, note: str = "") -> Event:
    """A role ends today, with a hand-over note if there is one. A network may run without a leader."""
    still_open(seat.membership.network)
    Seat.objects.filter(pk=seat.pk).update(until_on=now.date(), note=note)
    return record_in(seat.membership.network, "networks.seat.ended", seat, by, now)


@undoes("networks.seat.ended")
def unend(*, event: Event, by: Person, now: datetime) -> None:
    """The role goes on; who took it over in the same moment gives it back."""
    seats = Seat.objects.filter(pk=event.target_id)
    seats.update(note="")
    given = Event.objects.filter(network_id=event.network_id, by=event.by, verb="networks.seat.given", at=event.at)
    heirs = Seat.objects.filter(pk__in=given.values("target_id"), role__in=seats.values("role"))
    heirs.exclude(pk=event.target_id).update(withdrawn_at=now)
    _resume(seats)


@transaction.atomic
def hand_over(*, seat: Seat, to: Membership | None, by: Person, now: datetime, note: str = "") -> Event:
    """Pass a role on to somebody else, or to nobody yet, with a note."""
    if to:
        give_seat(membership=to, role=seat.role, by=by, now=now)
    return end_seat(seat=seat, by=by, now=now, note=note)


def organisation(*, programme: Programme, name: str) -> Organisation | None:
    """The home organisation of this name, made when new; None for no name."""
    name = " ".join(name.split())
    if not name:
        return None
    return Organisation.objects.get_or_create(programme=programme, name=name, withdrawn_at=None)[0]


def reference_leaders(programme: Programme, today: date) -> list[Office]:
    return list(
        Office.objects.current(today)
        .filter(programme=programme, role=Office.Role.REFERENCE_LEADER)
        .select_related("person")
    )
