"""Proposals for who takes which role."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from akker.compose import Role, assign_roles


@pytest.mark.parametrize("seed", range(6))
def test_the_most_fit_is_the_most_of_all_divisions(seed: int) -> None:
    draw = random.Random(seed)
    people, roles = list("abcdef"), [Role(key="lead"), Role(key="guide"), Role(key="write", count=2)]
    fit = {(p, role.key): draw.randint(1, 9) for p in people for role in roles if draw.random() < 0.8}
    places = ["lead", "guide", "write", "write"]

    def worth(order: tuple[str, ...]) -> tuple[int, int]:
        held = [(person, key) for person, key in zip(order, places, strict=False) if (person, key) in fit]
        return len(held), sum(fit[one] for one in held)

    best = max(worth(order) for order in permutations(people, 4))
    found = assign_roles(roles, people, fit)

    assert (sum(map(len, found.held.values())), found.value) == best


def test_who_holds_a_role_keeps_it_and_places_that_nobody_fits_stay_open() -> None:
    found = assign_roles(
        [Role(key="lead"), Role(key="guide"), Role(key="cook")],
        ["a", "b"],
        {("a", "lead"): 9, ("b", "lead"): 2, ("a", "guide"): 5},
        fixed={"lead": ["b"]},
    )

    assert found.held == {"lead": ("b",), "guide": ("a",), "cook": ()}
    assert found.open == {"cook": 1}


def test_somebody_can_take_on_two_roles_but_not_one_twice() -> None:
    fit = {("a", "lead"): 5, ("a", "guide"): 5, ("b", "lead"): 1}

    found = assign_roles([Role(key="lead", count=2), Role(key="guide")], ["a", "b"], fit, at_most={"a": 2})

    assert found.held == {"lead": ("a", "b"), "guide": ("a",)}


def test_a_runner_up_costs_what_the_whole_loses() -> None:
    fit = {("a", "lead"): 9, ("b", "lead"): 7, ("c", "lead"): 1, ("b", "guide"): 4, ("a", "guide"): 1}

    found = assign_roles([Role(key="lead"), Role(key="guide")], ["a", "b", "c"], fit)

    assert (found.held, found.value) == ({"lead": ("a",), "guide": ("b",)}, 13)
    assert found.runners_up["lead"] == (("b", 5), ("c", 8))
