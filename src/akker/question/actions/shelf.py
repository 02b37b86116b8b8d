"""The public shelf: a network shows its question, others offer to think along, the network takes them in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from akker.networks import actions as networks
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds, links
from akker.programmes.inverses import undoes
from akker.programmes.models import Event
from akker.question.models import ShownQuestion, ThinkAlong

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
PER_ADDRESS = 3  # mails to one address in a day
PER_QUESTION = 30  # offers to one network in an hour that nobody confirmed
UNCONFIRMED_KEPT, DECIDED_KEPT, WAITING_KEPT = timedelta(days=2), timedelta(days=30), timedelta(days=180)


class Crowded(Exception):
    """So many offers at once are not of people."""


@transaction.atomic
def show(
    *, network: Network, name: str, question: str, theme: str, contact: str, by: Person, now: datetime, seen: int
) -> Event:
    """Show these words to anybody; what was shown before, at version `seen`, gives way. Raises: Stale."""
    hold(network)
    words = {"name": name, "question": question, "theme": theme, "contact": contact}
    row = ShownQuestion.objects.filter(network=network).first()
    is_new = row is None or row.withdrawn_at is not None
    if row:
        row.revise(seen=seen, withdrawn_at=None, by=by, at=now, **words)
    else:
        row = ShownQuestion.objects.create(programme_id=network.programme_id, network=network, by=by, at=now, **words)
    verb = "question.shownquestion.shown" if is_new else "question.shownquestion.changed"
    return record_in(network, verb, row, by, now)


@transaction.atomic
def take_off(*, row: ShownQuestion, by: Person, now: datetime) -> Event:
    """Nobody outside reads it any more; who offered to think along stays known to the network."""
    hold(row.network)
    ShownQuestion.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record_in(row.network, "question.shownquestion.taken_off", row, by, now)


@undoes("question.shownquestion.shown")
@transaction.atomic
def unshow(*, event: Event, by: Person, now: datetime) -> None:
    ShownQuestion.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("question.shownquestion.taken_off")
@transaction.atomic
def show_again(*, event: Event, by: Person, now: datetime) -> None:
    ShownQuestion.objects.filter(pk=event.target_id).update(withdrawn_at=None)


# --- thinking along ------------------------------------------------------------------------


@transaction.atomic
def offer(*, shown: ShownQuestion, name: str, email: str, words: str, language: str, now: datetime) -> None:
    """Keep an offer and mail a link to confirm it; an address that had its share is passed over in silence.

    Raises: Crowded.
    """
    offers = ThinkAlong.objects.filter(offered_at__gt=now - A_DAY)
    of_here = offers.filter(network=shown.network, confirmed_at=None, offered_at__gt=now - AN_HOUR)
    if of_here.count() >= PER_QUESTION:
        raise Crowded
    if offers.filter(email=email).count() >= PER_ADDRESS:
        return
    token = links.fresh_token()
    ThinkAlong.objects.create(
        programme_id=shown.programme_id, network=shown.network, name=name, email=email, words=words,
        language=language, token_hash=links.hashed(token), offered_at=now,
    )  # fmt: skip
    address = settings.ADDRESS + reverse("question-yes", args=[shown.network.programme.slug, token])
    with translation.override(language):
        post.queue(
            address=email, kind=kinds.LINK, subject=_("Do you want to think along?"), language=language, now=now,
            text=render_to_string("question/think_along.txt", {"shown": shown, "address": address}),
            programme_id=shown.programme_id, network_id=shown.network_id,
        )  # fmt: skip


@transaction.atomic
def confirm(*, row: ThinkAlong, shown: ShownQuestion, now: datetime) -> None:
    """It is really them: from now on the network reads it. Twice is once."""
    is_new = ThinkAlong.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=now)
    if is_new:
        _tell(row, shown, now)
        record_in(row.network, "question.thinkalong.confirmed", row, None, now)


def _tell(row: ThinkAlong, shown: ShownQuestion, now: datetime) -> None:
    """A mail to who showed the question, while they are in the network and have an address."""
    host = shown.by
    inside = Membership.objects.present().filter(network=row.network, person=host)
    if host is None or not host.email or not host.is_active or not inside.exists():
        return
    address = settings.ADDRESS + reverse("question:shelf", args=[row.network.programme.slug, row.network.slug])
    with translation.override(host.language):
        post.queue(
            to=host, kind=kinds.NOTICE, now=now, network_id=row.network_id, programme_id=row.programme_id,
            subject=_("%(name)s wants to think along") % {"name": row.name},
            text=render_to_string("question/thinks_along.txt", {"row": row, "address": address}),
        )  # fmt: skip


@transaction.atomic
def take_in(*, row: ThinkAlong, by: Person, now: datetime) -> Event:
    """Into the second ring, with their line as what they bring; who is in the network already stays as they are.

    Raises: NotHere for who asked to be forgotten.
    """
    network = row.network
    hold(network)
    person = networks.find_person(name=row.name, email=row.email, language=row.language, time_zone=network.time_zone)
    networks.add(network=network, person=person, ring=Membership.Ring.SECOND, by=by, now=now, brings=row.words)
    ThinkAlong.objects.filter(pk=row.pk).update(taken_in_at=now, set_aside_at=None, decided_by=by)
    return record_in(network, "question.thinkalong.taken_in", row, by, now)


@undoes("question.thinkalong.taken_in")
@transaction.atomic
def untake_in(*, event: Event, by: Person, now: datetime) -> None:
    """Out of the ring again, when that is how they came."""
    ThinkAlong.objects.filter(pk=event.target_id).update(taken_in_at=None, decided_by=None)
    added = Event.objects.filter(
        network_id=event.network_id, by=event.by, verb="networks.membership.added", at=event.at, undone_at=None
    ).first()
    if added:
        networks.unadd(event=added, by=by, now=now)
        Event.objects.filter(pk=added.pk).update(undone_at=now)


@transaction.atomic
def set_aside(*, row: ThinkAlong, by: Person, now: datetime) -> Event:
    """Not now; nobody is mailed."""
    still_open(row.network)
    ThinkAlong.objects.filter(pk=row.pk, taken_in_at=None).update(set_aside_at=now, decided_by=by)
    return record_in(row.network, "question.thinkalong.set_aside", row, by, now)


@undoes("question.thinkalong.set_aside")
@transaction.atomic
def unset_aside(*, event: Event, by: Person, now: datetime) -> None:
    ThinkAlong.objects.filter(pk=event.target_id).update(set_aside_at=None, decided_by=None)


def sweep(*, now: datetime) -> int:
    """Forget offers that nobody confirmed, that were decided on, or that waited half a year; returns how many."""
    offers, count = ThinkAlong.objects.all(), 0
    for old in (
        offers.filter(confirmed_at=None, offered_at__lt=now - UNCONFIRMED_KEPT),
        offers.filter(taken_in_at__lt=now - DECIDED_KEPT),
        offers.filter(set_aside_at__lt=now - DECIDED_KEPT),
        offers.filter(offered_at__lt=now - WAITING_KEPT),
    ):
        count += old.delete()[0]
    return count
