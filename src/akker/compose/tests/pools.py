"""Pools of made-up people for the tests, the same for the same seed."""

from __future__ import annotations

import random

from akker.compose import Apart, AtMost, Forbid, Network, Person, Pin, Problem, Requires, Rule, Together, Weights

SECTORS, REGIONS = ["care", "school", "housing", "culture"], ["north", "east", "south", "west"]


def people(count: int, draw: random.Random, wishes: list[str]) -> list[Person]:
    return [
        Person(
            id=f"p{number:04}",
            attributes={
                "sector": draw.choice(SECTORS),
                "region": draw.choice(REGIONS),
                "organisation": f"o{draw.randrange(max(2, count // 4))}",
                "years": draw.randint(0, 40),
            },
            competences=frozenset(one for one in ("law", "data") if draw.random() < 0.3),
            roles=frozenset(["facilitator"] if draw.random() < 0.3 else []),
            preferences=tuple(draw.sample(wishes, min(3, len(wishes)))) if draw.random() < 0.8 else (),
        )
        for number in range(count)
    ]


def problem(
    count: int = 60,
    networks: int = 4,
    size: tuple[int, int] = (10, 12),
    seed: int = 1,
    rules: bool = True,
    **rest: object,
) -> Problem:
    """`count` people for some networks; with rules: a cap, two needs, people together and apart, a pin and a ban."""
    draw = random.Random(seed)
    places = [Network(id=f"n{number}", size_min=size[0], size_max=size[1]) for number in range(networks)]
    names = [network.id for network in places]
    everybody = people(count, draw, names)
    ids = draw.sample([person.id for person in everybody], min(count, 8))
    kept: list[Rule] = []
    if rules:
        kept = [
            AtMost(attribute="organisation", count=3),
            Requires(role="facilitator"),
            Requires(competence="law", at_least=1),
            Together(people=(ids[0], ids[1])),
            Apart(people=(ids[2], ids[3])),
            Pin(person=ids[4], network=names[0]),
            Forbid(person=ids[5], network=names[-1]),
        ]
    return Problem(people=everybody, networks=places, rules=kept, weights=Weights(), **rest)  # type: ignore[arg-type]
