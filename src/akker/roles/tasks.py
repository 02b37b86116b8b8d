"""Proposes who of those who put themselves forward could take which role; the group decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from akker.compose import Role, assign_roles
from akker.roles.models import Nomination
from akker.roles.pitch import Board

FREE, BUSY = 3, 1  # points: who has no role among the staff yet comes first, so that the load is spread


def propose(forward: Mapping[str, Sequence[Nomination]], drawn: Board) -> None:
    """Mark with `is_proposed` one name for each role that is open, so that as many as can be are filled and nobody
    takes two. What people wrote of themselves is not weighed.
    """
    busy = {chip.membership for slot in drawn.staff for chip in slot.chips}
    open_now = [slot.role for slot in drawn.staff if slot.is_vacant and not slot.is_left and slot.role in forward]
    rows = {(str(row.membership_id), role): row for role in open_now for row in forward[role]}
    fit = {pair: BUSY if row.membership_id in busy else FREE for pair, row in rows.items()}
    if len(rows) < 2:
        return  # there is nothing to choose
    people = sorted({who for who, _role in rows})
    found = assign_roles([Role(key=role) for role in open_now], people, fit, runners_up=0)
    for role, held in found.held.items():
        for who in held:
            rows[who, role].is_proposed = True  # type: ignore[attr-defined]
