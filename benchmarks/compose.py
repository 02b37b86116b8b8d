"""What the composer reaches: instances of the grouping problem, made-up pools, clashes, and a peer when it is there.

    python -m benchmarks.compose mdglib FILE --seconds S --seed N
    python -m benchmarks.compose table [--seeds 5] [--only NAME ...] [--groupeng DIR]

Seconds are seconds of CPU, so that busy neighbours hardly count: the search is one thread, and on a machine of its own
they are seconds of the clock. `table` prints each figure as it comes and keeps docs/benchmarks-compose.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from akker.compose import Apart, Pin, Problem, Solution, Together, solve
from akker.compose.bound import diversity
from benchmarks import groupeng, mdglib, pools

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "benchmarks" / "data"
PAGE = ROOT / "docs" / "benchmarks-compose.md"
HEAD = """# Benchmarks of the composer

Made by `python -m benchmarks.compose table`: plain numpy, one thread. Seconds are seconds of CPU; the column *load* is
the load average of the machine during the row. Figures are medians over the seeds. *Reach* is what we set out to reach.
Pools are made up by `benchmarks/pools.py`: function, sector, region, organisation and years of experience. The gap is
to a bound that no division can pass. Instances are those of MDGLIB in `benchmarks/data/`; what was published is in the
README there. `--groupeng DIR` adds the row that compares with GroupEng; that program is not part of this checkout.
"""
COLUMNS = "| figure | reach | reached | seeds | load | measured on |\n| --- | --- | --- | ---: | ---: | --- |"
Row = tuple[str, str, str, int]


@dataclass(frozen=True)
class Run:
    """What was asked of the table."""

    seeds: int
    groupeng: str | None


def median(values: list[float]) -> float:
    return statistics.median(values)


def cpu(problem: Problem, seconds: float, seed: int, **rest: object) -> Solution:
    return solve(problem, seconds=seconds, seed=seed, clock=time.process_time, **rest)  # type: ignore[arg-type]


# --- rows -------------------------------------------------------------------------------------------------------------


def pool_row(count: int, networks: int, seconds: float, reach: str) -> Callable[[Run], Row]:
    def measure(run: Run) -> Row:
        problem = pools.attributes(count, networks)
        ceiling = float(diversity(problem.board))
        gaps, took = [], []
        for seed in range(run.seeds):
            found = cpu(replace(problem), seconds, seed)
            gaps.append((ceiling - found.value) / ceiling)
            took.append(found.seconds)
        memory = f", {_memory():.0f} MB" if count >= 5000 else ""
        return f"pool of {count}, diversity only, in {seconds:g} s", reach, f"gap {median(gaps):.4%}{memory}", run.seeds

    return measure


def full_row(run: Run) -> Row:
    problem = pools.full(960, 72)
    longest = cpu(replace(problem), 60, 99).value
    firsts, short = [], []
    for seed in range(run.seeds):
        begun, first = time.process_time(), [60.0]

        def tell(progress: object, begun: float = begun, first: list[float] = first) -> bool:
            if progress.violations == 0:
                first[0] = min(first[0], time.process_time() - begun)
            return True

        found = cpu(replace(problem), 5, seed, on_progress=tell)
        assert not found.violations
        firsts.append(first[0])
        short.append((longest - found.value) / longest)
    reached = f"{median(firsts):.2f} s; {median(short):.2%} below a run of 60 s"
    return "960 people, every rule: first without a breach; in 5 s", "1 s; 0.5 %", reached, run.seeds


def large_row(run: Run) -> Row:
    problem = pools.full(5000, 375)
    broken, value = [], []
    for seed in range(run.seeds):
        found = cpu(replace(problem), 20, seed)
        broken.append(float(len(found.violations)))
        value.append(found.value)
    reached = f"{max(broken):.0f} broken, value {median(value):.0f}, {_memory():.0f} MB"
    return "5,000 people, 375 networks, every rule, in 20 s", "none broken", reached, run.seeds


def again_row(run: Run) -> Row:
    problem = pools.full(960, 72)
    behind, unmoved = [], []
    for seed in range(run.seeds):
        old = cpu(replace(problem), 5, seed)
        pinned = problem.with_rules(*pools.pins(old)).with_current(old.assignment)
        new = cpu(pinned, 2, seed, warm=old.assignment)
        cold = cpu(replace(pinned, current={}), 10, seed)
        behind.append((cold.value - (new.value - new.parts.stability)) / cold.value)
        unmoved.append(old.compare(new).unmoved)
        assert not new.violations
    reached = f"{median(behind):.2%} below a cold 10 s, {median(unmoved):.0%} unmoved"
    return "pin four and solve again, 960 people, in 2 s", "at most 0.2 % below, 80 % unmoved", reached, run.seeds


def mdglib_row(name: str, seconds: float, published: float) -> Callable[[Run], Row]:
    def measure(run: Run) -> Row:
        instance = mdglib.read(DATA / name)
        values = [instance.value(instance.solve(seconds, seed)) for seed in range(run.seeds)]
        beside = (median(values) - published) / published
        reached = f"{median(values):.0f}, best {max(values):.0f}; {beside:+.2%} beside {published:g}"
        return f"{name.partition('.')[0]} in {seconds:g} s", "within 0.1 %", reached, run.seeds

    return measure


def clash_row(run: Run) -> Row:
    ids = [f"p{number:05}" for number in range(5000)]
    planted = [Together(people=(ids[0], ids[1]), id="a"), Together(people=(ids[1], ids[2]), id="b")]
    problem = pools.full(5000, 375).with_rules(*planted, Apart(people=(ids[0], ids[2]), id="c"))
    problem = problem.with_rules(Pin(person=ids[9], network="n000", id="d"), Pin(person=ids[9], network="n001", id="e"))
    assert problem.board.barred.any()
    took = []
    for _time in range(run.seeds + 1):
        begun = time.process_time()
        found = problem.check()
        took.append(time.process_time() - begun)
    assert {frozenset(one.rules) for one in found} == {frozenset("abc"), frozenset("de")}, found
    return "two planted clashes named, 5,000 people", "50 ms", f"{median(took) * 1000:.0f} ms, both minimal", run.seeds


def import_row(run: Run) -> Row:
    alone, took = (_importing(run, name) for name in ("numpy", "akker.compose"))
    cold = (
        "import time; b = time.process_time(); from benchmarks import pools; from akker.compose import solve;"
        "s = solve(pools.attributes(120, 10), steps=150); print(time.process_time() - b, s.gap)"
    )
    runs = [_fresh(cold).split() for _time in range(run.seeds)]
    whole, gap = median([float(one[0]) for one in runs]), float(runs[0][1])
    reached = f"{took:.2f} s, of which numpy {alone:.2f} s / {whole:.2f} s with a gap of {gap:.2%}"
    return "import / process start to answer for 120 people", "0.3 s / 1 s", reached, run.seeds


def _importing(run: Run, name: str) -> float:
    code = f"import time; b = time.process_time(); import {name}; print(time.process_time() - b)"
    return median([float(_fresh(code)) for _time in range(run.seeds)])


def _fresh(code: str) -> bytes:
    """What a new process says. One thread, like all rows: those that numpy keeps ready would count as time of ours."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=env)


def peer_row(run: Run) -> Row:
    if run.groupeng is None:
        return "", "", "", 0
    return groupeng.compare(Path(run.groupeng), run.seeds)


ROWS: dict[str, Callable[[Run], Row]] = {
    "pool120": pool_row(120, 10, 1, "0.1 %"),
    "pool960": pool_row(960, 80, 3, "0.05 %"),
    "pool2000": pool_row(2000, 154, 10, "0.005 %"),
    "pool5000": pool_row(5000, 385, 20, "0.05 %, under 600 MB"),
    "full960": full_row,
    "full5000": large_row,
    "again960": again_row,
    "ranint120a": mdglib_row("RanInt_n120_ds_01.txt.gz", 10, 51146),
    "ranint120b": mdglib_row("RanInt_n120_ds_02.txt.gz", 10, 51372),
    "ranint240": mdglib_row("RanInt_n240_ds_01.txt.gz", 30, 160596),
    "geo240": mdglib_row("Geo_n240_ss_01.txt.gz", 30, 185973.83),
    "ranint480": mdglib_row("RanInt_n480_ds_01.txt.gz", 60, 390718),
    "clashes": clash_row,
    "start": import_row,
    "groupeng": peer_row,
}


# --- the page ---------------------------------------------------------------------------------------------------------


def table(run: Run, only: list[str]) -> None:
    for name in only or ROWS:
        figure, reach, reached, seeds = ROWS[name](run)
        if figure:
            line = f"| {figure} | {reach} | {reached} | {seeds} | {os.getloadavg()[0]:.1f} | {machine()} |"
            print(line, flush=True)
            _keep(line)


def _keep(line: str) -> None:
    """Put one row in the page, in the place of the row with the same figure; other rows stay as they were measured."""
    old = PAGE.read_text().splitlines() if PAGE.exists() else []
    rows = [row for row in old if row.startswith("| ") and not row.startswith(("| figure", "| ---"))]
    figure = line.split("|")[1]
    places = [place for place, row in enumerate(rows) if row.split("|")[1] == figure]
    rows[places[0] if places else len(rows) : places[0] + 1 if places else len(rows)] = [line]
    PAGE.write_text("\n".join([HEAD, COLUMNS, *rows]) + "\n")


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, numpy {np.__version__}"


def _memory() -> float:
    """The most this process ever held, in MB."""
    status = Path("/proc/self/status")
    text = status.read_text() if status.exists() else ""
    return int(text.partition("VmHWM:")[2].split()[0]) / 1024 if "VmHWM:" in text else float("nan")


# --- command ----------------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compose", description="What the composer reaches.")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("mdglib", help="solve one instance, also .gz")
    one.add_argument("file", type=Path)
    one.add_argument("--seconds", type=float, default=10)
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--clock", choices=["cpu", "wall"], default="wall")
    many = commands.add_parser("table", help="print the figures and keep them in docs/benchmarks-compose.md")
    many.add_argument("--seeds", type=int, default=5)
    many.add_argument("--only", nargs="*", choices=list(ROWS), default=[])
    many.add_argument("--groupeng", metavar="DIR", help="a folder that holds GroupEng")
    options = parser.parse_args()
    if options.command == "table":
        table(Run(options.seeds, options.groupeng), options.only)
    else:
        print("\n".join(_solved(options)))


def _solved(options: argparse.Namespace) -> Iterator[str]:
    instance = mdglib.read(options.file)
    clock = time.process_time if options.clock == "cpu" else time.monotonic
    solution = instance.solve(options.seconds, options.seed, clock=clock)
    yield f"value {instance.value(solution):.3f}"
    holds = instance.holds(solution)
    yield f"people {len(instance.distances)}, groups {len(instance.sizes)}, all placed within their sizes: {holds}"
    yield f"seconds {solution.seconds:.2f} ({options.clock}), steps {solution.steps}, seed {solution.seed}"
    yield f"optimal {solution.is_optimal}, repeatable {solution.is_repeatable}"
    yield f"{machine()}, load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
