"""Asking again how the indicators stand: half-way, at the end, and months after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from akker.networks.models import Network, Seat
from akker.people.models import Person
from akker.post import actions as post
from akker.post.models import Ask
from akker.question import moments
from akker.question.models import Indicator, IndicatorReading

ASK = "reading"  # kind of ask; its `due_on` tells the moment
MINUTES = 5
OPEN_FOR = timedelta(days=28)  # how long after its day a moment is asked about, and may be answered
WHAT = _("Note how the indicators stand")


def unread(network: UUID, moment: str) -> QuerySet[Indicator]:
    """Indicators of a network without a reading for this moment."""
    read = IndicatorReading.objects.filter(network=network, moment=moment, withdrawn_at=None).values("indicator")
    return Indicator.objects.filter(network=network, withdrawn_at=None).exclude(pk__in=read)


def asked_no_more(network: UUID, moment: str, now: datetime) -> None:
    """Everybody who was asked is done: one reading is enough."""
    row = Network.objects.get(pk=network)
    when = moments.ask_on(row.starts_on, row.ends_on).get(moment)
    if when:
        Ask.objects.open().filter(kind=ASK, network_id=network, due_on=when[0] + OPEN_FOR).update(done_at=now)


def ask_all(now: datetime) -> int:
    """Ask who leads or facilitates each network in which a moment has come; once for each moment. How many were asked.

    A network that has closed is asked about what comes after its end.
    """
    today = now.date()
    measured = Indicator.objects.filter(withdrawn_at=None).values("network")
    asked = 0
    for network in Network.objects.filter(pk__in=measured).exclude(starts_on=None, ends_on=None).iterator():
        days = moments.ask_on(network.starts_on, network.ends_on)
        moment = moments.due(days, today)
        if _is_to_ask(network, moment, days, today):
            asked += _ask(network, days[moment][0] + OPEN_FOR, now)
    return asked


def _is_to_ask(network: Network, moment: str, days: dict[str, tuple[date, ...]], today: date) -> bool:
    """The first reading is noted when the indicators are agreed, so nobody is asked for it."""
    if moment in ("", IndicatorReading.Moment.START) or today > days[moment][0] + OPEN_FOR:
        return False
    if network.is_closed and moment != IndicatorReading.Moment.AFTER:
        return False
    before = Ask.objects.filter(kind=ASK, network_id=network.pk, due_on=days[moment][0] + OPEN_FOR)
    return not before.exists() and unread(network.pk, moment).exists()


def _ask(network: Network, due_on: date, now: datetime) -> int:
    people = _leading(network)
    with override(network.language):
        what = str(WHAT)
    for person in people:
        post.ask(
            person=person, kind=ASK, what=what, minutes=MINUTES, now=now, due_on=due_on,
            programme_id=network.programme_id, network_id=network.pk, target_id=network.pk,
        )  # fmt: skip
    return len(people)


def _leading(network: Network) -> list[Person]:
    """Who leads the network or facilitates it, each once."""
    roles = [role.key for power in ("leader", "facilitator") for role in network.book.acting_as(power)]
    seats = Seat.objects.current().filter(membership__network=network, membership__left_at=None, role__in=roles)
    return list(
        {
            seat.membership.person_id: seat.membership.person for seat in seats.select_related("membership__person")
        }.values()
    )
