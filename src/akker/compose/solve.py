"""Look for the best division."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from akker.compose import bound, exact, score, start
from akker.compose.board import GRAIN, Board, Ints
from akker.compose.chance import Chance
from akker.compose.layout import Layout
from akker.compose.problem import Problem
from akker.compose.search import MILLION, Search, target
from akker.compose.solution import Solution

DEFAULT_SECONDS = 5.0
_USED = 0.85  # of the time that is given, by the steps that are planned; the rest is for a slower moment
_FEW = 150  # people, up to which many starts are worth more than one long search
_WORTHWHILE = 2_600  # swaps looked at in one go, for which numpy is quick


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: `fraction` of its time or steps, the best so far and what it still breaks."""

    fraction: float
    value: float
    upper_bound: float | None
    violations: int


@dataclass(frozen=True, slots=True)
class Leg:
    """One descent of the temperature: `share` of the steps, from `hot`; `is_fresh`: from other first divisions.
    `is_warm`: from an answer that must not melt."""

    share: float
    hot: int
    cold: int
    is_fresh: bool = False
    is_warm: bool = False


# Attributes leave many divisions nearly alike, and want a long cold end; given distances freeze while it is hot still.
MANY_STARTS = (Leg(0.1, 0, 0), Leg(0.4, 300_000, 8_000, is_fresh=True), Leg(0.5, 300_000, 6_000, is_fresh=True))
ONE_START = (Leg(0.85, 200_000, 1_000), Leg(0.15, 10_000, 1_000))
MANY_STARTS_FAR = (Leg(0.08, 0, 0), Leg(0.42, 600_000, 50_000, is_fresh=True), Leg(0.5, 600_000, 40_000, is_fresh=True))
ONE_START_FAR = (Leg(1.0, 700_000, 60_000),)
FROM_WARM = (Leg(1.0, 6_000, 300, is_warm=True),)


class Stopped(Exception):
    """Somebody asked to stop, or the time is over."""


@dataclass(slots=True)
class Watch:
    """Tells how far a search is, whether by steps or by the clock, and stops it."""

    clock: Callable[[], float]
    begun: float
    seconds: float | None
    steps: int
    ceiling: Fraction | None
    on_progress: Callable[[Progress], bool] | None
    done: int = 0
    told_at: float = 0.0
    is_repeatable: bool = True
    is_cancelled: bool = False
    best: tuple[int, int, int] = (-(1 << 60), 0, 0)
    scale: int = 1
    searching_since: float = 0.0
    goal: int | None = None
    room: int = 0

    @property
    def deadline(self) -> float:
        return self.begun + (self.seconds or 0.0)

    def fraction(self) -> int:
        """In millionths. When the clock is ahead of the steps it counts, and the answer is no longer repeatable."""
        by_steps = self.done * MILLION // max(1, self.steps)
        if self.seconds is None:
            return by_steps
        by_clock = int(
            (self.clock() - self.searching_since) / max(1e-3, self.deadline - self.searching_since) * MILLION
        )
        if by_clock > by_steps + (MILLION - by_clock) // 3:
            self.is_repeatable = False
            return by_clock
        return by_steps

    def tick(self, is_step: bool = True) -> int:
        """After each round. Raises Stopped, also when nothing better can be."""
        self.done += is_step
        if self.goal is not None and self.best[0] == 0 and self.best[1:] >= (self.room, self.goal):
            raise Stopped
        fraction = self.fraction()
        now = self.clock()
        if self.on_progress is not None and now - self.told_at > 0.05:
            self.told_at = now
            if not self.on_progress(self.progress(fraction)):
                self.is_cancelled, self.is_repeatable = True, False
                raise Stopped
        if self.seconds is not None and now >= self.deadline:
            self.is_repeatable = False
            raise Stopped
        return fraction

    def progress(self, fraction: int) -> Progress:
        ceiling = None if self.ceiling is None else float(self.ceiling)
        value = self.best[2] / (self.scale * GRAIN)
        return Progress(min(1.0, fraction / MILLION), value, ceiling, -self.best[0])


def solve(
    problem: Problem,
    *,
    seconds: float | None = None,
    steps: int | None = None,
    seed: int = 0,
    warm: Mapping[str, str] | None = None,
    on_progress: Callable[[Progress], bool] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Solution:
    """The best division found in `seconds`, or in `steps`: then it is the same on every machine.

    Without either: 5 seconds. `warm`: person -> network, an answer to start from; what comes back is never worse.
    `on_progress` is called many times a second, and once at the end; when it answers False the best so far comes back.
    `clock`: what `seconds` are read from.
    """
    begun = clock()
    if seconds is None and steps is None:
        seconds = DEFAULT_SECONDS
    board = problem.board
    ceiling = None if exact.is_small(board) else bound.upper_bound(board)
    known = None if warm is None else start.given(board, warm)
    if exact.is_small(board):
        found, watch, is_optimal = exact.best(board), None, True
    else:
        watch = Watch(clock, begun, seconds, steps or 0, ceiling, on_progress)
        found, is_optimal = _searched(board, watch, seed, known), False
    merit = score.merit(board, found)
    if known is not None and (known_merit := score.merit(board, known)) >= merit:
        found, merit = known, known_merit
    assignment = {board.people[i].id: board.networks[j].id for i, j in enumerate(found.tolist()) if j < board.g}
    value = merit[2]
    is_optimal = is_optimal or (ceiling is not None and value >= ceiling and merit[0] == 0)
    if on_progress is not None:
        on_progress(Progress(1.0, float(value), None if ceiling is None else float(ceiling), -merit[0]))
    return Solution(
        problem=problem,
        assignment=assignment,
        upper_bound=float(value) if is_optimal else None if ceiling is None else float(ceiling),
        steps=watch.steps if watch else 0,
        seed=seed,
        seconds=clock() - begun,
        is_optimal=is_optimal,
        is_cancelled=bool(watch and watch.is_cancelled),
        is_repeatable=watch.is_repeatable if watch else True,
    )


def _searched(board: Board, watch: Watch, seed: int, known: Ints | None) -> Ints:
    chance = Chance(seed)
    firsts = _firsts(board, chance, known, _copies(board))
    layout = Layout(board, start.resting(firsts, board.g))
    watch.scale = layout.scale
    if watch.ceiling is not None and layout.is_exact:
        watch.room = min(board.n, int(board.most.sum()))
        watch.goal = ceil(watch.ceiling * GRAIN * layout.scale)
    if watch.seconds is not None and not watch.steps:
        watch.steps = _planned(layout, firsts, watch)
    watch.searching_since = watch.clock()
    legs = FROM_WARM if known is not None else _legs(board)
    run = Run(board, layout, Chance(seed, layout.dtype), watch, firsts)
    for leg in legs:
        try:
            run.go(leg)
        except Stopped:
            break
    return run.best


def _legs(board: Board) -> tuple[Leg, ...]:
    if board.distances is not None:
        return MANY_STARTS_FAR if board.n <= _FEW else ONE_START_FAR
    return MANY_STARTS if board.n <= _FEW else ONE_START


def _copies(board: Board) -> int:
    pairs = max(1, board.g // 2)
    width = int(max(1, min(board.most.max(), board.n)))
    return max(1, min(8, _WORTHWHILE // (pairs * width * width)))


def _firsts(board: Board, chance: Chance, known: Ints | None, copies: int) -> list[Ints]:
    if known is not None:
        return [start.trimmed(board, known)] * copies
    return [start.first(board, chance) for _copy in range(copies)]


def _planned(layout: Layout, firsts: list[Ints], watch: Watch) -> int:
    """How many rounds fit in the time that is left, by a few that are thrown away."""
    probe = Search(layout, firsts, Chance(0, layout.dtype))
    probe.warm_up()
    probe.round(probe.temperature)
    begun, rounds = watch.clock(), 0
    while rounds < 3 or watch.clock() - begun < 0.02:
        probe.round(probe.temperature)
        rounds += 1
    each = (watch.clock() - begun) / rounds
    left = watch.deadline - watch.clock()
    return max(8, int(left * _USED / each))


@dataclass(slots=True)
class Run:
    """The legs of one search and the best division among them."""

    board: Board
    layout: Layout
    chance: Chance
    watch: Watch
    firsts: list[Ints]
    best: Ints = field(init=False)
    merit: tuple[int, int, Fraction] | None = None
    used: float = 0.0

    def __post_init__(self) -> None:
        self.best = self.firsts[0]

    def go(self, leg: Leg) -> None:
        """One leg and the polish after it. Raises Stopped, with what was found kept."""
        search = Search(self.layout, self._starts(leg), self.chance)
        begin, end = self.used, self.used + leg.share
        self.used = end
        try:
            if leg.hot:
                self._anneal(search, leg, int(begin * MILLION), int(end * MILLION))
            else:
                self._descend(search, int(end * MILLION))
        finally:
            self._keep(search)

    def _starts(self, leg: Leg) -> list[Ints]:
        if self.merit is None:
            return self.firsts
        if leg.is_fresh:
            return [start.first(self.board, self.chance) for _copy in self.firsts]
        return [self.best] * len(self.firsts)

    def _anneal(self, search: Search, leg: Leg, begin: int, end: int) -> None:
        if leg.is_warm:  # what is broken is mended first, and nothing else is touched
            search.polish(lambda: self._tick(search, is_step=False), self.layout.rows + 1)
        search.warm_up(256 if leg.is_warm else 4)
        fraction = begin
        while fraction < end:
            search.anneal_round(target(fraction - begin, end - begin, leg.hot, leg.cold))
            fraction = self._tick(search)
        search.back_to_best()
        search.polish(lambda: self._tick(search, is_step=False), self.watch.steps // 20 + 20)

    def _descend(self, search: Search, end: int) -> None:
        """Only gains, from one first division after another: many starts."""
        fraction = 0
        while fraction < end:
            search.polish(lambda: self._tick(search), self.layout.rows * 20)
            self._keep(search)
            search.restart([start.first(self.board, self.chance) for _copy in self.firsts])
            fraction = self._tick(search)

    def _tick(self, search: Search, is_step: bool = True) -> int:
        search.keep()
        self.watch.best = max(self.watch.best, *(best.merit for best in search.best))
        return self.watch.tick(is_step)

    def _keep(self, search: Search) -> None:
        search.keep()
        top = max(search.best, key=lambda best: best.merit)
        seats = self.layout.seats(top.table)
        merit = score.merit(self.board, seats)
        if self.merit is None or merit > self.merit:
            self.best, self.merit = seats, merit
        self.watch.best = max(self.watch.best, top.merit)
