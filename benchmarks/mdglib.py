"""Instances of the maximally diverse grouping problem: `n G ss|ds lb1 ub1 ...`, then `i j d`, counted from 0."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from akker.compose import Network, Person, Problem, Solution, solve
from akker.compose.board import GRAIN


@dataclass(frozen=True)
class Instance:
    """`distances` as they stand in the file; `sizes`: least and most people per group."""

    distances: NDArray[np.float64]
    sizes: tuple[tuple[int, int], ...]

    def problem(self) -> Problem:
        """People by number, so that their order is that of the file; sizes settled where they are free."""
        width = len(str(len(self.distances)))
        people = [Person(id=f"{number:0{width}}") for number in range(len(self.distances))]
        networks = [
            Network(id=f"g{number}", size_min=size, size_max=size) for number, size in enumerate(self.settled())
        ]
        grains = np.rint(self.distances * GRAIN).astype(np.int64)
        return Problem(people=people, networks=networks, distances=grains, is_per_head=False)

    def settled(self) -> list[int]:
        """The sizes with the most pairs: a sum of distances is more the more unequal the groups are."""
        return _most_pairs(self.sizes, len(self.distances))

    def solve(self, seconds: float, seed: int, clock: Callable[[], float] = time.process_time) -> Solution:
        return solve(self.problem(), seconds=seconds, seed=seed, clock=clock)

    def value(self, solution: Solution) -> float:
        """The sum of the distances within groups, from the numbers of the file."""
        groups = [np.array([int(person) for person in people]) for people in solution.members.values()]
        return float(sum(self.distances[np.ix_(group, group)].sum() for group in groups) / 2)

    def holds(self, solution: Solution) -> bool:
        sizes = [len(people) for people in solution.members.values()]
        fits = all(low <= size <= high for size, (low, high) in zip(sizes, self.sizes, strict=True))
        return fits and not solution.bench


def read(file: Path) -> Instance:
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt") as lines:
        first = lines.readline().split()
        count, groups = int(first[0]), int(first[1])
        bounds = [int(word) for word in first[3 : 3 + 2 * groups]]
        numbers = np.loadtxt(lines)
    distances = np.zeros((count, count))
    left, right = numbers[:, 0].astype(int), numbers[:, 1].astype(int)
    distances[left, right] = distances[right, left] = numbers[:, 2]
    return Instance(distances, tuple(zip(bounds[::2], bounds[1::2], strict=True)))


def _most_pairs(sizes: tuple[tuple[int, int], ...], people: int) -> list[int]:
    """Sizes that add up to `people` with the largest sum of squares, group by group over every total."""
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for low, high in sizes:
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for total, (squares, chosen) in best.items():
            for size in range(low, high + 1):
                found = (squares + size * size, (*chosen, size))
                if total + size <= people and found > following.get(total + size, (-1, ())):
                    following[total + size] = found
        best = following
    return list(best[people][1])
