"""The agenda of a meeting: parts added, changed, moved, taken off; whole agendas taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from akker.journey.actions import consents, reviews
from akker.journey.models import AgreementReview, Consent
from akker.meetings.models import AgendaBlock, AgendaProposal, FormRating, Meeting
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

KEPT = (  # of a part, when an agenda is used again: not who leads it, since that is of its day
    "is_beside", "group", "minutes", "title", "form", "subtheme_id", "learning_question_id", "serves_line", "captured",
    "mode", "has_case", "is_exchange", "is_external", "note",
)  # fmt: skip


class AlreadyTaken(Exception):
    message = _("This proposal stands on an agenda already.")


# --- parts ---------------------------------------------------------------------------------


def _last(meeting: Meeting) -> int:
    """The place after the last part; one query."""
    highest = AgendaBlock.objects.standing().filter(meeting=meeting).aggregate(Max("place"))["place__max"]
    return 0 if highest is None else highest + 1


def _create(meeting: Meeting, place: int, by: Person, now: datetime, values: Mapping[str, Any]) -> AgendaBlock:
    return AgendaBlock.objects.create(
        programme_id=meeting.programme_id,
        network_id=meeting.network_id,
        meeting=meeting,
        place=place,
        by=by,
        at=now,
        **values,
    )


@transaction.atomic
def add(*, meeting: Meeting, by: Person, now: datetime, is_first: bool = False, **values: Any) -> Event:
    """Put a part at the end of the agenda, or before all others."""
    hold(meeting.network)
    if is_first:
        AgendaBlock.objects.standing().filter(meeting=meeting).update(place=F("place") + 1)
    block = _create(meeting, 0 if is_first else _last(meeting), by, now, values)
    return record_in(meeting.network, "meetings.agendablock.added", block, by, now)


@transaction.atomic
def change(*, block: AgendaBlock, by: Person, now: datetime, seen: int, **values: Any) -> Event:
    """Change a part; its place stays, and what it said is kept beside it. Raises: Stale."""
    still_open(block.network)
    before = AgendaBlock.objects.get(pk=block.pk)
    block.revise(seen=seen, **values)
    # The part keeps its key, because ratings hang on it; what it said steps back as a row of its own.
    kept = _create(block.meeting, before.place, by, now, {**_words(before), "version": before.version})
    AgendaBlock.objects.filter(pk=kept.pk).update(withdrawn_at=now)
    return record_in(block.network, "meetings.agendablock.changed", block, by, now)


def _words(block: AgendaBlock) -> dict[str, Any]:
    return {name: getattr(block, name) for name in (*KEPT, "lead_id")}


@undoes("meetings.agendablock.changed")
@transaction.atomic
def unchange(*, event: Event, by: Person, now: datetime) -> None:
    """What it said before it says again, unless somebody changed it since; the two texts change places."""
    block = AgendaBlock.objects.get(pk=event.target_id)
    rows = AgendaBlock.objects.filter(meeting=block.meeting_id, at=event.at, withdrawn_at=event.at)
    before = rows.filter(version=block.version - 1).first()
    if before is None:
        return
    was, mine = _words(before), _words(block)
    block.revise(seen=block.version, **was)
    rows.filter(pk=before.pk).update(**mine)


@transaction.atomic
def move(*, block: AgendaBlock, to: int, by: Person, now: datetime) -> Event:
    """Put a part at place `to`, counted from 0 among those that stand; too far is at the end."""
    hold(block.network)
    rows = list(AgendaBlock.objects.standing().filter(meeting=block.meeting_id).order_by("place", "pk"))
    keys = [row.pk for row in rows]
    came_from = keys.index(block.pk)
    _put([row for row in rows if row.pk != block.pk], block, to)
    AgendaBlock.objects.filter(pk=block.pk).update(came_from=came_from)
    return record_in(block.network, "meetings.agendablock.moved", block, by, now)


def _put(others: list[AgendaBlock], block: AgendaBlock, to: int) -> None:
    others.insert(max(0, to), block)
    for place, row in enumerate(others):
        AgendaBlock.objects.filter(pk=row.pk).exclude(place=place).update(place=place)


@undoes("meetings.agendablock.moved")
@transaction.atomic
def unmove(*, event: Event, by: Person, now: datetime) -> None:
    """Back to where it came from, unless it was moved again or taken off since."""
    block = AgendaBlock.objects.select_related("network").get(pk=event.target_id)
    hold(block.network)
    moves = Event.objects.filter(network_id=event.network_id, verb=event.verb, target_id=block.pk, undone_at=None)
    if moves.filter(at__gt=event.at).exists() or block.withdrawn_at or block.came_from is None:
        return
    rows = AgendaBlock.objects.standing().filter(meeting=block.meeting_id).order_by("place", "pk")
    _put([row for row in rows if row.pk != block.pk], block, block.came_from)
    AgendaBlock.objects.filter(pk=block.pk).update(came_from=None)


@transaction.atomic
def drop(*, block: AgendaBlock, by: Person, now: datetime) -> Event:
    """Take a part off the agenda; it can come back."""
    still_open(block.network)
    AgendaBlock.objects.filter(pk=block.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record_in(block.network, "meetings.agendablock.dropped", block, by, now)


@undoes("meetings.agendablock.added")
@transaction.atomic
def unadd(*, event: Event, by: Person, now: datetime) -> None:
    AgendaBlock.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("meetings.agendablock.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    AgendaBlock.objects.filter(pk=event.target_id).update(withdrawn_at=None)


# --- whole agendas -------------------------------------------------------------------------


@transaction.atomic
def fill(*, meeting: Meeting, parts: Iterable[Mapping[str, Any]], by: Person, now: datetime) -> Event:
    """Add parts in their order below what stands there, as from a ready agenda."""
    hold(meeting.network)
    for place, values in enumerate(parts, _last(meeting)):
        _create(meeting, place, by, now, values)
    return record_in(meeting.network, "meetings.agenda.filled", meeting, by, now)


@undoes("meetings.agenda.filled")
@transaction.atomic
def unfill(*, event: Event, by: Person, now: datetime) -> None:
    there = AgendaBlock.objects.standing().filter(meeting=event.target_id, at=event.at, by=event.by)
    there.update(withdrawn_at=now)


def again(meeting: Meeting) -> list[dict[str, Any]]:
    """The parts of an agenda to use in another meeting; one query."""
    rows = AgendaBlock.objects.standing().filter(meeting=meeting).order_by("place", "pk")
    return [{name: getattr(row, name) for name in KEPT} for row in rows]


# --- what members propose ------------------------------------------------------------------


@transaction.atomic
def propose(*, membership: Membership, meeting: Meeting | None, by: Person, now: datetime, **values: Any) -> Event:
    """Propose something to do, for one meeting or some time; who proposes supports it."""
    network: Network = membership.network
    still_open(network)
    row = AgendaProposal.objects.create(
        programme_id=membership.programme_id, network=network, membership=membership, meeting=meeting, by=by, at=now,
        **values,
    )  # fmt: skip
    consents.give(target=row, membership=membership, answer=Consent.Answer.YES, now=now)
    return record_in(network, "meetings.agendaproposal.made", row, by, now)


@transaction.atomic
def support(*, proposal: AgendaProposal, membership: Membership, by: Person, now: datetime) -> Event:
    """Say that one would like this too; saying it twice is fine."""
    still_open(proposal.network)
    consents.give(target=proposal, membership=membership, answer=Consent.Answer.YES, now=now)
    return record_in(proposal.network, "meetings.agendaproposal.supported", proposal, by, now)


@transaction.atomic
def stop_supporting(*, proposal: AgendaProposal, membership: Membership, by: Person, now: datetime) -> Event:
    still_open(proposal.network)
    _support(proposal.pk).filter(membership=membership).update(withdrawn_at=now)
    return record_in(proposal.network, "meetings.agendaproposal.unsupported", proposal, by, now)


def _support(proposal: UUID) -> Any:
    return Consent.objects.standing().filter(target_id=proposal)


@transaction.atomic
def take_up(*, proposal: AgendaProposal, meeting: Meeting, by: Person, now: datetime, **values: Any) -> Event:
    """Put what was proposed on the agenda of a meeting; `values` come from its work form. Raises: AlreadyTaken."""
    hold(proposal.network)
    own = {"title": proposal.title, "minutes": proposal.minutes, "note": proposal.why}
    block = _create(meeting, _last(meeting), by, now, {**values, **own, "lead_id": proposal.by_id})
    free = AgendaProposal.objects.filter(pk=proposal.pk, taken_up_at=None)
    if not free.update(taken_up_at=now, block=block, meeting=meeting):
        raise AlreadyTaken
    return record_in(proposal.network, "meetings.agendaproposal.taken_up", proposal, by, now)


@transaction.atomic
def withdraw(*, proposal: AgendaProposal, by: Person, now: datetime) -> Event:
    still_open(proposal.network)
    AgendaProposal.objects.filter(pk=proposal.pk, withdrawn_at=None).update(withdrawn_at=now)
    return record_in(proposal.network, "meetings.agendaproposal.withdrawn", proposal, by, now)


@undoes("meetings.agendaproposal.made")
@transaction.atomic
def unpropose(*, event: Event, by: Person, now: datetime) -> None:
    _support(event.target_id).filter(at=event.at, membership__person=event.by).update(withdrawn_at=now)
    AgendaProposal.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@undoes("meetings.agendaproposal.supported")
@transaction.atomic
def unsupport(*, event: Event, by: Person, now: datetime) -> None:
    consents.take_back(list(_support(event.target_id).filter(at=event.at, membership__person=event.by)), now=now)


@undoes("meetings.agendaproposal.taken_up")
@transaction.atomic
def untake(*, event: Event, by: Person, now: datetime) -> None:
    """Off the agenda again, and open for support."""
    row = AgendaProposal.objects.get(pk=event.target_id)
    if row.block_id:
        AgendaBlock.objects.filter(pk=row.block_id).update(withdrawn_at=now)
    AgendaProposal.objects.filter(pk=row.pk, taken_up_at=event.at).update(taken_up_at=None, block=None)


@undoes("meetings.agendaproposal.withdrawn")
@transaction.atomic
def unwithdraw(*, event: Event, by: Person, now: datetime) -> None:
    AgendaProposal.objects.filter(pk=event.target_id).update(withdrawn_at=None)


# --- agreements looked at again ------------------------------------------------------------


@transaction.atomic
def look_again(*, meeting: Meeting, seen: UUID, looked: UUID | None, by: Person, now: datetime, **values: Any) -> Event:
    """Put the working agreements on the agenda of a meeting; on its day they are looked at again. Raises: Stale."""
    network = meeting.network
    hold(network)
    reviews.look(
        network=network, seen=seen, looked=looked, way=AgreementReview.Way.MEETING, look_on=meeting.on, by=by, now=now
    )
    block = _create(meeting, _last(meeting), by, now, values)
    return record_in(network, "meetings.agendablock.agreements", block, by, now)


@undoes("meetings.agendablock.agreements")
@transaction.atomic
def unlook_again(*, event: Event, by: Person, now: datetime) -> None:
    AgendaBlock.objects.filter(pk=event.target_id).update(withdrawn_at=now)
    for row in AgreementReview.objects.standing().filter(network=event.network_id, at=event.at, by=event.by):
        reviews.unlook(row, now)


# --- how it was ----------------------------------------------------------------------------


@transaction.atomic
def rate(
    *, block: AgendaBlock, membership: Membership, is_liked: bool, why: str, by: Person, now: datetime
) -> FormRating:
    """Say whether a work form did something for one; it takes the place of what one said before.

    It writes no event: the history of a network does not tell who liked what.
    """
    still_open(membership.network)
    FormRating.objects.filter(block=block, membership=membership, withdrawn_at=None).update(withdrawn_at=now)
    return FormRating.objects.create(
        programme_id=membership.programme_id, network_id=membership.network_id, block=block, membership=membership,
        is_liked=is_liked, why=why, by=by, at=now,
    )  # fmt: skip
