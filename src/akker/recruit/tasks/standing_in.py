"""Who on the bench of a published proposal fits best in a place that came free; everybody else stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from akker.recruit import verdict
from akker.recruit.models import Invitation, Placing
from akker.recruit.report import board
from akker.recruit.report.pool import Pool, Pooled, pool
from akker.recruit.tasks import composing as tasks

LOOKED_AT = 150  # of the bench, who wish for the network first: each of them is tried
SHOWN = 3


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who could take the place, and why, in sentences; `share`: of the value, a hundredth is 0.01."""

    placing: Placing
    rank: int | None
    share: float
    effect: str
    why: tuple[str, ...]


def stand_ins(invitation: Invitation, placing: Placing) -> list[StandIn]:
    """The best three for the place of who said no, the best first; exact, since one place is filled and nobody moves.

    placing: theirs, in a published proposal. Who would break a rule is left out. A fixed number of queries.
    """
    proposal = placing.proposal
    found = pool(proposal.composition, seats_of=proposal)
    gone, network = str(placing.candidate_id), str(invitation.network_id)
    try:
        solution = tasks.judged(proposal, found)
    except tasks.Unclear:
        return []
    leaving = [(gone, None)] if solution.assignment.get(gone) == network else []
    tried = [(tasks.effect(solution, [*leaving, (who, network)]), who) for who in _bench(found, invitation, gone)]
    best = sorted((one for one in tried if not one[0]["breaks"]), key=lambda one: (-one[0]["value"], one[1]))[:SHOWN]
    rows = {
        str(row.candidate_id): row
        for row in Placing.objects.filter(proposal=proposal, candidate__in=[UUID(who) for _done, who in best])
        .select_related("candidate__person", "proposal")
    }  # fmt: skip
    words = board.words_of(found)
    made = []
    for done, who in best:
        said = tasks.reasons(solution.after([*leaving, (who, network)]), who)
        alone = [move for move in done["moves"] if move["person"] == who]
        sentence = verdict.effect(
            done | {"moves": alone, "ranks": {}}, words
        )  # who goes is known, and their choice too
        made.append(StandIn(rows[who], said["rank"], done["share"], sentence, tuple(verdict.why(said, words))))
    return made


def _bench(found: Pool, invitation: Invitation, gone: str) -> Iterator[str]:
    """Who has no place and was not asked for this network before; who wish for it most come first."""
    network = str(invitation.network_id)
    asked = {str(key) for key in _asked(invitation)}
    placed = set(Placing.objects.filter(proposal__composition=_of(found)).values_list("candidate", flat=True))
    bench = [
        one for one in found.people
        if not one.seat and one.id not in found.seats and one.id not in asked | {gone} and UUID(one.id) in placed
    ]  # fmt: skip
    bench.sort(key=lambda one: _dear(one, network))
    return (one.id for one in bench[:LOOKED_AT])


def _of(found: Pool) -> UUID:
    return found.openings[0].composition_id


def _asked(invitation: Invitation) -> list[UUID]:
    rows = Invitation.objects.standing().filter(network=invitation.network_id, candidate__isnull=False)
    return [key for key in rows.values_list("candidate", flat=True) if key]


def _dear(one: Pooled, network: str) -> int:
    return one.wishes.index(network) if network in one.wishes else len(one.wishes) + 100
