"""The optimiser's door: a composition becomes a problem, and what is found becomes plain values."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from akker.compose import (
    Apart,
    AtMost,
    Availability,
    Effect,
    Forbid,
    Languages,
    Network,
    Person,
    Pin,
    Problem,
    Progress,
    Requires,
    Rule,
    Solution,
    Together,
    Unclear,
    Weights,
    Wished,
    solve,
)
from akker.people import clock
from akker.post.actions import at_work
from akker.post.models import Job
from akker.recruit.actions import composing as actions
from akker.recruit.models import Composition, PlacingRule, Proposal
from akker.recruit.report.pool import ATTRIBUTES, FACILITATES, Pool, Pooled, pool

POINTS = {0: 0.0, 1: 1.0, 2: 2.0, 3: 4.0}  # what a weight of a page is worth to the optimiser
LOOK = 0.15  # seconds between two looks whether somebody gave up
LEANS = {
    Proposal.Leaning.BALANCED: {},
    Proposal.Leaning.DIVERSITY: {"preferences": 0.3},
    Proposal.Leaning.WISHES: {"diversity": 0.3},
}
Moves = Iterable[tuple[str, str | None]]
Word = Callable[[PlacingRule], Rule]


def problem(found: Pool, leaning: str = Proposal.Leaning.BALANCED) -> Problem:
    """The pool as the optimiser reads it. Raises: Unclear, when there is nobody or nowhere."""
    members = {one.id: one.seat for one in found.people if one.seat}
    made = Problem(
        people=[_person(one) for one in _excused(found)],
        networks=[
            _network(opening, list(members.values()).count(str(opening.network_id))) for opening in found.openings
        ],
        rules=[RULES[rule.kind](rule) for rule in found.rules],
        weights=_weights(found.weights).leaning(**LEANS[Proposal.Leaning(leaning)]),
    )
    return made.keeping(members) if members else made


def _excused(found: Pool) -> Iterator[Pooled]:
    """Who is to be divided; members above a limit do not count for it, since they were there before the rule.

    Newcomers of that kind are still kept out, for those up to the limit do count.
    """
    caps = [rule for rule in found.rules if rule.kind == "at-most"]
    counts: Counter[tuple[str, str, object]] = Counter()
    for one in found.people:
        attributes = dict(one.attributes)
        for cap in caps if one.seat else ():
            key = (one.seat, cap.what, attributes.get(cap.what))
            counts[key] += 1
            if counts[key] > (cap.count or 0) and _place(cap) in (None, one.seat):
                attributes.pop(cap.what, None)
        yield replace(one, attributes=attributes)


def _person(one: Any) -> Person:
    return Person(
        id=one.id, name=one.name, attributes=one.attributes, competences=one.competences, languages=one.languages,
        roles=one.roles, available=one.available, preferences=one.wishes,
    )  # fmt: skip


def _network(opening: Any, there: int) -> Network:
    """An opening; who is in it already fits, whatever its size says."""
    network = opening.network
    return Network(
        id=str(network.pk), name=network.name, size_min=opening.least, size_max=max(opening.most, there),
        languages=frozenset(NAMES.get(network.language, (network.language,))), times=frozenset(opening.times),
    )  # fmt: skip


# A language as people write it when they apply, in small letters.
NAMES = {
    "nl": ("nl", "nederlands", "dutch", "nederlandsk", "hollandsk", "vlaams"),
    "da": ("da", "deens", "danish", "dansk"),
    "en": ("en", "engels", "english", "engelsk"),
}


def _weights(said: Mapping[str, int]) -> Weights:
    wishes = POINTS[said["wishes"]]
    return Weights(
        attributes={name: POINTS[said[name]] for name in ATTRIBUTES},
        preferences=(3 * wishes, 2 * wishes, wishes),
        stability=0.25 * POINTS[said["stability"]],
    )


def _place(rule: PlacingRule) -> str | None:
    return str(rule.network_id) if rule.network_id else None


RULES: dict[str, Word] = {
    "at-most": lambda it: AtMost(attribute=it.what, count=it.count or 0, network=_place(it), id=str(it.pk)),
    "requires": lambda it: Requires(
        at_least=it.count or 1, competence=it.what.casefold(), network=_place(it), id=str(it.pk)
    ),
    "facilitator": lambda it: Requires(at_least=it.count or 1, role=FACILITATES, network=_place(it), id=str(it.pk)),
    "languages": lambda it: Languages(network=_place(it), id=str(it.pk)),
    "availability": lambda it: Availability(at_least=it.count or 1, network=_place(it), id=str(it.pk)),
    "wished": lambda it: Wished(network=_place(it), id=str(it.pk)),
    "together": lambda it: Together(people=(str(it.candidate_id), str(it.other_id)), id=str(it.pk)),
    "apart": lambda it: Apart(people=(str(it.candidate_id), str(it.other_id)), id=str(it.pk)),
    "pin": lambda it: Pin(person=str(it.candidate_id), network=_place(it), id=str(it.pk)),
    "forbid": lambda it: Forbid(person=str(it.candidate_id), network=_place(it), id=str(it.pk)),
}


# --- solving -------------------------------------------------------------------------------


@task()
def propose(proposal_id: str) -> str:
    """Look for the division of one proposal; its job tells how far it is."""
    rows = Proposal.objects.select_related("composition__programme", "job__person", "warm")
    proposal = rows.get(pk=UUID(proposal_id))
    job = proposal.job
    if job is None or job.is_over:
        return "over"
    with at_work(job=job, clock=clock.now), translation.override(job.person.language):
        said = _propose(proposal, job)
        job.result = {"said": said, "address": actions.address(proposal)}
    return said


def _propose(proposal: Proposal, job: Job) -> str:
    found = pool(proposal.composition)
    try:
        made = problem(found, proposal.leaning)
    except Unclear as unclear:
        actions.no_answer(
            proposal=proposal, conflicts=[{"kind": fault.kind} for fault in unclear.faults], now=clock.now()
        )
        return _("There is nothing to divide yet.")
    if conflicts := made.check():
        actions.no_answer(proposal=proposal, conflicts=[asdict(one) for one in conflicts], now=clock.now())
        return _("These rules cannot all be kept. See which ones clash, and what helps.")
    warm = _assignment(pool(proposal.composition, seats_of=proposal.warm)) if proposal.warm else None
    solution = solve(made, **budget(len(made.people)), seed=proposal.seed, warm=warm, on_progress=_watch(proposal, job))
    if solution.is_cancelled:
        return _("Stopped. Nothing was changed.")
    actions.keep(proposal=proposal, facts=facts(solution), placings=_placings(solution), now=clock.now())
    return _("A proposal is ready.")


def budget(people: int) -> dict[str, Any]:
    """How long to look: a pool of a hundred is at its best in a second, one of thousands needs twenty."""
    return {"seconds": 2.0 if people <= 150 else 5.0 if people <= 1000 else 20.0}


def _watch(proposal: Proposal, job: Job) -> Callable[[Progress], bool]:
    """Tell how far the search is, and stop it when somebody gave it up."""
    looked = [0.0]

    def on_progress(progress: Progress) -> bool:
        if time.monotonic() - looked[0] < LOOK:
            return True
        looked[0] = time.monotonic()
        job.advance(int(progress.fraction * 100))
        return Proposal.objects.standing().filter(pk=proposal.pk).exists()

    return on_progress


def _assignment(found: Pool) -> dict[str, str]:
    """Where the people of a pool sit: members where they are, candidates as placed, in networks still open."""
    open_now = {str(opening.network_id) for opening in found.openings}
    seats = {who: where for who, where in found.seats.items() if where in open_now}
    return seats | {one.id: one.seat for one in found.people if one.seat}


def facts(solution: Solution) -> dict[str, Any]:
    """What is kept of a solution, beside who sits where: plain values."""
    said = solution.to_dict()
    return {
        "value": _points(said["value"]), "bound": _points(said["upper_bound"]), "steps": said["steps"],
        "parts": {name: str(_points(said["parts"][name])) for name in ("diversity", "preferences", "stability")},
        "facts": {
            "breaches": said["rules_broken"],
            "shares": [asdict(one) for one in solution.shares()], "gaps": [asdict(one) for one in solution.gaps()],
        },
    }  # fmt: skip


def _points(value: float | None) -> Decimal | None:
    """As it is kept: four decimals, and a value never above its bound for rounding."""
    return None if value is None else Decimal(value).quantize(Decimal("0.0001"))


def _placings(solution: Solution) -> dict[str, tuple[str | None, int | None]]:
    """person -> network and which wish of theirs it is"""
    return {one.id: (solution.assignment.get(one.id), solution.rank(one.id)) for one in solution.problem.people}


# --- asked while somebody waits ------------------------------------------------------------


def judged(proposal: Proposal, found: Pool | None = None) -> Solution:
    """The division of a proposal as it stands now, to be asked about. Raises: Unclear."""
    found = found or pool(proposal.composition, seats_of=proposal)
    return Solution.of(
        problem(found, proposal.leaning), _assignment(found),
        upper_bound=None if proposal.bound is None else float(proposal.bound),
        steps=proposal.steps, seed=proposal.seed,
    )  # fmt: skip


def effect(solution: Solution, moves: Moves) -> dict[str, Any]:
    """What some moves do together, as plain values; `share`: of the value, a hundredth is 0.01."""
    return _effect(solution, solution.effect(moves))


def _effect(solution: Solution, done: Effect) -> dict[str, Any]:
    said = asdict(done)
    return said | {"share": done.value / solution.value if solution.value else 0.0}


def moved(solution: Solution, moves: Moves) -> tuple[dict[str, Any], dict[str, tuple[str | None, int | None]]]:
    """The facts and placings after some moves."""
    after = solution.after(moves)
    return facts(after), _placings(after)


def reasons(solution: Solution, candidate: str) -> dict[str, Any]:
    """Why somebody sits where they sit, and what every other place would cost."""
    said = solution.explain(candidate)
    return asdict(said) | {
        "alternatives": [asdict(one) | {"effect": _effect(solution, one.effect)} for one in said.alternatives]
    }


def why_not(solution: Solution, candidate: str, network: str) -> dict[str, Any]:
    said = solution.why_not(candidate, network)
    return asdict(said) | {"effect": _effect(solution, said.effect)}


def compared(first: Proposal, second: Proposal) -> dict[str, Any]:
    """What is different between two proposals of one composition."""
    return asdict(judged(first).compare(judged(second)))


def clashes(composition: Composition, found: Pool | None = None) -> list[dict[str, Any]]:
    """Which rules cannot be kept together, known before any search; empty when nothing is seen. `found`: its pool,
    where it is at hand.
    """
    try:
        return [asdict(one) for one in problem(found or pool(composition)).check()]
    except Unclear as unclear:
        return [{"kind": fault.kind} for fault in unclear.faults]
