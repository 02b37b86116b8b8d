"""Chance in whole numbers: the same numbers on every machine, whatever numpy draws by itself.

Source of the mixing steps: Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014).
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from akker.compose.board import Ints

Raw = NDArray[np.uint64]
Whole = NDArray[np.signedinteger[Any]]  # 32 or 64 bits, whatever fits

_BITS = 8  # a noise of one is 256 in the table
_LEVELS = 2048
_POOL = 1 << 17
_GOLDEN, _ALL = 0x9E3779B97F4A7C15, (1 << 64) - 1
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@cache
def thresholds() -> Ints:
    """2,048 quantiles of the Gumbel distribution in units of 1/256.

    The largest of `gain + T x noise` is a heat bath: each gain is chosen with a chance in proportion to exp(gain / T).
    Decimals, unlike floating logarithms, come out the same everywhere.
    """
    sums = Context(prec=10)
    half = Decimal(_LEVELS * 2)
    quantiles = (sums.divide(Decimal(2 * level + 1), half) for level in range(_LEVELS))
    noise = (sums.minus(sums.ln(sums.minus(sums.ln(quantile)))) for quantile in quantiles)
    return np.array([int((one * (1 << _BITS)).to_integral_value()) for one in noise], dtype=np.int64)


class Chance:
    """A stream of chance from one seed."""

    def __init__(self, seed: int, dtype: type[np.signedinteger[Any]] = np.int64) -> None:
        self._at = seed & _ALL
        self.dtype = dtype
        self.hottest = 900_000 if dtype is np.int32 else 1 << 48  # above it a noise would not fit
        self._pool = thresholds()[(self.raw(_POOL) >> np.uint64(53)).astype(np.int64)].astype(dtype)

    def raw(self, count: int) -> Raw:
        """`count` numbers of 64 bits."""
        mixed = np.uint64(self._at) + _steps(count)
        self._at = (self._at + count * _GOLDEN) & _ALL
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
        return mixed ^ (mixed >> np.uint64(31))

    def below(self, limit: int) -> int:
        """A whole number from 0 up to `limit`, not included."""
        return int(self.raw(1)[0] >> np.uint64(16)) % limit

    def orders(self, rows: int, count: int) -> Ints:
        """(rows, count): in each row the numbers below `count` in some order."""
        return np.argsort(self.raw(rows * count).reshape(rows, count), axis=1, kind="stable").astype(np.int64)

    def noise(self, count: int, temperature: int) -> Whole:
        """`count` noises at this temperature, in the units of the gains: a piece of a pool, taken anywhere."""
        if count < _POOL:
            start = self.below(_POOL - count)
            piece = self._pool[start : start + count]
        else:
            piece = np.resize(self._pool, count)
        return np.asarray((piece * self.dtype(temperature)) >> _BITS)


@cache
def _steps(count: int) -> Raw:
    return np.arange(1, count + 1, dtype=np.uint64) * np.uint64(_GOLDEN)
