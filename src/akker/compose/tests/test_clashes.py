"""Every planted clash is named, with the rules in it and no others, and with what would take it away."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from akker.compose import (
    Apart,
    AtMost,
    Availability,
    Conflict,
    Forbid,
    Languages,
    Network,
    Person,
    Pin,
    Problem,
    Requires,
    Rule,
    Together,
    Wished,
    solve,
)
from akker.compose.tests import pools

SIZES = "sizes"


def planted(*rules: Rule, count: int = 24, networks: int = 3, size: tuple[int, int] = (6, 8)) -> Problem:
    problem = pools.problem(count, networks, size, rules=False)
    return replace(problem, rules=rules)


def named(problem: Problem) -> tuple[str, set[str]]:
    """The kind and the rules of the only conflict."""
    conflicts = problem.check()
    assert len(conflicts) == 1, conflicts
    assert conflicts[0].text
    return conflicts[0].kind, set(conflicts[0].rules)


def test_a_sound_problem_has_no_clash() -> None:
    assert pools.problem(60, 4).check() == []


def test_a_chain_of_together_against_apart_is_named_by_its_shortest_path() -> None:
    a, b, c, d = "p0001", "p0002", "p0003", "p0004"
    chain = [
        Together(people=(a, b), id="ab"), Together(people=(b, c), id="bc"), Together(people=(c, d), id="cd"),
        Together(people=(a, b, c), id="abc"), Apart(people=(a, d), id="no"),
        Together(people=("p0005", "p0006"), id="x"),
    ]  # fmt: skip

    assert named(planted(*chain)) == ("together-and-apart", {"abc", "cd", "no"})


@pytest.mark.parametrize(
    ("kind", "rules", "clash"),
    [
        ("pinned-twice", [Pin(person="p0001", network="n0", id="a"), Pin(person="p0001", network="n1", id="b")], "a b"),
        ("pinned-and-barred",
         [Pin(person="p0001", network="n0", id="a"), Forbid(person="p0001", network="n0", id="b")], "a b"),
        ("pinned-and-apart",
         [Pin(person="p0001", network="n0", id="a"), Pin(person="p0002", network="n0", id="b"),
          Apart(people=("p0001", "p0002", "p0003"), id="c")], "a b c"),
        ("together-and-pinned",
         [Pin(person="p0001", network="n0", id="a"), Pin(person="p0002", network="n1", id="b"),
          Together(people=("p0001", "p0002"), id="c")], "a b c"),
        ("together-too-many", [Together(people=tuple(f"p{i:04}" for i in range(9)), id="a")], "a sizes"),
        ("promised-nowhere", [Pin(person="p0001", id="a"), Forbid(person="p0001", network="n0", id="b"),
                              Forbid(person="p0001", network="n1", id="c"),
                              Forbid(person="p0001", network="n2", id="d")],
         "a b c d"),
        ("together-nowhere", [Together(people=("p0001", "p0002"), id="a"), Forbid(person="p0001", network="n0", id="b"),
                              Forbid(person="p0001", network="n1", id="c"),
                              Forbid(person="p0002", network="n2", id="d")],
         "a b c d"),
        ("more-than-fit", [Requires(role="facilitator", at_least=9, network="n0", id="a")], "a sizes"),
        ("too-few-who-can", [Requires(role="juggler", id="a")], "a"),
    ],
)  # fmt: skip
def test_ties_and_pins_that_clash_are_named(kind: str, rules: list[Rule], clash: str) -> None:
    problem = planted(*rules, Apart(people=("p0010", "p0011"), id="innocent"))

    assert named(problem) == (kind, set(clash.split()))


def test_more_pins_than_seats_name_one_pin_more_than_fits() -> None:
    problem = planted(*(Pin(person=f"p{i:04}", network="n1", id=f"pin{i}") for i in range(10)))

    kind, rules = named(problem)

    assert kind == "pinned-too-many"
    assert rules == {SIZES, *(f"pin{i}" for i in range(9))}


def test_pins_of_one_organisation_over_the_limit_are_named() -> None:
    crowd = [Person(id=f"p{i}", attributes={"organisation": "big" if i < 4 else f"o{i}"}) for i in range(12)]
    pins = [Pin(person=f"p{i}", network="n0", id=f"pin{i}") for i in range(4)]
    networks = [Network(id="n0", size_min=4, size_max=6), Network(id="n1", size_min=4, size_max=6)]
    problem = Problem(
        people=crowd, networks=networks, rules=[AtMost(attribute="organisation", count=2, id="cap"), *pins]
    )

    (conflict,) = problem.check()

    assert conflict.kind == "pinned-over-limit"
    assert conflict.rules == ("cap", "pin0", "pin1", "pin2")
    assert conflict.facts == {"attribute": "organisation", "value": "big", "count": 4, "most": 2}
    assert (conflict.remedies[0].kind, conflict.remedies[0].to) == ("raise", 4)


def crowd(count: int, big: int, size: int) -> Problem:
    """`big` people of one organisation among `count`, for two networks of `size` with a limit of two."""
    some = [Person(id=f"p{i}", attributes={"organisation": "big" if i < big else f"o{i}"}) for i in range(count)]
    networks = [Network(id=f"n{j}", size_min=size, size_max=size) for j in range(2)]
    return Problem(people=some, networks=networks, rules=[AtMost(attribute="organisation", count=2, id="cap")])


def test_a_limit_that_leaves_seats_empty_says_how_far_it_must_be_raised() -> None:
    (conflict,) = crowd(20, 12, 8).check()

    assert conflict.kind == "limit-leaves-seats"
    assert set(conflict.rules) == {"cap", SIZES}
    assert conflict.facts == {"attribute": "organisation", "placeable": 12, "least": 16, "short": 4}
    raised = next(one for one in conflict.remedies if one.kind == "raise")
    assert raised.to == 4
    relaxed = replace(crowd(20, 12, 8), rules=[AtMost(attribute="organisation", count=raised.to)])
    assert relaxed.check() == []
    assert solve(relaxed, steps=40).violations == ()


def speaking(dutch: int, danish: int, rules: list[Rule]) -> Problem:
    some = [Person(id=f"p{i:02}", languages=frozenset(["nl" if i < dutch else "da"])) for i in range(dutch + danish)]
    networks = [
        Network(id="kbh", size_min=5, size_max=8, languages=frozenset(["da"])),
        Network(id="aar", size_min=5, size_max=8, languages=frozenset(["da"])),
        Network(id="utr", size_min=5, size_max=8, languages=frozenset(["nl"])),
    ]
    return Problem(people=some, networks=networks, rules=rules)


def test_a_network_whose_language_too_few_speak_is_named_with_its_rule() -> None:
    problem = speaking(16, 3, [Languages(id="talk"), Availability(id="time")])

    kinds = {conflict.kind: conflict for conflict in problem.check()}

    assert kinds["too-few-may-come"].rules == (SIZES, "talk")
    assert kinds["too-few-may-come"].facts["people"] == 3


def test_two_networks_that_share_too_few_people_are_named_together() -> None:
    problem = speaking(16, 8, [Languages(id="talk")])

    (conflict,) = problem.check()

    assert conflict.kind == "networks-share-people"
    assert conflict.networks == ("kbh", "aar")
    assert conflict.rules == (SIZES, "talk")
    assert conflict.facts == {"what": "", "people": 8, "least": 10, "short": 2, "networks": 2}


def test_enough_for_all_networks_is_no_clash() -> None:
    problem = speaking(16, 10, [Languages(id="talk"), Wished()])

    assert problem.check() == []
    assert solve(problem, steps=20).violations == ()


@pytest.mark.trust
def test_five_thousand_people_are_checked_in_time() -> None:
    ties: list[Rule] = [Together(people=(f"p{i:04}", f"p{i + 1:04}"), id=f"t{i}") for i in range(0, 200, 3)]
    ties += [Pin(person=f"p{i:04}", network=f"n{i % 375}") for i in range(1000, 1400)]
    ties += [
        AtMost(attribute="organisation", count=4),
        Requires(role="facilitator"),
        Apart(people=("p0000", "p0001"), id="no"),
    ]
    problem = planted(*ties, count=5000, networks=375, size=(10, 12))
    assert problem.board.barred.any()
    took = []
    for _time in range(3):
        begun = time.process_time()
        found: list[Conflict] = problem.check()
        took.append(time.process_time() - begun)

    assert [conflict.kind for conflict in found] == ["together-and-apart"]
    assert min(took) < 0.05
