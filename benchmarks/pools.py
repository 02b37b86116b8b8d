"""Made-up candidates, the same for the same numbers: who applies to learning networks in a large programme."""

from __future__ import annotations

import random
from collections.abc import Iterator

from akker.compose import Apart, AtMost, Network, Person, Pin, Problem, Requires, Rule, Solution, Together

FUNCTIONS = ["manager", "teacher", "adviser", "nurse", "researcher", "policy-maker"]
SECTORS = ["care", "school", "housing", "culture", "work"]
REGIONS = ["north", "east", "south", "west", "coast", "hills", "city", "islands"]


def people(count: int, draw: random.Random, questions: list[str]) -> Iterator[Person]:
    for number in range(count):
        yield Person(
            id=f"p{number:05}",
            attributes={
                "function": draw.choice(FUNCTIONS),
                "sector": draw.choice(SECTORS),
                "region": draw.choice(REGIONS),
                "organisation": f"o{int(count / 4 * draw.random() ** 1.6)}",
                "years": draw.randint(0, 40),
            },
            competences=frozenset(one for one in ("quality", "data", "law") if draw.random() < 0.2),
            roles=frozenset(["facilitator"] if draw.random() < 0.15 else []),
            preferences=tuple(draw.sample(questions, min(3, len(questions)))),
        )


def attributes(count: int, networks: int, seed: int = 1) -> Problem:
    """Everybody in a network of a settled size, diversity alone."""
    draw = random.Random(seed)
    sizes = [count // networks + (number < count % networks) for number in range(networks)]
    places = [Network(id=f"n{number:03}", size_min=size, size_max=size) for number, size in enumerate(sizes)]
    return Problem(people=list(people(count, draw, [])), networks=places)


def full(count: int, networks: int, seed: int = 1) -> Problem:
    """Networks of 10 to 12 with a bench: a limit per organisation, three needs, ties, pins and three wishes each."""
    draw = random.Random(seed)
    questions = [f"q{number}" for number in range(max(2, networks // 3))]
    crowd = list(people(count, draw, questions))
    places = [
        Network(id=f"n{number:03}", size_min=10, size_max=12, question=questions[number % len(questions)])
        for number in range(networks)
    ]
    ids = [person.id for person in crowd]
    draw.shuffle(ids)
    rules: list[Rule] = [AtMost(attribute="organisation", count=2), Requires(role="facilitator")]
    rules += [Requires(competence="quality"), Requires(competence="data")]
    for _tie in range(count // 60):
        rules += [Together(people=(ids.pop(), ids.pop())), Apart(people=(ids.pop(), ids.pop()))]
    rules += [Pin(person=ids.pop(), network=draw.choice(places).id) for _pin in range(count // 100)]
    return Problem(people=crowd, networks=places, rules=rules)


def pins(solution: Solution) -> list[Pin]:
    """Four people pinned in another network than they are in."""
    draw = random.Random(solution.seed)
    free = set(solution.assignment) - {
        person
        for rule in solution.problem.rules
        for person in (getattr(rule, "people", None) or (getattr(rule, "person", ""),))
    }
    chosen = draw.sample(sorted(free), 4)
    networks = list(solution.members)
    return [
        Pin(
            person=one,
            network=draw.choice([name for name in networks if name != solution.assignment[one]]),
            id=f"again-{one}",
        )
        for one in chosen
    ]
