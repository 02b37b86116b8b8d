"""An accepted theme becomes a network, with nothing typed twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from akker.networks import actions
from akker.networks.actions import leading_roles, record_in
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.programmes.models import Office, ThemeProposal
from akker.programmes.report import usual_book

FILLINGS: list[Callable[..., Any]] = []  # what rooms above write in a network that began as a proposal


class NotAccepted(Exception):
    message = _("This theme is not accepted, or has its network already.")


def fills(filling: Callable[..., Any]) -> Callable[..., Any]:
    """Register what is written in a new network from its proposal: `(network, proposal, by, now)`."""
    FILLINGS.append(filling)
    return filling


@transaction.atomic
def begin(
    *, proposal: ThemeProposal, name: str, handbook: str, reference_leader: Office | None, leader: Person | None,
    by: Person, now: datetime,
) -> Network:  # fmt: skip
    """The network of an accepted proposal; `leader` leads it, if anybody does already. Nobody is mailed.

    Raises: NotAccepted.
    """
    proposal = ThemeProposal.objects.select_for_update().select_related("programme").get(pk=proposal.pk)
    is_accepted = proposal.decision == ThemeProposal.Decision.ACCEPTED and proposal.withdrawn_at is None
    if not is_accepted or Network.objects.filter(proposal=proposal).exists():
        raise NotAccepted
    programme = proposal.programme
    network = actions.start(
        programme=programme, name=name, by=by, now=now, language=programme.language, time_zone=programme.time_zone,
        handbook=handbook or usual_book(programme), is_leader=False,
    )  # fmt: skip
    network.proposal, network.reference_leader = proposal, reference_leader
    network.save(update_fields=["proposal", "reference_leader"])
    if leader:
        member = actions.add(network=network, person=leader, by=by, now=now, ring=Membership.Ring.CORE)
        for role in leading_roles(network)[:1]:
            actions.give_seat(membership=member, role=role, by=by, now=now)
    for filling in FILLINGS:
        filling(network=network, proposal=proposal, by=by, now=now)
    record_in(network, "networks.network.proposed", network, by, now)
    return network
