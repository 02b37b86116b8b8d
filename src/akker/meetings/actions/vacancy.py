"""Somebody who is needed and not found yet."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from akker.meetings.models import Competence, Meeting, PlanCell, PlanRow, VacancyRequest
from akker.meetings.report import call
from akker.meetings.report import fitting as report
from akker.networks import actions as networks
from akker.networks.actions import hold, record_in
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes.inverses import INVERSES, undoes
from akker.programmes.models import Event
from akker.recruit.actions import invitation
from akker.recruit.models import Candidate, Invitation


class Taken(Exception):
    """Somebody was found for it a moment ago, or nobody is looked for any more. `who`: whom it went to, if known."""

    def __init__(self, who: Person | None) -> None:
        super().__init__(who)
        self.who = who


@transaction.atomic
def ask_for(
    *, network: Network, needed: str, by: Person, now: datetime, competence: Competence | None = None,
    ring: str = Membership.Ring.SECOND, meetings: Iterable[Meeting] = (),
) -> Event:  # fmt: skip
    """A row for somebody whom nobody found yet, needed in these meetings."""
    hold(network)
    row = PlanRow.objects.create(
        programme_id=network.programme_id, network=network, needed=needed, competence=competence, ring=ring
    )
    PlanCell.objects.bulk_create(
        PlanCell(
            programme_id=network.programme_id,
            row=row,
            meeting=meeting,
            state=PlanCell.State.REQUIRED,
            changed_at=now,
        )
        for meeting in meetings
    )
    return record_in(network, "meetings.vacancy.opened", row, by, now)


@undoes("meetings.vacancy.opened")
def unask(*, event: Event, by: Person, now: datetime) -> None:
    PlanRow.objects.filter(pk=event.target_id).update(withdrawn_at=now)


@transaction.atomic
def word(*, row: PlanRow, by: Person, now: datetime, seen: int, **values: Any) -> Event:
    """Say differently what is needed. Raises: Stale."""
    hold(row.network)
    row.revise(seen=seen, **values)
    return record_in(row.network, "meetings.vacancy.worded", row, by, now)


@transaction.atomic
def fill(
    *, row: PlanRow, name: str, email: str, by: Person, now: datetime, ring: str = Membership.Ring.SECOND
) -> Event:
    """Somebody was found: they come into the network, and stand where the vacancy stood. Nobody is mailed.

    Who is in already, and in the plan, takes over where they are needed.
    Raises: Taken when somebody else was first; then nobody comes in.
    """
    network = row.network
    hold(network)
    _still_vacant(row)
    person = networks.find_person(name=name, email=email, language=network.language, time_zone=network.time_zone)
    member = networks.add(network=network, person=person, ring=ring, by=by, now=now)
    if theirs := _row_of(member):
        return _take_over(row, theirs, by, now)
    PlanRow.objects.filter(pk=row.pk).update(membership=member, version=F("version") + 1)
    return record_in(network, "meetings.vacancy.filled", row, by, now)


def _still_vacant(row: PlanRow) -> None:
    """Its row waits for whoever says yes to an invitation in the same moment. Raises: Taken."""
    there = PlanRow.objects.select_for_update(of=("self",)).select_related("membership__person").get(pk=row.pk)
    if there.membership or there.withdrawn_at:
        raise Taken(there.membership.person if there.membership else None)


def _row_of(member: Membership) -> PlanRow | None:
    return PlanRow.objects.filter(network=member.network_id, membership=member).first()


def _take_over(row: PlanRow, theirs: PlanRow, by: Person, now: datetime) -> Event:
    for cell in row.cells.exclude(state=""):
        PlanCell.objects.update_or_create(
            programme_id=row.programme_id, row=theirs, meeting_id=cell.meeting_id,
            defaults={"state": cell.state, "changed_at": now},
        )  # fmt: skip
    PlanRow.objects.filter(pk=row.pk).update(withdrawn_at=now)
    competence = theirs.competence_id or row.competence_id
    PlanRow.objects.filter(pk=theirs.pk).update(competence=competence, withdrawn_at=None)
    return record_in(row.network, "meetings.vacancy.met", row, by, now)


@undoes("meetings.vacancy.filled")
@transaction.atomic
def unfill(*, event: Event, by: Person, now: datetime) -> None:
    """Vacant again; who came in for it goes out again."""
    row = PlanRow.objects.get(pk=event.target_id)
    added = Event.objects.filter(network_id=event.network_id, verb="networks.membership.added", undone_at=None)
    came = added.filter(by=event.by, at=event.at, target_id__in=[row.membership_id])
    PlanRow.objects.filter(pk=row.pk).update(membership=None)
    for part in list(came):
        INVERSES[part.verb](event=part, by=by, now=now)
    came.update(undone_at=now)


# --- asking ----------------------------------------------------------------------------------


@transaction.atomic
def request_somebody(*, row: PlanRow, candidate: Candidate, by: Person, now: datetime) -> Invitation:
    """The one place where a vacancy becomes a request: an invitation is written, and looked at before it is sent.

    Raises: AskedAlready for who is in the network or was asked before.
    """
    meetings = call.wanted(row, now)
    said = report.asking(row, candidate, meetings)
    is_expert = candidate.findable_at is None  # they agreed to contribute, not to take part in another network
    contribution = next(iter(candidate.contributes), Candidate.Contribution.ADVICE) if is_expert else ""
    kind = Invitation.Kind.CONTRIBUTION if is_expert else Invitation.Kind.JOIN
    made = invitation.draft(
        network=row.network, person=candidate.person, candidate=candidate, kind=kind, contribution=contribution,
        ring=row.ring, by=by, now=now, **said,
    )  # fmt: skip
    VacancyRequest.objects.create(programme_id=row.programme_id, row=row, invitation=made)
    return made


@invitation.follows_yes
def take_place(asked: Invitation, member: Membership, now: datetime) -> None:
    """Who said yes stands where the vacancy stood. When somebody else was first, they are in the ring alone."""
    row = _asked_for(asked)
    if row is None:
        return
    if theirs := _row_of(member):
        with suppress(Taken):
            _still_vacant(row)
            _take_over(row, theirs, member.person, now)
    elif PlanRow.objects.filter(pk=row.pk, membership=None).update(membership=member, version=F("version") + 1):
        record_in(member.network, "meetings.vacancy.accepted", row, member.person, now)


def _asked_for(asked: Invitation | None) -> PlanRow | None:
    """The open vacancy that an invitation is for, also when a colleague came in place of who was asked first."""
    while asked is not None:
        rows = PlanRow.objects.standing().filter(membership=None, requests__invitation=asked)
        if row := rows.select_related("network").first():
            return row
        asked = asked.replaces
    return None
