"""Asking the programme for support; whoever runs it takes a request up, and answers."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akker.networks.actions import hold
from akker.networks.models import Network
from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question import report
from akker.question.models import SupportRequest


class NoProgramme(Exception):
    message = gettext_lazy("This network is in no programme, so there is nobody to ask here.")


class Settled(Exception):
    message = gettext_lazy("This request was answered meanwhile, or taken back.")


@transaction.atomic
def ask(*, network: Network, kind: str, words: str, by: Person, now: datetime) -> SupportRequest:
    """Ask whoever runs the programme; each of them gets a mail. Raises: NoProgramme."""
    if network.programme.is_personal:
        raise NoProgramme
    hold(network)
    row = SupportRequest.objects.create(
        programme_id=network.programme_id, network=network, kind=kind, words=words, by=by, at=now
    )
    for manager in report.managers(network.programme_id, now.date()):
        if manager.pk != by.pk:
            _mail(row, manager, "question/support_asked.txt", "question-requests", now)
    _record(row, "asked", by, now)
    return row


@transaction.atomic
def take_up(*, row: SupportRequest, owner: Person, by: Person, now: datetime) -> Event:
    """`owner` sees to it from now on, and is mailed when somebody else says so. Raises: Settled."""
    row = _open(row)
    verb = "passed_on" if row.taken_up_at else "taken_up"
    SupportRequest.objects.filter(pk=row.pk).update(taken_up_at=now, taken_up_by=owner)
    if owner.pk != by.pk:
        _mail(row, owner, "question/support_passed.txt", "question-requests", now, by=by)
    return _record(row, verb, by, now)


@undoes("question.supportrequest.taken_up")
@transaction.atomic
def untake(*, event: Event, by: Person, now: datetime) -> None:
    taken = SupportRequest.objects.filter(pk=event.target_id, taken_up_at=event.at)
    taken.update(taken_up_at=None, taken_up_by=None)


@transaction.atomic
def settle(*, row: SupportRequest, answer: str, is_declined: bool, by: Person, now: datetime) -> Event:
    """Answer a request, or say that it cannot be done; who asked gets a mail. Raises: Settled."""
    row = _open(row)
    row.answered_at, row.declined_at = (None, now) if is_declined else (now, None)
    row.answer, row.settled_by = answer, by
    row.save(update_fields=["answered_at", "declined_at", "answer", "settled_by"])
    if row.by and row.by_id != by.pk:
        _mail(row, row.by, "question/support_settled.txt", "question:support", now)
    return _record(row, "declined" if is_declined else "answered", by, now)


@transaction.atomic
def reopen(*, row: SupportRequest, by: Person, now: datetime) -> Event:
    """After all it is not settled: the answer stands as an earlier one until the next; who asked gets a mail."""
    row = SupportRequest.objects.select_for_update().get(pk=row.pk)
    if row.is_settled:
        row.answered_at = row.declined_at = row.settled_by = None
        row.save(update_fields=["answered_at", "declined_at", "settled_by"])
        if row.by and row.by_id != by.pk:
            _mail(row, row.by, "question/support_reopened.txt", "question:support", now, by=by)
    return _record(row, "reopened", by, now)


@transaction.atomic
def withdraw(*, row: SupportRequest, by: Person, now: datetime) -> None:
    """The network needs it no longer; whoever sees to it gets a mail. Raises: Settled."""
    row = _open(row)
    if row.taken_up_by and row.taken_up_by_id != by.pk:
        _mail(row, row.taken_up_by, "question/support_withdrawn.txt", "question-requests", now, by=by)


def _open(row: SupportRequest) -> SupportRequest:
    """The row as it is now, held until the transaction is over. Raises: Settled."""
    found = SupportRequest.objects.select_for_update().get(pk=row.pk)
    if found.is_settled or found.withdrawn_at:
        raise Settled
    return found


def _mail(
    row: SupportRequest, to: Person, page: str, leads_to: str, now: datetime, *, by: Person | None = None
) -> None:
    """Nobody without an address is mailed; the page tells them."""
    if not to.email or not to.is_active:
        return
    slugs = [row.network.programme.slug, row.network.slug]
    with translation.override(to.language):
        address = settings.ADDRESS + reverse(leads_to, args=slugs[: 1 if leads_to == "question-requests" else 2])
        post.queue(
            to=to, kind=kinds.NOTICE, subject=_("%(network)s: %(what)s") % {"network": row.network, "what": row},
            text=render_to_string(page, {"row": row, "by": by, "address": address}), now=now,
            network_id=row.network_id, programme_id=row.programme_id,
        )  # fmt: skip


def _record(row: SupportRequest, what: str, by: Person, now: datetime) -> Event:
    verb = f"question.supportrequest.{what}"
    return record(programme=row.programme_id, network=row.network_id, verb=verb, target=row, by=by, now=now)
