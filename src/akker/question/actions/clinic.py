"""The way from a draft to a question, and to an ambition, that the members agree to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from akker.journey.actions import consents
from akker.journey.models import Consent
from akker.networks.actions import hold
from akker.networks.models import Membership, Network
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.models import Wording

ASKS = {Wording.Kind.LINE: "wording", Wording.Kind.AMBITION: "ambition"}  # what is worded -> kind of ask
MINUTES = 2  # to read one sentence and to answer


class NobodyLeft(Exception):
    message = _("Everybody in the core has answered already.")


def _record(wording: Wording, verb: str, by: Person, now: datetime) -> Event:
    return record(
        programme=wording.programme_id, network=wording.network_id, verb=f"question.wording.{verb}", target=wording,
        by=by, now=now,
    )  # fmt: skip


def _newest(network: Network, seen: UUID) -> Wording:
    """The newest of what was `seen`, while everybody else waits. Raises: Stale when it is another version than that."""
    hold(network)
    kinds = network.wordings.filter(pk=seen, kind__in=ASKS).values("kind")
    newest: Wording | None = network.wordings.filter(withdrawn_at=None, kind__in=kinds).order_by("-number").first()
    if newest is None or newest.pk != seen:
        raise Stale(newest or network, {})
    return newest


def ask_kind(wording: Wording) -> str:
    return ASKS[Wording.Kind(wording.kind)]


@transaction.atomic
def sharpen(*, network: Network, seen: UUID, what: str, by: Person, now: datetime) -> Event:
    """The newest version is sharp enough: whoever has not answered is asked in a line, `what`.

    Saying it twice is fine. Raises: Stale.
    """
    newest = _newest(network, seen)
    Wording.objects.filter(pk=newest.pk, sharpened_at=None).update(sharpened_at=now, sharpened_by=by)
    ask(newest, what, by, now)
    return _record(newest, "sharpened", by, now)


def ask(wording: Wording, what: str, by: Person | None, now: datetime) -> None:
    """Ask whoever of the core has not answered to this version yet."""
    post.ask_each(
        people=[member.person for member in _silent(wording)], kind=ask_kind(wording), what=what, minutes=MINUTES,
        now=now, by=by, programme_id=wording.programme_id, network_id=wording.network_id, target_id=wording.pk,
    )  # fmt: skip


@undoes("question.wording.sharpened")
@transaction.atomic
def unsharpen(*, event: Event, by: Person, now: datetime) -> None:
    wording = Wording.objects.get(pk=event.target_id)
    if Wording.objects.filter(pk=wording.pk, sharpened_at=event.at).update(sharpened_at=None, sharpened_by=None):
        post.asked_no_more(kind=ask_kind(wording), targets=[wording.pk], now=now)


@transaction.atomic
def answer(
    *, network: Network, seen: UUID, membership: Membership, answer: str, words: str, by: Person, now: datetime
) -> Event:
    """A member agrees with the newest version, or keeps a reservation with it; it stops nobody.

    The last of the core to answer makes it agreed. Raises: Stale when another version stands by now.
    """
    newest = _newest(network, seen)
    consents.give(target=newest, membership=membership, answer=answer, words=words, now=now)
    post.done_about(kind=ask_kind(newest), target_id=newest.pk, people=[membership.person_id], now=now)
    if not _silent(newest):
        _settle(newest, by, now)
    return _record(newest, "answered", by, now)


@transaction.atomic
def agree_aloud(*, network: Network, seen: UUID, by: Person, now: datetime) -> Event:
    """Note that everybody in the core who has not answered yet agreed aloud. Raises: Stale; NobodyLeft."""
    newest = _newest(network, seen)
    silent = _silent(newest)
    if not silent and newest.agreed_at:
        raise NobodyLeft
    for membership in silent:
        consents.give(target=newest, membership=membership, answer=Consent.Answer.YES, now=now, noted_by=by)
    post.done_about(
        kind=ask_kind(newest), target_id=newest.pk, people=[membership.person_id for membership in silent], now=now
    )
    _settle(newest, by, now)
    return _record(newest, "agreed", by, now)


def _silent(wording: Wording) -> list[Membership]:
    """Members of the core who have not answered."""
    spoken = Consent.objects.standing().filter(target_id=wording.pk).values("membership")
    there = Membership.objects.present().core().filter(network=wording.network_id).exclude(pk__in=spoken)
    return list(there.select_related("person"))


def _settle(wording: Wording, by: Person, now: datetime) -> None:
    Wording.objects.filter(pk=wording.pk, agreed_at=None).update(agreed_at=now, agreed_by=by)


@undoes("question.wording.answered")
@transaction.atomic
def unanswer(*, event: Event, by: Person, now: datetime) -> None:
    here = Consent.objects.standing().filter(target_id=event.target_id, at=event.at, noted_by=None)
    _take_back(here.filter(membership__person=event.by), event, now)


@undoes("question.wording.agreed")
@transaction.atomic
def disagree_aloud(*, event: Event, by: Person, now: datetime) -> None:
    _take_back(Consent.objects.standing().filter(target_id=event.target_id, at=event.at, noted_by=event.by), event, now)


def _take_back(given: Iterable[Consent], event: Event, now: datetime) -> None:
    """Asked again; it is agreed no longer when this agreed it, or when somebody has not answered now."""
    consents.take_back(list(given), now=now)
    wording = Wording.objects.get(pk=event.target_id)
    post.undone_about(kind=ask_kind(wording), target_id=wording.pk, done_at=event.at)
    if wording.agreed_at == event.at or _silent(wording):
        Wording.objects.filter(pk=wording.pk).update(agreed_at=None, agreed_by=None)
