"""Somebody else in the place of who said no: a colleague who was named, or one from the bench."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from akker.networks import actions as networks
from akker.networks.actions import record_in
from akker.people.models import Person
from akker.programmes.actions import TooLate
from akker.programmes.inverses import undoes
from akker.programmes.models import Event
from akker.recruit.actions.invitation import Answered, draft, reasons, wanted
from akker.recruit.models import Invitation, Placing, Rearrangement


@transaction.atomic
def release(*, invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """Write an invitation for the colleague who was named; sending it is another step.

    Raises: NetworkClosed, AskedAlready; Answered when nobody was named.
    """
    if not invitation.colleague_email:
        raise Answered
    network = invitation.network
    person = networks.find_person(
        name=invitation.colleague_name, email=invitation.colleague_email, language=network.language,
        time_zone=network.time_zone,
    )  # fmt: skip
    with translation.override(person.language):
        why = str(_("%(name)s thought of you.")) % {"name": invitation.person}
    return draft(
        network=network, person=person, replaces=invitation, why=why, by=by, now=now, kind=invitation.kind,
        ring=invitation.ring, contribution=invitation.contribution, competence=invitation.competence,
        meeting_count=invitation.meeting_count, hours=invitation.hours,
    )  # fmt: skip


@transaction.atomic
def replace(*, invitation: Invitation, placing: Placing, rank: int | None, why: list[str], by: Person,
            now: datetime) -> tuple[Invitation, Event]:  # fmt: skip
    """Give the place of who said no to somebody from the bench, and write their invitation; the event takes both back.

    The published proposal follows: who said no is on its bench from now on. Raises: NetworkClosed, AskedAlready.
    """
    network = invitation.network
    left = Placing.objects.filter(pk=invitation.placing_id).first() if invitation.placing_id else None
    moves = [_move(row, where) for row, where in ((left, None), (placing, network.pk)) if row]
    if left:
        Placing.objects.filter(pk=left.pk).update(network=None, rank=None)
    Placing.objects.filter(pk=placing.pk).update(network=network, rank=rank, reasons=why)
    made = _write(invitation, placing, rank, by, now)
    moved = Rearrangement.objects.create(
        programme_id=placing.programme_id, proposal=placing.proposal, moves=moves, was={"invitation": str(made.pk)},
        by=by, at=now,
    )  # fmt: skip
    return made, record_in(network, "recruit.place.refilled", moved, by, now)


def _move(row: Placing, where: UUID | None) -> dict[str, Any]:
    """A move as a rearrangement keeps it, with all that its undo needs."""
    old, new = (str(key) if key else None for key in (row.network_id, where))
    return {"candidate": str(row.candidate_id), "old": old, "new": new, "rank": row.rank, "reasons": row.reasons}


def _write(invitation: Invitation, placing: Placing, rank: int | None, by: Person, now: datetime) -> Invitation:
    network, candidate = invitation.network, placing.candidate
    seated = Placing.objects.filter(proposal=placing.proposal_id, network=network).exclude(pk=placing.pk)
    others = [row.candidate for row in seated.select_related("candidate")]
    asked_for = wanted(placing.proposal.composition_id)
    return draft(
        network=network, person=candidate.person, candidate=candidate, placing=placing, replaces=invitation,
        role=placing.role, by=by, now=now,
        **reasons(candidate, rank, others, asked_for[None] | asked_for[network.pk]),
    )  # fmt: skip


@undoes("recruit.place.refilled")
@transaction.atomic
def unfill(*, event: Event, by: Person, now: datetime) -> None:
    """The place is free again. Raises: TooLate, once the invitation was sent or taken back, or names moved since."""
    moved = Rearrangement.objects.get(pk=event.target_id)
    if not Invitation.objects.drafts().filter(pk=moved.was["invitation"]).update(withdrawn_at=now):
        raise TooLate
    Rearrangement.objects.filter(pk=moved.pk).update(withdrawn_at=now)
    for move in moved.moves:
        rows = Placing.objects.filter(
            proposal=moved.proposal_id, candidate=move["candidate"], network=move["new"]
        )  # fmt: skip
        if not rows.update(network=move["old"], rank=move["rank"], reasons=move["reasons"]):
            raise TooLate
