"""The best dates of a poll."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest

from akker.compose import Schedule, schedule
from akker.compose.schedule import IF_NEED_BE, NO, YES, Poll

SLOTS = [f"d{number}" for number in range(8)]
PEOPLE = ["fatma", "lotte", "piet", "mette", "rita"]


def answers(people: list[str], slots: list[str], seed: int) -> dict[tuple[str, str], int]:
    draw = random.Random(seed)
    return {(person, slot): draw.choice([YES, YES, IF_NEED_BE, NO, NO]) for person in people for slot in slots}


def chosen(found: Schedule) -> list[str]:
    return [date.slot for date in found.dates]


@pytest.mark.parametrize("seed", range(8))
def test_the_best_dates_are_the_best_of_all_choices(seed: int) -> None:
    said = answers(PEOPLE, SLOTS, seed)
    required = {"fatma": 3}
    competences = {"law": (1, frozenset(["piet", "rita"]))}
    poll = Poll(SLOTS, PEOPLE, 3, said, required, competences, frozenset())
    best = max(poll.value([t in some for t in range(8)]) for some in combinations(range(8), 3))  # type: ignore[arg-type]

    found = schedule(SLOTS, PEOPLE, 3, said, required=required, competences=competences)

    assert found.value == best <= found.upper_bound


def test_what_must_be_covered_goes_before_attendance() -> None:
    said = {(person, "d0"): YES for person in PEOPLE if person != "rita"} | {("rita", "d1"): IF_NEED_BE}

    plain = schedule(SLOTS, PEOPLE, 1, said)
    covered = schedule(SLOTS, PEOPLE, 1, said, competences={"law": (1, frozenset(["rita"]))})

    assert (chosen(plain), chosen(covered)) == (["d0"], ["d1"])
    assert covered.rarely == {}


def test_who_weighs_more_decides() -> None:
    said = {("fatma", "d2"): YES, ("piet", "d5"): YES, ("rita", "d5"): YES}

    assert chosen(schedule(SLOTS, PEOPLE, 1, said)) == ["d5"]
    assert chosen(schedule(SLOTS, PEOPLE, 1, said, required={"fatma": 9})) == ["d2"]


def test_a_competence_that_no_date_covers_is_told_and_dates_are_chosen_anyway() -> None:
    said = answers(PEOPLE, SLOTS, 3)

    found = schedule(SLOTS, PEOPLE, 4, said, competences={"law": (2, frozenset(["nobody here", "piet"]))})

    assert found.never == {"law": 1}
    assert len(found.dates) == 4
    assert all(date.gaps["law"] >= 1 for date in found.dates)


def test_a_competence_that_is_covered_too_seldom_is_told() -> None:
    said = {("piet", "d1"): YES, ("piet", "d4"): YES} | {("fatma", slot): YES for slot in SLOTS}

    found = schedule(SLOTS, PEOPLE, 3, said, competences={"law": (1, frozenset(["piet"]))})

    assert found.rarely == {"law": 2}
    assert {"d1", "d4"} <= set(chosen(found))


def test_fixed_dates_stay_and_the_cost_of_another_is_told() -> None:
    found = schedule(SLOTS, PEOPLE, 3, answers(PEOPLE, SLOTS, 2), fixed=["d7"])

    assert "d7" in chosen(found)
    assert set(found.instead) == set(SLOTS) - set(chosen(found))
    assert all(out in chosen(found) and out != "d7" for out, _cost in found.instead.values())
    assert min(cost for _out, cost in found.instead.values()) >= 0


def test_more_meetings_than_slots_are_refused() -> None:
    with pytest.raises(ValueError, match="9 meetings, 8 slots"):
        schedule(SLOTS, PEOPLE, 9, {})


def test_sixty_slots_and_two_hundred_people_are_quick_and_always_the_same() -> None:
    people, slots = [f"p{i}" for i in range(200)], [f"d{i}" for i in range(60)]
    said = answers(people, slots, 1)
    begun = time.process_time()

    found = schedule(slots, people, 10, said, competences={"law": (2, frozenset(people[:9]))}, seed=4)

    assert time.process_time() - begun < 5
    assert found == schedule(slots, people, 10, said, competences={"law": (2, frozenset(people[:9]))}, seed=4)
    assert found.value >= 0.9 * found.upper_bound
