"""Few people: the best answer there is, and a bound that no answer passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from akker.compose import Network, Person, Problem, bound, exact, score, solve
from akker.compose.tests import pools


def brute(problem: object) -> tuple[object, ...]:
    board = problem.board  # type: ignore[attr-defined]
    return max(score.merit(board, np.array(seats)) for seats in product(range(board.g + 1), repeat=board.n))


@pytest.mark.parametrize("seed", range(6))
def test_best_of_few_is_the_best_of_all_divisions(seed: int) -> None:
    problem = pools.problem(7 if seed % 2 else 6, 2, (2, 3), seed=seed)

    assert score.merit(problem.board, exact.best(problem.board)) == brute(problem)


@pytest.mark.parametrize("seed", range(6))
def test_bound_is_not_below_the_best(seed: int) -> None:
    sizes = [(3, 3), (2, 3), (1, 4)][seed % 3]
    problem = pools.problem(7, 2, sizes, seed=seed, rules=False)

    found = solve(problem)

    assert found.is_optimal
    ceiling = bound.upper_bound(problem.board)
    assert ceiling is not None
    assert ceiling >= brute(problem)[2]


@pytest.mark.parametrize("seed", range(8))
def test_bound_holds_for_networks_of_different_sizes(seed: int) -> None:
    sizes = [(3, 4), (2, 5), (2, 4), (1, 4)][seed % 4]  # the last two leave people on the bench
    problem = sized(sizes, pools.problem(7, 2, seed=seed, rules=False).people)

    ceiling = bound.upper_bound(problem.board)

    assert ceiling is not None
    assert ceiling >= brute(problem)[2]


def test_bound_is_reached_where_sizes_differ() -> None:
    people = [Person(id=f"p{number}", attributes={"organisation": f"o{number}"}) for number in range(7)]
    problem = sized((3, 4), people)

    assert bound.upper_bound(problem.board) == brute(problem)[2] == Fraction(5, 2)


def sized(sizes: Sequence[int], people: Sequence[Person]) -> Problem:
    places = [Network(id=f"n{number}", size_min=size, size_max=size) for number, size in enumerate(sizes)]
    return Problem(people=[replace(one, preferences=()) for one in people], networks=places)
