from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from akker.networks.actions import hold
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.actions import readings, support
from akker.question.models import Conversation, Indicator, IndicatorReading, Knowledge, Noted, SupportRequest

NOUNS: dict[str, type[Noted]] = {
    noun._meta.model_name or "": noun for noun in (Conversation, Knowledge, Indicator, IndicatorReading, SupportRequest)
}

Worded = Conversation | Knowledge | Indicator
WORDS: dict[type[Noted], tuple[str, ...]] = {  # what one may word differently
    Conversation: ("who", "on", "shifted"),
    Knowledge: ("words", "state", "source", "vouched_by"),
    Indicator: ("words", "noticed_by", "target"),
}


@transaction.atomic
def note(*, network: Network, noun: type[Noted], by: Person, now: datetime, **values: Any) -> Event:
    """Note a conversation, a piece of knowledge or an indicator, with the values of its fields."""
    hold(network)
    row = noun._default_manager.create(programme_id=network.programme_id, network=network, by=by, at=now, **values)
    return _record(row, "noted", by, now)


@transaction.atomic
def drop(*, row: Noted, by: Person, now: datetime) -> Event:
    """Take it off the page; it is kept and can come back. Raises: Settled, for a request that was answered."""
    hold(row.network)
    if isinstance(row, SupportRequest):
        support.withdraw(row=row, by=by, now=now)
    type(row)._default_manager.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=now)
    return _record(row, "dropped", by, now)


@transaction.atomic
def read(*, indicator: Indicator, moment: str, by: Person, now: datetime, **values: Any) -> Event:
    """Note how an indicator stands at a moment; what was noted for that moment before steps back.

    What is asked months after the end may be noted in a network that has closed. Whoever was asked about the moment
    is asked no more once every indicator has been read. Raises: NetworkClosed.
    """
    if moment == IndicatorReading.Moment.AFTER:
        Network.objects.select_for_update().get(pk=indicator.network_id)
    else:
        hold(indicator.network)
    _readings(indicator.pk, moment).filter(withdrawn_at=None).update(withdrawn_at=now)
    row = IndicatorReading.objects.create(
        programme_id=indicator.programme_id, network=indicator.network, indicator=indicator, moment=moment,
        by=by, at=now, **values,
    )  # fmt: skip
    if not readings.unread(indicator.network_id, moment).exists():
        readings.asked_no_more(indicator.network_id, moment, now)
    return _record(row, "noted", by, now)


@transaction.atomic
def change(*, row: Worded, by: Person, now: datetime, seen: int, **values: Any) -> Event | None:
    """Word a conversation, a piece of knowledge or an indicator differently; what it said is kept beside it.

    Returns: the event, or None when everything stays as it was.
    Raises: Stale.
    """
    hold(row.network)
    noun = type(row)
    before = noun._default_manager.get(pk=row.pk)
    if all(getattr(before, name) == value for name, value in values.items()):
        return None
    row.revise(seen=seen, **values)
    # The row keeps its key, because readings hang on it; its earlier words step back as a row of their own.
    noun._default_manager.create(
        programme_id=before.programme_id, network_id=before.network_id, by_id=before.by_id, at=before.at,
        withdrawn_at=now, version=before.version, **_words(before),
    )  # fmt: skip
    return _record(row, "changed", by, now)


@undoes("question.conversation.changed")
@undoes("question.knowledge.changed")
@undoes("question.indicator.changed")
@transaction.atomic
def unchange(*, event: Event, by: Person, now: datetime) -> None:
    """What it said before it says again, unless somebody changed it since; the two texts change places."""
    noun = NOUNS[event.target_kind]
    rows: Any = noun._default_manager
    row = rows.get(pk=event.target_id)
    kept = rows.filter(network=row.network_id, at=row.at, withdrawn_at=event.at, version=row.version - 1)
    before = kept.exclude(pk=row.pk).first()
    if before is None:
        return
    was, mine = _words(before), _words(row)
    row.revise(seen=row.version, **was)
    rows.filter(pk=before.pk).update(**mine)


def _words(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in WORDS[type(row)]}


def _record(row: Noted, what: str, by: Person, now: datetime) -> Event:
    verb = f"question.{row._meta.model_name}.{what}"
    return record(programme=row.programme_id, network=row.network_id, verb=verb, target=row, by=by, now=now)


def _readings(indicator: Any, moment: str) -> Any:
    return IndicatorReading.objects.filter(indicator=indicator, moment=moment)


@undoes("question.conversation.noted")
@undoes("question.knowledge.noted")
@undoes("question.indicator.noted")
@transaction.atomic
def unnote(*, event: Event, by: Person, now: datetime) -> None:
    NOUNS[event.target_kind]._default_manager.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("question.conversation.dropped")
@undoes("question.knowledge.dropped")
@undoes("question.indicator.dropped")
@undoes("question.supportrequest.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    NOUNS[event.target_kind]._default_manager.filter(pk=event.target_id).update(withdrawn_at=None)


@undoes("question.indicatorreading.noted")
@transaction.atomic
def unread(*, event: Event, by: Person, now: datetime) -> None:
    """Not noted, and what stood there before stands there again."""
    row = IndicatorReading.objects.get(pk=event.target_id)
    IndicatorReading.objects.filter(pk=row.pk).update(withdrawn_at=now)
    _stand_again(row.indicator_id, row.moment, event.at)


@undoes("question.indicatorreading.dropped")
@transaction.atomic
def undrop_reading(*, event: Event, by: Person, now: datetime) -> None:
    row = IndicatorReading.objects.get(pk=event.target_id)
    _stand_again(row.indicator_id, row.moment, event.at)


def _stand_again(indicator: Any, moment: str, since: datetime) -> None:
    """The reading that stepped back at `since`, unless there is another by now."""
    readings = _readings(indicator, moment)
    if not readings.filter(withdrawn_at=None).exists():
        last = readings.filter(withdrawn_at=since).first()
        readings.filter(pk=last.pk if last else None).update(withdrawn_at=None)
