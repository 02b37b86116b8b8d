"""Who may reveal a round, and who reads what was said before they came. The door is that of networks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from akker.journey.models import Round, Welcome
from akker.networks.access import May, Visit
from akker.networks.models import Membership


def may_reveal(visit: Visit, round: Round | None = None, members: Iterable[Membership] | None = None) -> bool:
    """Who shows what was written alone: who began the round, if it is one, and who leads or facilitates.

    The others would cut somebody short who is still writing. Where nobody leads or facilitates, whoever records may.
    `members`: those present, `with_leading`; not given, they cost one query, and only where they decide.
    Source: decision 16.
    """
    if May.RECORD not in visit.may:
        return False
    is_theirs = round is not None and round.opened_by_id == visit.person.pk
    return is_theirs or bool(visit.powers & {"leader", "facilitator"}) or not _is_led(visit, members)


def _is_led(visit: Visit, members: Iterable[Membership] | None) -> bool:
    there: Any = visit.network.memberships.present().with_leading(visit.network.book) if members is None else members
    return any(each.is_leading for each in there)


def reads_from_before(membership: Membership) -> bool:
    """Whether somebody who joined half-way reads the cases of before they came: the group opened them; one query.

    Of somebody nobody asked about, nothing is open; whoever was there from the start needs no opening. As soon as
    somebody takes their yes back they are closed again: ask at every reading, and keep no copy of the answer.
    """
    return Welcome.objects.filter(membership=membership, opened_at__isnull=False, closed_at=None).exists()
