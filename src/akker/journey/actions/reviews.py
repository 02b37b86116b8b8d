"""Working agreements looked at again when their day has come: they still stand, or a meeting will look."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from akker.journey.actions import agreements
from akker.journey.models import AgreementReview, AgreementSheet
from akker.journey.report import agreements as report
from akker.networks.actions import hold, record_in
from akker.networks.models import Membership, Network
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post.models import Ask
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

ASK = agreements.AGAIN  # kind of ask
MINUTES = 2
Way = AgreementReview.Way


@transaction.atomic
def ask(*, now: datetime) -> int:
    """Ask who leads or facilitates to look again at agreements whose day has come; how many were asked.

    A query for all networks, and a few for each whose day has come.
    """
    sheets = AgreementSheet.objects.filter(withdrawn_at=None, network__closed_at=None).with_look_on()
    newest = {sheet.network_id: sheet for sheet in sheets.select_related("network").order_by("number")}
    return sum(_ask(sheet, now) for sheet in newest.values() if is_due(sheet, now))


def is_due(sheet: AgreementSheet, now: datetime) -> bool:
    """Whether the day to look again has come, where the network is; `sheet` is `with_look_on`."""
    return sheet.look_on is not None and sheet.look_on <= now.astimezone(sheet.network.zone).date()


def _ask(sheet: AgreementSheet, now: datetime) -> int:
    """Once each; where nobody leads, whoever put the agreements before everybody."""
    there = Membership.objects.present().filter(network=sheet.network).with_leading(sheet.network.book)
    members: list[Any] = list(there.select_related("person"))
    leading = [each for each in members if each.is_leading]
    return post.ask_each(
        people=[each.person for each in leading or members if leading or each.person_id == sheet.by_id], kind=ASK,
        what=report.asks_again(sheet.network.language), minutes=MINUTES, now=now, by=None,
        programme_id=sheet.programme_id, network_id=sheet.network_id, target_id=sheet.pk,
    )  # fmt: skip


@transaction.atomic
def stand(
    *, network: Network, seen: UUID, looked: UUID | None, look_on: date | None, by: Person, now: datetime
) -> Event:
    """They still stand; `look_on` is when to look next, None for when somebody wants to. Raises: Stale."""
    hold(network)
    row = look(network=network, seen=seen, looked=looked, way=Way.STANDS, look_on=look_on, by=by, now=now)
    return record_in(network, "journey.agreementreview.made", row, by, now)


def look(
    *, network: Network, seen: UUID, looked: UUID | None, way: str, look_on: date | None, by: Person, now: datetime
) -> AgreementReview:
    """Note it, and nobody is asked any more: one is enough. Inside a transaction that holds the network.

    `seen` is the sheet and `looked` the newest review that `by` read. Raises: Stale when there is another of either.
    """
    sheet = agreements.newest(network)
    if sheet is None or sheet.pk != seen:
        raise Stale(sheet or network, {"look_on": look_on})
    last = newest(sheet)
    if last and last.pk != looked:
        raise Stale(last, {"look_on": look_on})
    row = AgreementReview.objects.create(
        programme_id=network.programme_id, network=network, sheet=sheet, way=way, look_on=look_on, by=by, at=now
    )
    asked = Ask.objects.open().filter(kind=ASK, target_id=sheet.pk).values_list("person", flat=True)
    post.done_about(kind=ASK, target_id=sheet.pk, people=list(asked), now=now)
    return row


def newest(sheet: AgreementSheet) -> AgreementReview | None:
    """The last time that these agreements were looked at; one query."""
    return sheet.reviews.standing().select_related("by").order_by("-at", "-pk").first()


@undoes("journey.agreementreview.made")
@transaction.atomic
def unstand(*, event: Event, by: Person, now: datetime) -> None:
    unlook(AgreementReview.objects.get(pk=event.target_id), now)


def unlook(row: AgreementReview, now: datetime) -> None:
    """Not looked at, and whoever was asked is asked again, unless there is another sheet. Inside a transaction."""
    AgreementReview.objects.filter(pk=row.pk).update(withdrawn_at=now)
    if not AgreementSheet.objects.filter(network=row.network_id, withdrawn_at=None, at__gt=row.at).exists():
        post.undone_about(kind=ASK, target_id=row.sheet_id, done_at=row.at)
