"""Proposes who could take a role in which network; choosing is for people."""

from __future__ import annotations

from collections.abc import Iterable

from akker.compose import Role, assign_roles
from akker.recruit.models import Match
from akker.recruit.report.matching import Row, Side

USUAL = Match.Fit.PERHAPS  # until somebody noted how they fit
FIT = {Match.Fit.PERHAPS: 4, Match.Fit.WELL: 10}  # points, beside 3, 2 and 1 for a first, second and third choice


def suggest(sides: Iterable[Side]) -> None:
    """Mark in each network that has nobody yet who fits best, when everybody takes the role in one network at most.

    What was noted of the fit counts most, then whose wish the network is. Who was chosen is not proposed elsewhere.
    """
    there = list(sides)
    chosen = {row.candidate.pk for side in there for row in side.rows if row.is_chosen}
    open_now = [side for side in there if not side.is_filled]
    rows = {(str(row.candidate.pk), side.key): row for side in open_now for row in side.rows
            if row.candidate.pk not in chosen and _points(row)}  # fmt: skip
    found = assign_roles(
        [Role(key=side.key) for side in open_now], sorted({who for who, _where in rows}),
        {pair: _points(row) for pair, row in rows.items()}, runners_up=0,
    )  # fmt: skip
    for where, people in found.held.items():
        for who in people:
            rows[who, where].is_suggested = True


def _points(row: Row) -> int:
    """Whole points; none for who was said not to fit."""
    fit = USUAL if row.match is None or row.match.fit is None else Match.Fit(row.match.fit)
    return FIT.get(fit, 0) and FIT[fit] + max(0, 4 - (row.rank or 4))
