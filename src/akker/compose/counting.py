"""Clashes that show by counting: more is asked than there is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from akker.compose.board import NO_LIMIT, Board, Bools, Cap, Ints, Need
from akker.compose.conflicts import SIZES, Conflict, Remedy, cheapest, drops
from akker.compose.rules import AtMost, Pin, Requires, Rule

Facts = dict[str, str | int]


def what(rule: Rule) -> str:
    """The competence, role or attribute that a rule counts."""
    if isinstance(rule, Requires):
        return rule.competence or rule.role
    return rule.attribute if isinstance(rule, AtMost) else ""


def people(board: Board) -> Iterator[Conflict]:
    """Fewer people than seats that must be filled, or more who must have a seat than there are seats."""
    least, most = int(board.least.sum()), int(board.most.sum())
    if least > board.n:
        facts: Facts = {"people": board.n, "least": least, "short": least - board.n}
        remedies = cheapest(
            Remedy("lower", SIZES, None, board.n, least - board.n), Remedy("add", SIZES, None, least, least - board.n)
        )
        text = f"The networks need at least {least} people and there are {board.n}."
        yield Conflict("too-few-people", (SIZES,), (), (), facts, remedies, text)
    promised = np.flatnonzero(board.barred[:, board.g])
    if len(promised) > most:
        pins = tuple(rule.id for rule in board.rules_of(Pin))
        facts = {"people": len(promised), "most": most, "over": len(promised) - most}
        remedies = (Remedy("raise", SIZES, None, len(promised), len(promised) - most),)
        text = f"{len(promised)} people must have a seat and there are {most} seats."
        yield Conflict("too-many-promised", (SIZES, *pins), _ids(board, promised), (), facts, remedies, text)


def needs(board: Board) -> Iterator[Conflict]:
    """Fewer people who can than are asked for, in all or because of a limit, or more than fit in one network."""
    for need in board.needs:
        asked, there = int(need.least.sum()), int(need.has.sum())
        name = what(need.rule)
        too_many = np.flatnonzero(need.least > board.most)
        for j in too_many:
            facts: Facts = {"what": name, "least": int(need.least[j]), "most": int(board.most[j])}
            remedies = (Remedy("lower", need.rule.id, None, int(board.most[j])), *drops((need.rule.id,)))
            where = board.networks[j].id
            text = f"{where} asks for {need.least[j]} people with {name} and has {board.most[j]} seats."
            yield Conflict("more-than-fit", (need.rule.id, SIZES), (), (where,), facts, remedies, text)
        if there < asked and not len(too_many):
            yield _short_supply(board, need, name, asked, there)
        elif not len(too_many):
            yield from _supply_under_limits(board, need, name, asked)


def _short_supply(board: Board, need: Need, name: str, asked: int, there: int) -> Conflict:
    facts: Facts = {"what": name, "people": there, "least": asked, "short": asked - there}
    each = there // max(1, int((need.least > 0).sum()))
    lower = (Remedy("lower", need.rule.id, None, each, asked - there),) if each else ()
    remedies = cheapest(
        Remedy("drop", need.rule.id, cost=asked - there),
        Remedy("add", need.rule.id, None, asked, asked - there),
        *lower,
    )
    text = f"{asked} people with {name} are asked for and there are {there}."
    return Conflict("too-few-who-can", (need.rule.id,), (), (), facts, remedies, text)


def _supply_under_limits(board: Board, need: Need, name: str, asked: int) -> Iterator[Conflict]:
    for cap in board.caps:
        placeable = _placeable(board, cap, need.has)
        if placeable < asked:
            attribute = what(cap.rule)
            facts: Facts = {"what": name, "attribute": attribute, "placeable": placeable, "least": asked}
            ids = (cap.rule.id, need.rule.id)
            raised = _raised(board, cap, need.has, asked)
            text = (
                f"Of the people with {name} only {placeable} can be placed within the limit on {attribute}, "
                f"and {asked} are asked for."
            )
            yield Conflict("limit-leaves-need", ids, (), (), facts, (*raised, *drops(ids)), text)


def limits(board: Board) -> Iterator[Conflict]:
    """A limit per value that leaves seats empty which must be filled."""
    least = int(board.least.sum())
    for cap in board.caps:
        placeable = _placeable(board, cap, np.ones(board.n, dtype=np.bool_))
        if placeable < least <= board.n:
            attribute = what(cap.rule)
            facts: Facts = {"attribute": attribute, "placeable": placeable, "least": least, "short": least - placeable}
            raised = _raised(board, cap, np.ones(board.n, dtype=np.bool_), least)
            lowered = Remedy("lower", SIZES, None, placeable, least - placeable)
            remedies = cheapest(*raised, *drops((cap.rule.id,)), lowered)
            text = (
                f"With this limit on {attribute} only {placeable} people can be placed, "
                f"and {least} seats must be filled."
            )
            yield Conflict("limit-leaves-seats", (cap.rule.id, SIZES), (), (), facts, remedies, text)


def _placeable(board: Board, cap: Cap, who: Bools, limits: Ints | None = None) -> int:
    """How many of these people the limit leaves room for in all networks together."""
    known = who & (cap.codes >= 0)
    counts = np.bincount(cap.codes[known], minlength=len(cap.values))
    room = int(np.minimum(cap.limits if limits is None else limits, board.most).sum())
    return int(np.minimum(counts, room).sum()) + int((who & (cap.codes < 0)).sum())


def _raised(board: Board, cap: Cap, who: Bools, asked: int) -> tuple[Remedy, ...]:
    """The least that the limit must be raised to, if raising helps."""
    now = int(cap.limits.min())
    for count in range(now + 1, int(board.most.max()) + 1):
        if _placeable(board, cap, who, np.where(cap.limits < NO_LIMIT, count, cap.limits)) >= asked:
            return (Remedy("raise", cap.rule.id, None, count, count - now),)
    return ()


def one_network(board: Board) -> Iterator[Conflict]:
    """A network for which too few people may come, or too few of those who can."""
    if not board.barred[:, : board.g].any():
        return
    may = ~board.barred[:, : board.g]
    open_to = may.sum(0)
    for j in np.flatnonzero(open_to < np.minimum(board.least, board.n)).tolist():
        yield _closed(board, j, np.ones(board.n, dtype=np.bool_), SIZES, "", int(board.least[j]))
    for need in board.needs:
        able = (may & need.has[:, None]).sum(0)
        short = (able < need.least) & (int(need.has.sum()) >= need.least)
        for j in np.flatnonzero(short).tolist():
            yield _closed(board, j, need.has, need.rule.id, what(need.rule), int(need.least[j]))


def _closed(board: Board, j: int, who: Bools, rule: str, name: str, least: int) -> Conflict:
    """Too few of these people may sit in j: the fewest rules that keep enough of them out."""
    out = np.flatnonzero(board.barred[:, j] & who)
    there = int(who.sum()) - len(out)
    keeping = _fewest(board, out, j)
    where = board.networks[j].id
    facts: Facts = {"what": name, "people": there, "least": least, "short": least - there}
    lowered = (Remedy("lower", rule, where, there, least - there),) if there or rule == SIZES else ()
    kind = "too-few-may-come" if rule == SIZES else "too-few-who-can-may-come"
    of_them = f" of those with {name}" if name else ""
    text = f"{where} needs {least}{of_them} and the rules let {there} in: {', '.join(keeping)}."
    remedies = cheapest(*lowered, *drops(keeping))
    return Conflict(kind, (rule, *keeping), _ids(board, out[:20]), (where,), facts, remedies, text)


def _fewest(board: Board, out: Ints, j: int) -> tuple[str, ...]:
    """The rules that keep these people out of j, those that keep out most first, until everybody is accounted for."""
    left = {int(i): {rule.id for rule in board.barring(int(i), j)} for i in out[:400]}
    chosen: list[str] = []
    while left:
        tally: dict[str, int] = {}
        for ids in left.values():
            for one in ids:
                tally[one] = tally.get(one, 0) + 1
        if not tally:
            break
        best = max(sorted(tally), key=lambda one: tally[one])
        chosen.append(best)
        left = {i: ids for i, ids in left.items() if best not in ids}
    return tuple(chosen)


def _ids(board: Board, who: Ints) -> tuple[str, ...]:
    return tuple(board.people[int(i)].id for i in who)
