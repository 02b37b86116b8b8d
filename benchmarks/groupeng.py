"""GroupEng beside the composer, on the same pools, in the same run. It is run from its own folder and never copied.

GroupEng makes groups by rules and not by a distance: it is told to distribute every word and to balance the years. So
measuring both by the distance favours the composer; the comparison is of what a programme gets, and how soon.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from akker.compose import Problem, Solution, solve
from akker.compose.bound import diversity
from benchmarks import pools

WORDS = ("function", "sector", "region", "organisation")


def compare(folder: Path, seeds: int) -> tuple[str, str, str, int]:
    """One row: how far each gets from a random division to the bound, and in what time. Raises when it does not run."""
    told = []
    for count, networks in ((120, 10), (480, 40), (960, 80)):
        problem = pools.attributes(count, networks)
        ceiling, start = float(diversity(problem.board)), random_value(problem)
        begun = time.perf_counter()
        theirs = value_of(problem, run(folder, problem))
        slow = time.perf_counter() - begun
        ours, quick = ours_in(problem, slow / 10, seeds)
        told.append(
            f"{count}: {100 * (theirs - start) / (ceiling - start):.1f} % in {slow:.1f} s, "
            f"ours {100 * (ours - start) / (ceiling - start):.2f} % in {quick:.1f} s"
        )
    return "GroupEng, way from random to the bound", "10 times faster, 99.9 %", "; ".join(told), seeds


def random_value(problem: Problem) -> float:
    draw = np.random.default_rng(1)
    people = draw.permutation([person.id for person in problem.people]).tolist()
    assignment, start = {}, 0
    for network in problem.networks:
        assignment |= dict.fromkeys(people[start : start + network.size_max], network.id)
        start += network.size_max
    return Solution.of(problem, assignment).value


def ours_in(problem: Problem, seconds: float, seeds: int) -> tuple[float, float]:
    found = [solve(problem, seconds=seconds, seed=seed) for seed in range(seeds)]
    middle = sorted(found, key=lambda one: one.value)[len(found) // 2]
    return middle.value, middle.seconds


def value_of(problem: Problem, groups: list[list[str]]) -> float:
    assignment = {
        person: network.id for network, group in zip(problem.networks, groups, strict=True) for person in group
    }
    return Solution.of(problem, assignment).value


def run(folder: Path, problem: Problem) -> list[list[str]]:
    """The groups that GroupEng makes."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with (place / "people.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["ID", *WORDS, "years"])
            rows.writerows(
                [number, *(person.attributes[word] for word in WORDS), person.attributes["years"]]
                for number, person in enumerate(problem.people, start=1)
            )
        (place / "groups.groupeng").write_text(_deck(problem))
        script = next(folder.rglob("GroupEng.py"), folder / "GroupEng.py").resolve()
        subprocess.run([sys.executable, script, "groups.groupeng"], cwd=place, check=True, capture_output=True)
        out = next(place.rglob("*_groups.csv"))
        lines = [line for line in csv.reader(out.open()) if len(line) > 1]
    people = [person.id for person in problem.people]
    return [[people[int(cell) - 1] for cell in line[1:] if cell.strip().isdecimal()] for line in lines]


def _deck(problem: Problem) -> str:
    rules = []
    for word in WORDS:
        values = sorted({str(person.attributes[word]) for person in problem.people})
        rules.append(f"- distribute : {word}\n  values : {', '.join(values)}")
    return "\n".join(
        [
            "classlist : people.csv",
            f"number_of_groups : {len(problem.networks)}",
            "student_identifier : ID",
            *rules,
            "- balance : years",
            "",
        ]
    )
