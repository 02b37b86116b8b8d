"""A few breaches, chosen by a seed, are noticed; `make house` tries them all."""

from __future__ import annotations

import random

import pytest

from tests.house.break_the_house import BREACHES, Breach, notices

SEED = 20261120


@pytest.mark.slow
@pytest.mark.parametrize("breach", random.Random(SEED).sample(BREACHES, 3), ids=lambda breach: breach.name)
def test_breach_is_noticed(breach: Breach) -> None:
    assert notices(breach)
