"""What is still broken after a search, said as a clash with the numbers that would make it whole."""

from __future__ import annotations

from collections.abc import Sequence

from akker.compose.board import Board
from akker.compose.conflicts import SIZES, Conflict, Remedy, cheapest
from akker.compose.score import Breach


def clash(board: Board, breaches: Sequence[Breach]) -> Conflict | None:
    """The rules that the best division found still breaks; each remedy takes away one of them."""
    if not breaches:
        return None
    by_rule: dict[str, list[Breach]] = {}
    for breach in breaches:
        by_rule.setdefault(breach.rule or SIZES, []).append(breach)
    people = tuple(dict.fromkeys(person for breach in breaches for person in breach.people))
    where = tuple(dict.fromkeys(breach.network for breach in breaches if breach.network is not None))
    remedies = cheapest(*(_remedy(rule, some) for rule, some in sorted(by_rule.items())))
    amount = sum(breach.amount for breach in breaches)
    text = (
        f"No division was found that keeps all of: {', '.join(sorted(by_rule))}. The best breaks them {amount} times."
    )
    facts: dict[str, str | int] = {"broken": amount, "networks": len(where), "seats": int(board.most.sum())}
    return Conflict("no-answer-found", tuple(sorted(by_rule)), people, where, facts, remedies, text)


def _remedy(rule: str, breaches: Sequence[Breach]) -> Remedy:
    """How far the rule would have to give way for this division to keep it."""
    cost = sum(breach.amount for breach in breaches)
    first = breaches[0]
    where = first.network if len({breach.network for breach in breaches}) == 1 else None
    counts = [int(breach.facts["count"]) for breach in breaches if "count" in breach.facts]
    if first.kind == "at-most":
        return Remedy("raise", rule, where, max(counts), cost)
    if first.kind == "requires":
        return Remedy("lower", rule, where, min(counts), cost)
    if first.kind == "size":
        is_short = any(int(breach.facts["count"]) < int(breach.facts["least"]) for breach in breaches)
        return Remedy("lower" if is_short else "raise", rule, where, min(counts) if is_short else max(counts), cost)
    return Remedy("drop", rule, where, 0, cost)
