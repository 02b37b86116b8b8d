"""Asking the second ring for one thing, and telling it what came of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from akker.networks.actions import NetworkClosed, record_in, still_open
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds, links
from akker.post.models import Ask
from akker.programmes.inverses import undoes
from akker.programmes.models import Event
from akker.recruit.models import RingAnswer, RingRequest
from akker.recruit.report import ring as report

KIND = "ring"  # of the ask behind the link
__all__ = ["NetworkClosed"]


class ToldAlready(Exception):
    message = _("This has been told already.")


class OverAlready(Exception):
    message = _("This is asked no more, or there is an answer already.")


@transaction.atomic
def ask(
    *, network: Network, memberships: Iterable[Membership], kind: str, question: str, minutes: int, due_on: date,
    by: Person, now: datetime,
) -> RingRequest:  # fmt: skip
    """Mail each of these one question with a link; people of the ring with an address. Raises: NetworkClosed."""
    still_open(network)
    made = RingRequest.objects.create(
        programme_id=network.programme_id, network=network, kind=kind, question=question, minutes=minutes,
        due_on=due_on, asked_at=now, asked_by=by,
    )  # fmt: skip
    for one in memberships:
        if not one.person.email:
            continue
        row = RingAnswer.objects.create(programme_id=network.programme_id, request=made, membership=one)
        _asked, token = post.ask(
            person=one.person, kind=KIND, what=network.name, minutes=minutes, due_on=due_on, now=now, by=by,
            programme_id=network.programme_id, network_id=network.pk, target_id=row.pk,
        )  # fmt: skip
        letter = report.asking(made, one.person, by=by, link=links.address(token))
        _mail(network, one.person, letter, kinds.INVITATION, by, now)
    record_in(network, "recruit.ring.asked", made, by, now)
    return made


def _mail(network: Network, to: Person, letter: report.Letter, kind: str, by: Person, now: datetime) -> None:
    post.queue(
        to=to, kind=kind, subject=letter.subject, text=letter.text, now=now, programme_id=network.programme_id,
        network_id=network.pk, reply_to=by.email or "",
    )  # fmt: skip


@transaction.atomic
def withdraw(*, request: RingRequest, by: Person, now: datetime) -> Event:
    """Nobody needs to answer any more; what was said stays with who may read it. Nobody is mailed."""
    still_open(request.network)
    RingRequest.objects.filter(pk=request.pk).update(withdrawn_at=now)
    Ask.objects.open().filter(kind=KIND, target_id__in=request.answers.values("pk")).update(withdrawn_at=now)
    return record_in(request.network, "recruit.ring.withdrawn", request, by, now)


@undoes("recruit.ring.withdrawn")
@transaction.atomic
def bring_back(*, event: Event, by: Person, now: datetime) -> None:
    RingRequest.objects.filter(pk=event.target_id).update(withdrawn_at=None)
    answers = RingAnswer.objects.filter(request=event.target_id)
    Ask.objects.filter(kind=KIND, target_id__in=answers.values("pk"), withdrawn_at=event.at).update(withdrawn_at=None)


@transaction.atomic
def answer(*, row: RingAnswer, text: str, is_shown: bool, now: datetime) -> Event:
    """Once, through the link. Leader and facilitator read it, everybody when its author says so.

    Raises: NetworkClosed, OverAlready.
    """
    return _close(row, now, text=text, answered_at=now, shown_at=now if is_shown else None)


@transaction.atomic
def decline(*, row: RingAnswer, now: datetime) -> Event:
    """Not this time. Raises: NetworkClosed, OverAlready."""
    return _close(row, now, declined_at=now)


def _close(row: RingAnswer, now: datetime, **values: object) -> Event:
    request, person = row.request, row.membership.person
    still_open(request.network)
    blank = RingAnswer.objects.filter(pk=row.pk, answered_at=None, declined_at=None, request__withdrawn_at=None)
    if not blank.update(**values):
        raise OverAlready
    Ask.objects.open().filter(kind=KIND, target_id=row.pk).update(done_at=now)
    return record_in(request.network, "recruit.ring.answered", row, person, now)


@transaction.atomic
def show(*, row: RingAnswer, is_shown: bool, by: Person, now: datetime) -> Event:
    """Its author lets everybody in the network read it, or no longer. Raises: NetworkClosed."""
    network = row.request.network
    still_open(network)
    RingAnswer.objects.filter(pk=row.pk).update(shown_at=now if is_shown else None)
    return record_in(network, "recruit.ring.shown" if is_shown else "recruit.ring.narrowed", row, by, now)


@undoes("recruit.ring.shown")
@transaction.atomic
def unshow(*, event: Event, by: Person, now: datetime) -> None:
    RingAnswer.objects.filter(pk=event.target_id).update(shown_at=None)


@undoes("recruit.ring.narrowed")
@transaction.atomic
def reshow(*, event: Event, by: Person, now: datetime) -> None:
    RingAnswer.objects.filter(pk=event.target_id).update(shown_at=now)


@transaction.atomic
def tell(*, request: RingRequest, words: str, by: Person, now: datetime) -> int:
    """One mail to who answered: what came of it. How many. Raises: NetworkClosed, ToldAlready."""
    network = request.network
    still_open(network)
    if not RingRequest.objects.filter(pk=request.pk, used_at=None).update(used=words, used_at=now, used_by=by):
        raise ToldAlready
    rows = list(thanked(request))
    for row in rows:
        letter = report.telling(request, row.membership.person, words=words, by=by)
        _mail(network, row.membership.person, letter, kinds.NOTICE, by, now)
    record_in(network, "recruit.ring.told", request, by, now)
    return len(rows)


def thanked(request: RingRequest) -> Iterable[RingAnswer]:
    """Who hears what came of it: those who answered, are still there and have an address; one query."""
    rows = request.answers.filter(answered_at__isnull=False, membership__left_at=None)
    return rows.exclude(membership__person__email=None).select_related("membership__person").order_by("answered_at")
