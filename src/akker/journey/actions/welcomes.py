"""How somebody who joins half-way is received, and whether what was said before opens to them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.journey.actions import consents
from akker.journey.models import Consent, Welcome
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Membership
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event


@transaction.atomic
def arrange(
    *, membership: Membership, buddy: Person | None, reading: str, by: Person, now: datetime, seen: int
) -> Event:
    """A buddy and something to read. Raises: Stale."""
    hold(membership.network)
    row = Welcome.objects.filter(membership=membership).first()
    if row is None:
        row = Welcome.objects.create(
            programme_id=membership.programme_id, network=membership.network, membership=membership, buddy=buddy,
            reading=reading, by=by, at=now,
        )  # fmt: skip
    elif row.version != seen:
        raise Stale(row, {"buddy": buddy, "reading": reading})
    else:
        row.revise(seen=seen, buddy=buddy, reading=reading)
    return record_in(membership.network, "journey.welcome.arranged", row, by, now)


@transaction.atomic
def ask(*, welcome: Welcome, by: Person, now: datetime) -> Event:
    """Ask the group whether the cases of before may be read by who joined; each answers for themselves."""
    still_open(welcome.network)
    Welcome.objects.filter(pk=welcome.pk, asked_at=None).update(asked_at=now)
    return record_in(welcome.network, "journey.welcome.asked", welcome, by, now)


@undoes("journey.welcome.asked")
@transaction.atomic
def unask(*, event: Event, by: Person, now: datetime) -> None:
    Welcome.objects.filter(pk=event.target_id, asked_at=event.at).update(asked_at=None)


def silent(welcome: Welcome) -> list[Membership]:
    """Members of the core who were there before the newcomer and have not said yes; two queries."""
    yes = Consent.objects.standing().filter(target_id=welcome.pk, answer=Consent.Answer.YES).values("membership")
    there = Membership.objects.present().core().filter(network=welcome.network_id).exclude(pk=welcome.membership_id)
    before = there.filter(added_at__lt=welcome.membership.added_at)
    return list(before.exclude(pk__in=yes).select_related("person"))


@transaction.atomic
def answer(*, welcome: Welcome, membership: Membership, answer: str, words: str, by: Person, now: datetime) -> Event:
    """Say yes, or not yet. With the last yes what was said before opens; a reservation keeps it closed."""
    hold(welcome.network)
    consents.give(target=welcome, membership=membership, answer=answer, words=words, now=now)
    if not silent(welcome):
        Welcome.objects.filter(pk=welcome.pk, opened_at=None).update(opened_at=now, opened_by=by)
    return record_in(welcome.network, "journey.welcome.answered", welcome, by, now)


@undoes("journey.welcome.answered")
@transaction.atomic
def unanswer(*, event: Event, by: Person, now: datetime) -> None:
    given = Consent.objects.standing().filter(target_id=event.target_id, at=event.at, membership__person=event.by)
    consents.take_back(list(given), now=now)
    Welcome.objects.filter(pk=event.target_id, opened_at=event.at).update(opened_at=None, opened_by=None)
