from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.networks.actions import hold
from akker.networks.models import Membership, Network
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.models import AmbitionSentence


@transaction.atomic
def write(*, membership: Membership, text: str, seen: int) -> bool:
    """Write one's own sentence; `seen` is the version last read, 0 for none. It is the writer's alone until `show`.

    It writes no event: before all are shown nobody learns who wrote.
    Returns: whether it changed.
    Raises: Stale when it was written elsewhere since `seen`.
    """
    hold(membership.network)
    row = AmbitionSentence.objects.filter(membership=membership).first()
    if row and row.text == text:
        return False
    if row and row.version != seen:
        raise Stale(row, {"text": text})
    if row:
        row.revise(seen=seen, text=text)
    else:
        AmbitionSentence.objects.create(
            programme_id=membership.programme_id, network=membership.network, membership=membership, text=text
        )
    return True


@transaction.atomic
def take_back(*, membership: Membership, seen: int) -> bool:
    """Delete one's own sentence; nothing is kept of it. Returns: whether there was one. Raises: Stale."""
    hold(membership.network)
    row = AmbitionSentence.objects.filter(membership=membership).first()
    if row is None:
        return False
    if row.version != seen:
        raise Stale(row, {"text": ""})
    row.delete()
    return True


@transaction.atomic
def show(*, network: Network, by: Person, now: datetime) -> Event | None:
    """Let everybody in the network read all sentences there are; None when there is nothing new to show."""
    hold(network)
    if not AmbitionSentence.objects.filter(network=network, shown_at=None).update(shown_at=now):
        return None
    return record(
        programme=network.programme_id, network=network.pk, verb="question.sentences.shown", target=network, by=by,
        now=now,
    )  # fmt: skip


@undoes("question.sentences.shown")
@transaction.atomic
def hide(*, event: Event, by: Person, now: datetime) -> None:
    AmbitionSentence.objects.filter(network_id=event.target_id, shown_at=event.at).update(shown_at=None)
