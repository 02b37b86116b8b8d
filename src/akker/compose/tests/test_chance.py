"""Chance is the same everywhere: these numbers are what any machine must give."""

from __future__ import annotations

import numpy as np
import pytest

from akker.compose.chance import Chance, thresholds


def test_the_first_numbers_are_those_of_the_published_generator() -> None:
    chance = Chance(0)
    chance._at = 0  # it has filled its pool of noise already

    assert [hex(number) for number in chance.raw(2).tolist()] == ["0xe220a8397b1dcdaf", "0x6e789e6aa1b965f4"]


def test_drawing_at_once_or_one_by_one_is_the_same() -> None:
    one, other = Chance(7), Chance(7)

    assert one.raw(5).tolist() == [int(other.raw(1)[0]) for _time in range(5)]


def test_orders_hold_everybody_once() -> None:
    orders = Chance(1).orders(3, 50)

    assert (np.sort(orders, axis=1) == np.arange(50)).all()
    assert len({tuple(row) for row in orders.tolist()}) == 3


def test_the_table_is_whole_numbers_that_rise_around_eulers_constant() -> None:
    table = thresholds()

    assert (np.diff(table) >= 0).all()
    assert (table[0], table[-1], int(table.sum())) == KNOWN
    assert table.mean() / 256 == pytest.approx(0.5772, abs=0.01)


KNOWN = (-542, 2129, 302537)


@pytest.mark.parametrize("dtype", [np.int32, np.int64])
def test_a_heat_bath_chooses_in_proportion(dtype: type[np.signedinteger]) -> None:
    """Of gains 0 and T the second comes e times as often."""
    chance, often = Chance(3, dtype), 0
    for _time in range(2_000):
        noise = chance.noise(2, 1_000).astype(np.int64)
        often += int(noise[1] + 1_000 > noise[0])

    assert often / 2_000 == pytest.approx(np.e / (1 + np.e), abs=0.03)
