from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from akker.journey.models import Result, StepTaken
from akker.networks.actions import hold, still_open
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record

Ending = Callable[[Network], None]
ENDINGS: dict[str, Ending] = {}  # instrument of a step -> what ends with its result; rooms above fill it


def ends(instrument: str) -> Callable[[Ending], Ending]:
    """Register what the result of a step with this instrument puts an end to, in the same transaction."""

    def register(ending: Ending) -> Ending:
        ENDINGS[instrument] = ending
        return ending

    return register


def _end(network: Network, step: str) -> None:
    instrument = next((each.instrument for each in network.book.steps if each.key == step), "")
    if instrument in ENDINGS:
        ENDINGS[instrument](network)


@transaction.atomic
def take(*, network: Network, step: str, way: str, by: Person, now: datetime) -> Event:
    """Begin, finish, skip or reopen a step. Phases advise: any step can be taken at any time."""
    still_open(network)
    taken = StepTaken.objects.create(
        programme_id=network.programme_id, network=network, step=step, way=way, by=by, at=now
    )
    return record(
        programme=network.programme_id, network=network.pk, verb="journey.step.taken", target=taken, by=by, now=now
    )


@undoes("journey.step.taken")
@transaction.atomic
def untake(*, event: Event, by: Person, now: datetime) -> None:
    StepTaken.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@transaction.atomic
def agree(
    *,
    network: Network,
    step: str,
    text: str,
    agreed_on: date,
    by: Person,
    now: datetime,
    seen: int,
    agreed_by: str = "",
) -> Event:
    """Write what was agreed onto the result sheet and finish the step; `seen` is the version last read, 0 for none.

    Raises: Stale when somebody else has written this result since `seen`.
    """
    hold(network)
    last = network.results.standing().filter(step=step).order_by("-number").first()
    if last and last.number != seen:
        raise Stale(last, {"text": text, "agreed_on": agreed_on, "agreed_by": agreed_by})
    highest = network.results.filter(step=step).aggregate(Max("number"))["number__max"] or 0
    result = Result.objects.create(
        programme_id=network.programme_id, network=network, step=step, number=highest + 1,
        text=text, agreed_on=agreed_on, agreed_by=agreed_by, by=by, at=now,
    )  # fmt: skip
    StepTaken.objects.create(
        programme_id=network.programme_id, network=network, step=step, way=StepTaken.Way.FINISHED, by=by, at=now
    )
    _end(network, step)
    return record(
        programme=network.programme_id, network=network.pk, verb="journey.result.agreed", target=result, by=by, now=now
    )


@undoes("journey.result.agreed")
@transaction.atomic
def disagree(*, event: Event, by: Person, now: datetime) -> None:
    """Take a result back, with the finishing of its step that came with it."""
    result = Result.objects.get(pk=event.target_id)
    Result.objects.filter(pk=result.pk).update(withdrawn_at=now)
    StepTaken.objects.filter(
        network_id=result.network_id, step=result.step, at=result.at, way=StepTaken.Way.FINISHED
    ).update(withdrawn_at=now)
