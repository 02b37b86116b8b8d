"""The plan as a grid: drawing it, its meetings, and how somebody takes part in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from akker.meetings.actions import meeting as dates
from akker.meetings.grid import following, usual
from akker.meetings.models import Meeting, PlanCell, PlanRow
from akker.meetings.report import reach
from akker.meetings.report.spot import Spot, kind_of, spot
from akker.networks.actions import hold, record_in, still_open
from akker.networks.models import Membership, Network, Seat
from akker.people.models import Person, Stale
from akker.programmes.inverses import INVERSES, undoes
from akker.programmes.models import Event

PLANNED = "meetings.meeting.planned"


class Reaches(Exception):
    """A change that people would be mailed about; `state` is what was asked for."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


Wish = tuple[str, int]  # how somebody takes part, and the version of the cell that was seen


# --- meetings ------------------------------------------------------------------------------


@transaction.atomic
def draw(
    *, network: Network, purposes: Sequence[str], minutes: int, starts_with_kickoff: bool, by: Person, now: datetime
) -> Event:
    """A first plan: one meeting for each of `purposes`, which may be empty, without dates."""
    hold(network)
    first = _next_place(network)
    for index, purpose in enumerate(purposes):
        kind = Meeting.Kind.KICKOFF if starts_with_kickoff and index == 0 else Meeting.Kind.MEETING
        meeting = _undated(network, first + index, kind=kind, purpose=purpose, minutes=minutes)
        record_in(network, PLANNED, meeting, by, now)
    return record_in(network, "meetings.plan.drawn", network, by, now)


@undoes("meetings.plan.drawn")
@transaction.atomic
def undraw(*, event: Event, by: Person, now: datetime) -> None:
    parts = Event.objects.filter(network_id=event.network_id, by=event.by, at=event.at, verb=PLANNED, undone_at=None)
    for part in list(parts):
        INVERSES[part.verb](event=part, by=by, now=now)
    parts.update(undone_at=now)


def _undated(network: Network, place: int, **values: Any) -> Meeting:
    return Meeting.objects.create(
        programme_id=network.programme_id, network=network, time_zone=network.time_zone, place_in_plan=place, **values
    )


def _next_place(network: Network) -> int:
    highest = network.meetings.aggregate(highest=Max("place_in_plan"))["highest"]
    return 0 if highest is None else min(highest + 1, 2**15 - 1)


@transaction.atomic
def add(
    *, network: Network, by: Person, now: datetime, on: date | None = None, at: time | None = None, minutes: int = 120,
    **values: Any,
) -> Event:  # fmt: skip
    """One more meeting in the plan, with a date or without. To a talk with the reference leader the leaders come."""
    hold(network)
    if on and at:
        event = dates.plan(network=network, on=on, at=at, minutes=minutes, by=by, now=now)
        Meeting.objects.filter(pk=event.target_id).update(**values)
    else:
        meeting = _undated(network, _next_place(network), minutes=minutes, **values)
        event = record_in(network, PLANNED, meeting, by, now)
    if values.get("kind") == Meeting.Kind.REFERENCE:
        _invite_leaders(network, event.target_id, now)
    return event


def _invite_leaders(network: Network, meeting: UUID, now: datetime) -> None:
    roles = [key for key, role in network.book.roles.items() if role.acts_as == "leader"]
    seats = Seat.objects.current().filter(membership__network=network, membership__left_at=None, role__in=roles)
    for membership in set(seats.values_list("membership", flat=True)):
        _write(row_of(network, membership), meeting, PlanCell.State.REQUIRED, now)


@transaction.atomic
def describe(*, meeting: Meeting, by: Person, now: datetime, seen: int, **values: Any) -> Event:
    """What a meeting is for: kind, purpose, subtheme, case, minutes. Raises: Stale."""
    hold(meeting.network)
    meeting.revise(seen=seen, **values)
    return record_in(meeting.network, "meetings.meeting.described", meeting, by, now)


@transaction.atomic
def shift(*, meeting: Meeting, is_earlier: bool, by: Person, now: datetime) -> Event | None:
    """One place earlier or later among the meetings without a date; None when it stands at the end already."""
    network = meeting.network
    hold(network)
    order = list(network.meetings.standing().filter(on=None).in_order().values_list("pk", flat=True))
    old = order.index(meeting.pk) if meeting.pk in order else 0
    new = max(0, min(len(order) - 1, old + (-1 if is_earlier else 1)))
    if old == new:
        return None
    order.insert(new, order.pop(old))
    for place, pk in enumerate(order):
        Meeting.objects.filter(pk=pk).exclude(place_in_plan=place).update(place_in_plan=place)
    return record_in(network, f"meetings.meeting.{'earlier' if is_earlier else 'later'}", meeting, by, now)


@undoes("meetings.meeting.earlier")
def unearlier(*, event: Event, by: Person, now: datetime) -> None:
    shift(meeting=Meeting.objects.select_related("network").get(pk=event.target_id), is_earlier=False, by=by, now=now)


@undoes("meetings.meeting.later")
def unlater(*, event: Event, by: Person, now: datetime) -> None:
    shift(meeting=Meeting.objects.select_related("network").get(pk=event.target_id), is_earlier=True, by=by, now=now)


# --- cells ---------------------------------------------------------------------------------


def row_of(network: Network, key: UUID) -> PlanRow:
    """The row of a member, made when nothing was noted of them yet, or of a vacancy.

    Raises: Http404 for who is not in the network now. One query, two more for a new row.
    """
    rows = PlanRow.objects.standing().filter(network=network)
    found = rows.filter(Q(membership=key) | Q(pk=key, membership=None)).select_related("membership__person").first()
    if found:
        return found
    member = get_object_or_404(network.memberships.present().select_related("person"), pk=key)
    return bring_row(network, member)


def bring_row(network: Network, member: Membership) -> PlanRow:
    """A row for a member; one that was taken out of the plan before comes back as it was."""
    row, _is_new = PlanRow.objects.update_or_create(
        programme_id=network.programme_id, network=network, membership=member, defaults={"withdrawn_at": None}
    )
    return row


@transaction.atomic
def take_part(
    *, network: Network, key: UUID, meeting: UUID, state: str, seen: int, by: Person, now: datetime
) -> tuple[Spot, Event | None]:
    """Say how somebody, a membership or the row of a vacancy, takes part in one meeting; "" is the next state.

    Returns: the cell, and the event unless it stood so already.
    Raises: Stale when it was changed since `seen`; Http404 for who or what is not in the plan; Reaches when the
    meeting stands in calendars and the change would be mailed: then who gets what is shown first.
    """
    still_open(network)
    there = _there(network, key, meeting)
    wanted = state or following(there.state)
    if there.state == wanted:
        return there, None
    if (
        there.column.is_told
        and there.version == seen
        and reach.mails(network.meetings.get(pk=meeting), {key: wanted}, now)
    ):
        raise Reaches(wanted)
    cell = PlanCell(pk=there.cell, row_id=there.row, meeting_id=meeting, state=there.noted, version=there.version)
    if there.version != seen:
        raise Stale(cell, {"state": wanted})
    if there.cell:
        cell.revise(seen=seen, state=wanted, before=there.noted, changed_at=now)
    else:
        cell = _first(network, cell, wanted, now)
    event = record_in(network, "meetings.plan.cell_set", cell, by, now)
    return replace(there, cell=cell.pk, noted=wanted, version=cell.version), event


def _there(network: Network, key: UUID, meeting: UUID) -> Spot:
    """Raises: Http404. Two queries, three more for who had no row yet."""
    column = kind_of(network, meeting)
    if column is None:
        raise Http404
    found = spot(network, key, meeting, column)
    if found is None:
        row_of(network, key)
        found = spot(network, key, meeting, column)
    if found is None:
        raise Http404
    return found


def _first(network: Network, cell: PlanCell, state: str, now: datetime) -> PlanCell:
    """Raises: Stale when somebody else was first to write in this cell, in the same moment."""
    try:
        with transaction.atomic():
            return PlanCell.objects.create(
                programme_id=network.programme_id, row_id=cell.row_id, meeting_id=cell.meeting_id, state=state,
                changed_at=now,
            )  # fmt: skip
    except IntegrityError as taken:
        raise Stale(PlanCell.objects.get(row=cell.row_id, meeting=cell.meeting_id), {"state": state}) from taken


@transaction.atomic
def fill_column(
    *, network: Network, meeting: Meeting, wishes: Mapping[UUID, Wish], by: Person, now: datetime
) -> Event | None:
    """How everybody takes part in one meeting, by key. Returns: the event, or None when nothing changed.

    Raises: Stale when one of the cells that would change was changed since it was seen.
    """
    hold(network)
    rows = {row.membership_id or row.pk: row for row in PlanRow.objects.standing().filter(network=network)}
    members = {pk: (ring, person) for pk, ring, person in network.memberships.present().values_list(
        "pk", "ring", "person")}  # fmt: skip
    named = set(meeting.attendees.values_list("person", flat=True))
    is_changed = False
    for key, wish in wishes.items():
        ring, person = members.get(key) or ((rows[key].ring, None) if key in rows else ("", None))
        expected = usual(ring, meeting.kind, person in named if named else None)
        if not ring or (key not in rows and wish[0] == expected):
            continue
        row = rows.get(key) or row_of(network, key)
        is_changed |= _set(row, meeting, wish, now, expected)
    return record_in(network, "meetings.plan.column_set", meeting, by, now) if is_changed else None


def _set(row: PlanRow, meeting: Meeting, wish: Wish, now: datetime, expected: str) -> bool:
    """Whether the cell changed; `expected` is how it stands where nothing is noted. Raises: Stale."""
    state, seen = wish
    cell = PlanCell.objects.filter(row=row, meeting=meeting).first() or PlanCell(row=row, meeting=meeting, version=0)
    if (cell.state or expected) == state:
        return False
    if cell.version != seen:
        raise Stale(cell, {"state": state})
    _write(row, meeting.pk, state, now, cell if cell.version else None)
    return True


def _write(row: PlanRow, meeting: UUID, state: str, now: datetime, cell: PlanCell | None = None) -> PlanCell:
    if cell:
        before = cell.state
        return cell.revise(seen=cell.version, state=state, before=before, changed_at=now)
    return PlanCell.objects.create(
        programme_id=row.programme_id, row=row, meeting_id=meeting, state=state, changed_at=now
    )


def _restore(cells: Any) -> None:
    for cell in cells:
        PlanCell.objects.filter(pk=cell.pk).update(state=cell.before, before="", version=F("version") + 1)


@undoes("meetings.plan.cell_set")
@transaction.atomic
def unset_cell(*, event: Event, by: Person, now: datetime) -> None:
    """As it was, unless somebody changed it since."""
    _restore(PlanCell.objects.filter(pk=event.target_id, changed_at=event.at))


@undoes("meetings.plan.column_set")
@transaction.atomic
def unfill_column(*, event: Event, by: Person, now: datetime) -> None:
    _restore(PlanCell.objects.filter(meeting=event.target_id, changed_at=event.at))


@transaction.atomic
def take_over(
    *, network: Network, wishes: Sequence[tuple[UUID, UUID, str, int]],
    competences: Mapping[UUID, tuple[UUID | None, int]], by: Person, now: datetime,
) -> Event | None:  # fmt: skip
    """Carry out what a sheet asks: (row, meeting, state, version seen) for each cell, and competences as in `divide`.

    Returns: the event, or None when nothing changed. Raises: Stale; then nothing is changed at all.
    """
    meetings = network.meetings.standing().in_bulk({meeting for _row, meeting, _state, _seen in wishes})
    is_changed = False
    for meeting in meetings.values():
        asked = {row: (state, seen) for row, key, state, seen in wishes if key == meeting.pk}
        is_changed |= bool(fill_column(network=network, meeting=meeting, wishes=asked, by=by, now=now))
    is_changed |= bool(divide(network=network, competences=competences, by=by, now=now))
    return record_in(network, "meetings.plan.taken_over", network, by, now) if is_changed else None


# --- rows ----------------------------------------------------------------------------------


@transaction.atomic
def bring_in(*, member: Membership, by: Person, now: datetime) -> Event:
    """Somebody of the second ring gets a row of their own."""
    hold(member.network)
    return record_in(member.network, "meetings.plan.row_added", bring_row(member.network, member), by, now)


@undoes("meetings.plan.row_added")
def unbring(*, event: Event, by: Person, now: datetime) -> None:
    PlanRow.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@transaction.atomic
def take_out(*, row: PlanRow, by: Person, now: datetime) -> Event:
    """Out of the plan: a vacancy that is needed no more, or somebody of the second ring."""
    hold(row.network)
    PlanRow.objects.filter(pk=row.pk).update(withdrawn_at=now)
    return record_in(row.network, "meetings.plan.row_taken_out", row, by, now)


@undoes("meetings.plan.row_taken_out")
def untake_out(*, event: Event, by: Person, now: datetime) -> None:
    PlanRow.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@transaction.atomic
def divide(
    *, network: Network, competences: Mapping[UUID, tuple[UUID | None, int]], by: Person, now: datetime
) -> Event | None:
    """Who brings which competence: key of a row -> (competence, version of the row seen, 0 for none).

    Returns: the event, or None when nothing changed. Raises: Stale.
    """
    hold(network)
    rows = {row.membership_id or row.pk: row for row in PlanRow.objects.standing().filter(network=network)}
    is_changed = False
    for key, (competence, seen) in competences.items():
        row = rows.get(key)
        if competence == (row.competence_id if row else None):
            continue
        if row and row.version != seen and (seen or row.competence_id):  # a row made since for a cell is no conflict
            raise Stale(row, {"competence": competence})
        row = row or row_of(network, key)
        row.revise(seen=row.version, competence_id=competence)
        is_changed = True
    return record_in(network, "meetings.plan.competences_divided", network, by, now) if is_changed else None
