"""The kickoff: which meetings it is, and what its three elements left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.journey.actions import rounds
from akker.journey.models import Round, Voice
from akker.meetings.models import KickoffElement, Meeting
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Network
from akker.people.models import Person, Stale
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

Element = KickoffElement.Element


@transaction.atomic
def mark(*, meeting: Meeting, by: Person, now: datetime) -> Event:
    """This meeting belongs to the kickoff; there may be more than one."""
    still_open(meeting.network)
    Meeting.objects.filter(pk=meeting.pk).update(kind=Meeting.Kind.KICKOFF)
    return record_in(meeting.network, "meetings.kickoff.marked", meeting, by, now)


@undoes("meetings.kickoff.marked")
@transaction.atomic
def unmark(*, event: Event, by: Person, now: datetime) -> None:
    Meeting.objects.filter(pk=event.target_id, kind=Meeting.Kind.KICKOFF).update(kind=Meeting.Kind.MEETING)


@transaction.atomic
def leave_out(*, meeting: Meeting, by: Person, now: datetime) -> Event:
    """This meeting is none of the kickoff after all; its agenda stays."""
    still_open(meeting.network)
    Meeting.objects.filter(pk=meeting.pk, kind=Meeting.Kind.KICKOFF).update(kind=Meeting.Kind.MEETING)
    return record_in(meeting.network, "meetings.kickoff.left_out", meeting, by, now)


@undoes("meetings.kickoff.left_out")
@transaction.atomic
def take_in(*, event: Event, by: Person, now: datetime) -> None:
    Meeting.objects.filter(pk=event.target_id, kind=Meeting.Kind.MEETING).update(kind=Meeting.Kind.KICKOFF)


@transaction.atomic
def note(*, network: Network, element: str, words: str, by: Person, now: datetime, seen: int) -> Event:
    """Note what an element left; `seen` is the version last read, 0 for none. Raises: Stale."""
    hold(network)
    there = KickoffElement.objects.filter(network=network, element=element, withdrawn_at=None).first()
    if there and there.version != seen:
        raise Stale(there, {"words": words})
    if there:
        there.revise(seen=seen, words=words)
        return record_in(network, "meetings.kickoffelement.changed", there, by, now)
    row = KickoffElement.objects.create(
        programme_id=network.programme_id, network=network, element=element, words=words, by=by, at=now
    )
    return record_in(network, "meetings.kickoffelement.noted", row, by, now)


@undoes("meetings.kickoffelement.noted")
@transaction.atomic
def unnote(*, event: Event, by: Person, now: datetime) -> None:
    KickoffElement.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@transaction.atomic
def keep(*, round: Round, by: Person, now: datetime) -> Event:
    """Close a round about questions and expectations, and keep what was said as where the network started from.

    Raises: NotRevealed.
    """
    event = rounds.close(round=round, by=by, now=now)
    words = baseline(list(Voice.objects.standing().filter(round=round).select_related("cluster").order_by("at", "pk")))
    there = KickoffElement.objects.filter(network=round.network, element=Element.EXPECTATIONS, withdrawn_at=None)
    note(
        network=round.network, element=Element.EXPECTATIONS, words=words, by=by, now=now,
        seen=there.values_list("version", flat=True).first() or 0,
    )  # fmt: skip
    return event


def baseline(voices: list[Voice]) -> str:
    """What was said, by cluster and without names; loose voices come last."""
    found: dict[str, list[str]] = {}
    for voice in sorted(voices, key=lambda each: each.cluster is None):
        said = found.setdefault(voice.cluster.name if voice.cluster else "", [])
        said += [" ".join(text.split()) for text in (voice.proposal, voice.text) if text]
    blocks = ("\n".join([*([name] if name else []), *(f"- {line}" for line in lines)]) for name, lines in found.items())
    return "\n\n".join(blocks)[:3000] or "–"
