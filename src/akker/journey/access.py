"""Who may reveal a round, and who reads what was said before they came. The door is that of networks."""

from __future__ import annotations

from akker.journey.models import Round, Welcome
from akker.networks.access import May, Visit
from akker.networks.models import Membership


def may_reveal(visit: Visit, round: Round) -> bool:
    """Who began it, and who leads or facilitates; the others would cut somebody short who is still writing."""
    is_theirs = round.opened_by_id == visit.person.pk
    return May.RECORD in visit.may and (is_theirs or bool(visit.powers & {"leader", "facilitator"}))


def reads_from_before(membership: Membership) -> bool:
    """Whether somebody who joined half-way reads the cases of before they came: the group opened them; one query.

    Of somebody nobody asked about, nothing is open; whoever was there from the start needs no opening.
    """
    return Welcome.objects.filter(membership=membership, opened_at__isnull=False).exists()
