"""What the command line says of a proposal, in plain English."""

from __future__ import annotations

import csv as comma
import io
from collections.abc import Iterator, Sequence

from akker.compose.conflicts import Conflict, Remedy
from akker.compose.score import Breach
from akker.compose.solution import Solution
from akker.compose.why import cheapest_way

_MOST_EXPLAINED = 600  # people whose best alternative is worked out for the table; each takes some milliseconds


def summary(solution: Solution, out: str | None) -> str:
    parts, gap = solution.parts, solution.gap
    within = "" if gap is None else f", proven to be within {gap:.3%} of the best" if gap else ", proven to be the best"
    lines = [
        f"{len(solution.assignment)} people in {len(solution.members)} networks, {len(solution.bench)} on the bench.",
        f"Value {solution.value:.3f}{within}: diversity {parts.diversity:.3f}, preferences {parts.preferences:.3f}, "
        f"stability {parts.stability:.3f}.",
        f"Rules broken: {len(solution.violations)}. {wishes(solution)}",
        f"Seed {solution.seed}, {solution.steps} steps, {solution.seconds:.1f} s{again(solution)}.",
    ]
    lines += [breach(one) for one in solution.violations[:20]]
    return "\n".join([*lines, f"Written to {out}." if out else _members(solution)])


def wishes(solution: Solution) -> str:
    ranks = [solution.rank(person) for person in solution.assignment]
    counts = [f"{ranks.count(rank)} got wish {rank}" for rank in sorted({rank for rank in ranks if rank})]
    return (", ".join(counts) + ".") if counts else ""


def again(solution: Solution) -> str:
    return "" if solution.is_repeatable else "; cut short, so the same steps may give another answer"


def _members(solution: Solution) -> str:
    lines = [f"{network} ({len(people)}): {', '.join(people)}" for network, people in solution.members.items()]
    return "\n".join([*lines, f"bench ({len(solution.bench)}): {', '.join(solution.bench)}"])


def table(solution: Solution) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """One row per person, by network and then the bench, with the best alternative of each."""
    attributes = [one.name for one in solution.problem.board.traits]
    header = ("network", "id", "name", "wish", "alternative", "costs", *attributes)
    return header, list(_rows(solution, attributes))


def _rows(solution: Solution, attributes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    people = {person.id: person for person in solution.problem.people}
    is_small = len(people) <= _MOST_EXPLAINED
    for network, members in (*solution.members.items(), ("", solution.bench)):
        for one in members:
            found = cheapest_way(solution, one) if is_small else None
            other, costs = ("", "") if found is None else (found[0] or "bench", f"{found[1]:.3f}")
            values = (_cell(people[one].attributes.get(name)) for name in attributes)
            yield (network, one, people[one].name, str(solution.rank(one) or ""), other, costs, *values)


def _cell(value: str | float | None) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def csv(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    out = io.StringIO()
    comma.writer(out).writerows([header, *rows])
    return out.getvalue()


def conflict(clash: Conflict) -> str:
    ways = [remedy(one) for one in clash.remedies[:3]]
    helps = f" What would help: {'; or '.join(ways)}." if ways else ""
    return f"{clash.text}{helps}"


def remedy(one: Remedy) -> str:
    where = f" in {one.network}" if one.network else ""
    what = "the sizes" if one.rule == "sizes" else one.rule
    if one.kind == "drop":
        return f"drop {one.rule}"
    if one.kind == "add":
        return f"find people until there are {one.to} for {what}"
    return f"{one.kind} {what}{where} to {one.to}"


def breach(one: Breach) -> str:
    where = f" in {one.network}" if one.network else ""
    who = f": {', '.join(one.people[:6])}" if one.people else ""
    numbers = ", ".join(f"{name} {value}" for name, value in one.facts.items())
    return f"broken: {one.rule or one.kind}{where}{who}{f' ({numbers})' if numbers else ''}"
