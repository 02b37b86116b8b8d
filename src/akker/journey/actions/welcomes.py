"""How somebody who joins half-way is received, and whether what was said before opens to them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.journey.actions import consents
from akker.journey.models import Consent, Welcome
from akker.journey.report import welcomes as report
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Membership
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post.models import Ask
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

ASK = "welcome"  # kind of ask
MINUTES = 1


class NotThere(Exception):
    """Who came later, or is the newcomer, has no say in what was told before."""


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
    """Ask the group whether the cases of before may be read by who joined; each answers for themselves, at Now."""
    still_open(welcome.network)
    if Welcome.objects.filter(pk=welcome.pk, asked_at=None).update(asked_at=now):
        what = report.asks(welcome.membership.person, welcome.network.language)
        post.ask_each(
            people=[member.person for member in silent(welcome)], kind=ASK, what=what, minutes=MINUTES, now=now, by=by,
            programme_id=welcome.programme_id, network_id=welcome.network_id, target_id=welcome.pk,
        )  # fmt: skip
    return record_in(welcome.network, "journey.welcome.asked", welcome, by, now)


@undoes("journey.welcome.asked")
@transaction.atomic
def unask(*, event: Event, by: Person, now: datetime) -> None:
    """Not asked, unless the group has opened them since."""
    if Welcome.objects.filter(pk=event.target_id, asked_at=event.at, opened_at=None).update(asked_at=None):
        post.asked_no_more(kind=ASK, targets=[event.target_id], now=now)


def let_go(*, now: datetime) -> None:
    """Who left needs no answers any more; one query."""
    gone = Welcome.objects.filter(membership__left_at__isnull=False).values_list("pk", flat=True)
    Ask.objects.open().filter(kind=ASK, target_id__in=gone).update(withdrawn_at=now)


def silent(welcome: Welcome) -> list[Membership]:
    """Members of the core who were there before the newcomer and have not said yes; two queries."""
    yes = Consent.objects.standing().filter(target_id=welcome.pk, answer=Consent.Answer.YES).values("membership")
    there = Membership.objects.present().core().filter(network=welcome.network_id).exclude(pk=welcome.membership_id)
    before = there.filter(added_at__lt=welcome.membership.added_at)
    return list(before.exclude(pk__in=yes).select_related("person"))


def _is_agreed(welcome: Welcome) -> bool:
    """Everybody who is here said yes, and nobody said no: the no of somebody who left since still stands."""
    told = Consent.objects.standing().filter(target_id=welcome.pk, answer=Consent.Answer.RESERVATION)
    there = told.filter(membership__added_at__lt=welcome.membership.added_at)
    return not silent(welcome) and not there.exists()


def _settle(welcome: Welcome, by: Person, now: datetime, undone_at: datetime | None = None) -> None:
    """Open with the last yes, closed from the first that is taken back; an undo leaves no trace of what it undoes."""
    row = Welcome.objects.select_related("membership").get(pk=welcome.pk)
    is_open = row.opened_at is not None and row.closed_at is None
    if _is_agreed(row) == is_open:
        return
    if is_open and row.opened_at == undone_at:
        row.opened_at = row.opened_by = None
    elif is_open:
        row.closed_at = now
    elif row.closed_at and row.closed_at == undone_at:
        row.closed_at = None
    else:
        row.opened_at, row.opened_by, row.closed_at = now, by, None
    Welcome.objects.filter(pk=row.pk).update(opened_at=row.opened_at, opened_by=row.opened_by, closed_at=row.closed_at)


@transaction.atomic
def answer(*, welcome: Welcome, membership: Membership, answer: str, words: str, by: Person, now: datetime) -> Event:
    """Say yes, or not yet. With the last yes what was said before opens; without one it closes. Raises: NotThere."""
    hold(welcome.network)
    if not membership.added_at < welcome.membership.added_at:
        raise NotThere
    consents.give(target=welcome, membership=membership, answer=answer, words=words, now=now)
    post.done_about(kind=ASK, target_id=welcome.pk, people=[membership.person_id], now=now)
    _settle(welcome, by, now)
    return record_in(welcome.network, "journey.welcome.answered", welcome, by, now)


@undoes("journey.welcome.answered")
@transaction.atomic
def unanswer(*, event: Event, by: Person, now: datetime) -> None:
    given = Consent.objects.standing().filter(target_id=event.target_id, at=event.at, membership__person=event.by)
    consents.take_back(list(given), now=now)
    post.undone_about(kind=ASK, target_id=event.target_id, done_at=event.at)
    _settle(Welcome.objects.get(pk=event.target_id), by, now, undone_at=event.at)


@transaction.atomic
def take_back(*, welcome: Welcome, membership: Membership, by: Person, now: datetime) -> Event:
    """Take one's yes back, without a word, in whichever ring one is now: what was said before closes from then on."""
    hold(welcome.network)
    mine = Consent.objects.standing().filter(target_id=welcome.pk, membership=membership)
    if mine.filter(answer=Consent.Answer.YES).update(withdrawn_at=now):
        Welcome.objects.filter(pk=welcome.pk, opened_at__isnull=False, closed_at=None).update(closed_at=now)
    return record_in(welcome.network, "journey.welcome.taken_back", welcome, by, now)


@undoes("journey.welcome.taken_back")
@transaction.atomic
def untake_back(*, event: Event, by: Person, now: datetime) -> None:
    """The yes stands again, unless they answered anew since."""
    mine = Consent.objects.filter(target_id=event.target_id, membership__person=event.by)
    if not mine.standing().exists():
        mine.filter(withdrawn_at=event.at, answer=Consent.Answer.YES).update(withdrawn_at=None)
    _settle(Welcome.objects.get(pk=event.target_id), by, now, undone_at=event.at)
