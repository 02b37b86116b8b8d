"""Who may divide which roles, and who reads what somebody said of themselves. The door is that of networks."""

from __future__ import annotations

from akker.networks.access import May, Visit
from akker.networks.models import Membership
from akker.roles import pitch


def may_give(visit: Visit, role: str) -> bool:
    """Members divide the roles among them; one that lends power over the network, and who sits in the
    second ring, is for those who arrange its people.
    """
    if May.RECORD not in visit.may:
        return False
    is_plain = role != pitch.RING and visit.network.acts_as(role) == "member"
    return is_plain or May.INVITE in visit.may


def may_move(visit: Visit, member: Membership, role: str) -> bool:
    """Take `member` from `role` ("" for one without a role). One's own role one may always give up."""
    if not member.is_core and not role:
        return may_give(visit, pitch.RING)
    if role and member.person_id == visit.person.pk:
        return May.RECORD in visit.may
    return may_give(visit, role) if role else May.RECORD in visit.may


def reads_nominations(visit: Visit) -> bool:
    """Whoever leads or facilitates reads all; everybody else their own. An office lets nobody read them."""
    return bool(visit.powers & {"leader", "facilitator"})
