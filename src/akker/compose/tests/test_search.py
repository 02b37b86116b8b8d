"""What the search adds up along the way is what counting from scratch gives."""

from __future__ import annotations

import numpy as np
import pytest

from akker.compose import Problem, score, start
from akker.compose.board import GRAIN
from akker.compose.chance import Chance
from akker.compose.layout import Layout
from akker.compose.pairs import Pairs
from akker.compose.search import Search
from akker.compose.tables import faults, worth
from akker.compose.tests import pools

PROBLEMS = {
    "tight": pools.problem(48, 4, (12, 12), rules=False),
    "rules": pools.problem(60, 4, (10, 12)),
    "bench": pools.problem(60, 3, (8, 8)),
    "loose": pools.problem(40, 6, (3, 11), seed=5),
    "bare": pools.problem(30, 5, (2, 9), seed=9, rules=False, is_per_head=False),
}


def searching(problem: Problem, copies: int = 2, seed: int = 3) -> Search:
    firsts = [start.first(problem.board, Chance(seed + copy)) for copy in range(copies)]
    layout = Layout(problem.board, start.resting(firsts, problem.board.g))
    return Search(layout, firsts, Chance(seed, layout.dtype))


@pytest.mark.parametrize("name", PROBLEMS)
def test_gain_and_faults_of_a_swap_are_what_counting_says(name: str) -> None:
    search = searching(PROBLEMS[name], copies=1)
    layout, every = search.layout, np.arange(search.layout.rows)
    draw = np.random.default_rng(1)
    for _time in range(6):
        first, second = search.matching()
        pairs = Pairs(layout, search.table, first, second)
        pairs.weigh()
        gains, broken = pairs.gains(), pairs.rules.swap_faults() if layout.has_rules else None
        for pair, i, j in zip(*(draw.integers(0, top, 8) for top in (len(first), pairs.w, pairs.w)), strict=True):
            table = search.table.copy()
            if layout.n in (table[first[pair], i], table[second[pair], j]):
                continue
            table[first[pair], i], table[second[pair], j] = table[second[pair], j], table[first[pair], i]
            assert gains[pair, i, j] == (worth(layout, every, table) - worth(layout, every, search.table)).sum()
            if broken is not None:
                more = (faults(layout, every, table) - faults(layout, every, search.table)).sum() // 2
                assert broken[pair, i, j] == more
        search.step(first, second, 1 << 10)


@pytest.mark.parametrize("name", ["rules", "bench", "loose", "bare"])
def test_gain_and_faults_of_a_move_are_what_counting_says(name: str) -> None:
    search = searching(PROBLEMS[name], copies=1)
    layout, every = search.layout, np.arange(search.layout.rows)
    seen = 0
    for _time in range(12):
        first, second = search.matching()
        pairs = Pairs(layout, search.table, first, second)
        gains, broken = pairs.moves(), pairs.move_faults()
        for pair in range(len(first)):
            for place in range(pairs.w):
                table = search.table.copy()
                empty = np.flatnonzero(table[second[pair]] == layout.n)
                if table[first[pair], place] == layout.n or not len(empty):
                    continue
                table[second[pair], empty[0]], table[first[pair], place] = table[first[pair], place], layout.n
                assert gains[pair, place] == (worth(layout, every, table) - worth(layout, every, search.table)).sum()
                more = (faults(layout, every, table) - faults(layout, every, search.table)).sum() // 2
                assert broken[pair, place] == more
                seen += 1
        search.step(first, second, 1 << 10)
    assert seen


@pytest.mark.parametrize("name", PROBLEMS)
def test_running_value_is_the_recomputed_one(name: str) -> None:
    search = searching(PROBLEMS[name])
    search.warm_up()
    for _round in range(60):
        search.anneal_round(400_000)
    value, seated, broken = search.value.copy(), search.seated.copy(), search.faults.copy()

    search.recount()

    assert (value == search.value).all()
    assert (seated == search.seated).all()
    assert (broken == search.faults).all()


@pytest.mark.parametrize("name", ["rules", "bench", "loose"])
def test_looking_at_rules_alone_keeps_the_sums_and_the_empty_seats(name: str) -> None:
    search = searching(PROBLEMS[name])
    search.is_stirring = True
    for _round in range(30):
        search.round(1 << 10)
    value, seated, broken = search.value.copy(), search.seated.copy(), search.faults.copy()

    search.recount()

    assert (value == search.value).all()
    assert (seated == search.seated).all()
    assert (broken == search.faults).all()


@pytest.mark.parametrize("name", ["tight", "rules", "bench"])
def test_value_of_a_table_is_the_value_of_its_division(name: str) -> None:
    search = searching(PROBLEMS[name], copies=1)
    seats = search.layout.seats(search.table)
    value = score.exact(search.layout.board, seats)

    assert value * GRAIN * search.layout.scale == search.value[0]
    assert score.broken(search.layout.board, seats) == search.faults[0]
