"""Reasons are facts: what they say a change costs is what the changed division is worth."""

from __future__ import annotations

import time

import pytest

from akker.compose import Apart, AtMost, Pin, Problem, Requires, Solution, solve
from akker.compose.tests import pools


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(pools.problem(60, 4), steps=60, seed=1)


def test_a_swap_tells_the_difference_it_makes(solution: Solution) -> None:
    first, second = solution.members["n0"][0], solution.members["n1"][0]

    effect = solution.swap(first, second)
    after = solution.after([(first, "n1"), (second, "n0")])

    assert effect.value == pytest.approx(after.value - solution.value)
    assert effect.parts.diversity == pytest.approx(after.parts.diversity - solution.parts.diversity)
    assert {(move.person, move.old, move.new) for move in effect.moves} == {(first, "n0", "n1"), (second, "n1", "n0")}
    assert effect.ranks[first] == (solution.rank(first), after.rank(first))
    assert len(after.violations) - len(solution.violations) == len(effect.breaks) - len(effect.mends)


def test_every_alternative_keeps_the_rules_and_costs_what_it_says(solution: Solution) -> None:
    for person in solution.members["n2"]:
        reasons = solution.explain(person)
        assert reasons.network == "n2"
        for alternative in reasons.alternatives:
            moves = [(person, alternative.network)]
            if alternative.partner is not None:
                moves.append((alternative.partner, "n2"))
            after = solution.after(moves)
            assert alternative.loss == pytest.approx(solution.value - after.value)
            assert after.violations == ()
        losses = [one.loss for one in reasons.alternatives]
        assert losses == sorted(losses)


def test_the_best_alternative_is_the_best_of_all_swaps(solution: Solution) -> None:
    person = solution.members["n1"][1]
    tried = [solution.swap(person, other) for other in solution.members["n3"]]
    clean = max(effect.value for effect in tried if not effect.breaks)

    found = next(one for one in solution.explain(person).alternatives if one.network == "n3")

    assert -found.loss >= clean - 1e-9


def test_why_not_names_the_rule_that_keeps_somebody_out() -> None:
    problem = pools.problem(30, 3, (8, 12), rules=False).with_rules(Pin(person="p0001", network="n0", id="promise"))
    solution = solve(problem, steps=20)

    answer = solution.why_not("p0001", "n1")

    assert (answer.is_possible, answer.rules) == (False, ("promise",))
    assert [breach.rule for breach in answer.effect.breaks] == ["promise"]


def test_why_not_tells_what_it_would_cost(solution: Solution) -> None:
    person = solution.bench[0]

    answer = solution.why_not(person, "n3")

    assert answer.effect.moves
    assert answer.loss == pytest.approx(-answer.effect.value)


def test_somebody_who_is_there_is_no_question(solution: Solution) -> None:
    person = solution.members["n0"][0]

    assert solution.why_not(person, "n0").effect.moves == ()


def test_gaps_name_seats_roles_and_values_that_lack() -> None:
    problem = pools.problem(20, 2, (5, 12), rules=False).with_rules(Requires(role="juggler", network="n0"))
    solution = solve(problem, steps=20)
    gaps = {(gap.network, gap.kind, gap.what): (gap.count, gap.wanted) for gap in solution.gaps()}

    assert gaps["n0", "role", "juggler"] == (0, 1)
    assert sum(wanted - count for (_n, kind, _w), (count, wanted) in gaps.items() if kind == "seat") == 4


def test_shares_add_up_to_the_people_seated(solution: Solution) -> None:
    sectors = [share for share in solution.shares() if share.attribute == "sector"]

    assert sum(share.count for share in sectors) == len(solution.assignment)
    assert sum(share.ideal for share in sectors) == pytest.approx(len(solution.assignment))


def test_comparing_tells_who_moved(solution: Solution) -> None:
    first, second = solution.members["n0"][0], solution.members["n1"][0]
    other = solution.after([(first, "n1"), (second, "n0")])

    difference = solution.compare(other)

    assert {move.person for move in difference.moves} == {first, second}
    assert difference.unmoved == pytest.approx(58 / 60)
    assert difference.value == pytest.approx(other.value - solution.value)


def test_what_cannot_be_kept_comes_with_numbers_that_can() -> None:
    crowd = pools.problem(12, 2, (6, 6), rules=False)
    ids = [person.id for person in crowd.people]
    problem = crowd.with_rules(*(Apart(people=(a, b)) for a in ids[:3] for b in ids[:3] if a < b))
    assert problem.check() == []

    clash = solve(problem, steps=10).clash()

    assert clash is not None
    assert (clash.kind, clash.facts["broken"]) == ("no-answer-found", 1)
    assert clash.remedies[0].kind == "drop"


def test_reasons_come_at_once_for_a_thousand_people() -> None:
    problem: Problem = pools.problem(960, 72, (10, 12)).with_rules(AtMost(attribute="sector", count=6))
    solution = solve(problem, steps=3)
    solution.explain("p0001")
    begun = time.process_time()

    solution.explain("p0002")

    assert time.process_time() - begun < 1
