"""What follows from a plan: who comes where nothing is noted, what is missing, what it asks of people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from akker.meetings.frozen import changes, freeze, thaw
from akker.meetings.grid import CONSULTED, NOT, OPTIONAL, REQUIRED, Cell, Column, Grid, Row, following, usual
from akker.meetings.report.plan import letters

FIRST, SECOND = uuid4(), uuid4()
ANNA, BAS, NIGHT = uuid4(), uuid4(), uuid4()
PRACTICE, SCIENCE = uuid4(), uuid4()


def grid(**cells: str) -> Grid:
    """Anna of the core, Bas of the second ring, a vacancy; two meetings of two hours. `anna_1="optional"` is a cell."""
    keys = {"anna": ANNA, "bas": BAS, "night": NIGHT, "1": FIRST, "2": SECOND}
    noted = {}
    for name, state in cells.items():
        who, _, meeting = name.partition("_")
        noted[keys[who], keys[meeting]] = Cell(state, 1)
    return Grid(
        columns=(
            Column(FIRST, 1, "kickoff", on=date(2027, 1, 14)),
            Column(SECOND, 2, on=date(2027, 3, 2), subtheme=PRACTICE, has_case=True),
        ),
        rows=(
            Row(ANNA, "Anna", "core", competence=PRACTICE, competence_name="Praktijk", hours=Decimal(1)),
            Row(BAS, "Bas", "second_ring", competence=SCIENCE, competence_name="Kennis"),
            Row(NIGHT, "Iemand van de nacht", "second_ring", competence=SCIENCE, is_vacancy=True),
        ),
        cells=noted,
        competences=((PRACTICE, "Praktijk"), (SCIENCE, "Kennis")),
        subthemes=((PRACTICE, "De nacht"), (SCIENCE, "De dag")),
    )


@pytest.mark.parametrize(
    ("ring", "kind", "state"),
    [
        ("core", "meeting", REQUIRED),
        ("core", "kickoff", REQUIRED),
        ("core", "subgroup", NOT),
        ("core", "reference", NOT),
        ("second_ring", "meeting", NOT),
    ],
)
def test_the_core_comes_and_the_second_ring_does_not(ring: str, kind: str, state: str) -> None:
    assert usual(ring, kind) == state


@pytest.mark.parametrize(("language", "keys"), [("en", "r o c n"), ("nl", "e w s n"), ("da", "m v s i")])
def test_each_state_has_a_key_of_its_own_in_every_language(language: str, keys: str):
    with translation.override(language):
        assert letters() == keys
    assert len(set(keys.split())) == 4


def test_four_presses_lead_back() -> None:
    assert [following(NOT), following(REQUIRED), following(OPTIONAL), following(CONSULTED)] == [
        REQUIRED, OPTIONAL, CONSULTED, NOT,
    ]  # fmt: skip


def test_a_competence_is_covered_by_who_is_there_not_by_who_writes_or_is_looked_for() -> None:
    plan = grid(bas_1=CONSULTED, bas_2=OPTIONAL, night_1=REQUIRED)
    first, second = plan.columns

    assert (plan.gaps(first), plan.covered(first)) == (["Kennis"], 1)
    assert (plan.gaps(second), plan.covered(second)) == ([], 2)
    assert [row.name for row in plan.wanted(first)] == ["Iemand van de nacht"]
    assert plan.wanted(second) == []


def test_hours_count_whole_meetings_and_an_hour_for_writing() -> None:
    plan = grid(anna_2=CONSULTED, bas_1=OPTIONAL, night_1=REQUIRED)

    assert [plan.minutes(row) for row in plan.rows] == [180, 120, 0]
    assert plan.months == 3
    assert [plan.promised(row) for row in plan.rows] == [Decimal(3), None, None]
    assert [plan.over(row) for row in plan.rows] == [0, 0, 0]
    assert grid().over(grid().rows[0]) == 60  # four hours where three were promised


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months"),
    [
        (date(2026, 12, 1), date(2027, 5, 30), 6),  # the period of the network
        (date(2027, 2, 1), date(2027, 2, 28), 3),  # never less than the meetings that have a date
        (None, date(2027, 4, 1), 4),  # from the first meeting
        (date(2026, 12, 1), None, 0),  # no end, so nobody can say
        (None, None, 0),
    ],
)
def test_while_a_meeting_has_no_date_the_period_of_the_network_counts(
    starts_on: date | None, ends_on: date | None, months: int
) -> None:
    plan = grid()
    undated = Grid((*plan.columns, Column(uuid4(), 3)), plan.rows, starts_on=starts_on, ends_on=ends_on)

    assert (undated.undated, undated.months) == (1, months)
    assert undated.promised(plan.rows[0]) == (Decimal(months) if months else None)


def test_a_sketch_without_any_date_counts_the_period_of_the_network() -> None:
    sketch = Grid((Column(FIRST, 1),), grid().rows, starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 1))

    assert (sketch.months, Grid(sketch.columns, sketch.rows, ends_on=date(2027, 2, 1)).months) == (2, 0)


def test_what_stands_out() -> None:
    plan = grid()

    assert plan.without_case() == []  # a kickoff needs none
    assert plan.unplanned() == ["De dag"]
    assert plan.never_covered() == []
    assert Grid(plan.columns, plan.rows[:1], competences=plan.competences).never_covered() == ["Kennis"]
    assert plan.upcoming == plan.columns[0]


# --- frozen --------------------------------------------------------------------------------


def test_a_frozen_plan_thaws_to_the_same_with_todays_names() -> None:
    before = grid(anna_1=OPTIONAL, night_2=REQUIRED)
    after = thaw(freeze(before), {ANNA: "Anna Berg"}, "iemand")

    assert [row.name for row in after.rows] == ["Anna Berg", "iemand", "Iemand van de nacht"]
    assert [[after.state(row, column) for column in after.columns] for row in after.rows] == [
        [before.state(row, column) for column in before.columns] for row in before.rows
    ]
    assert after.columns[0].on == date(2027, 1, 14)


def test_no_name_is_frozen() -> None:
    assert "Anna" not in str(freeze(grid()))


def test_two_that_are_alike_have_no_changes() -> None:
    plan = grid(anna_1=OPTIONAL)

    assert changes(thaw(freeze(plan), {ANNA: "Anna", BAS: "Bas"}, "?"), plan) == []


def test_every_difference_is_told_once() -> None:
    before, after = grid(), grid(anna_2=OPTIONAL)
    moved = Column(FIRST, 1, "kickoff", on=date(2027, 1, 21))
    added = Column(uuid4(), 2, purpose="Erbij")
    after = Grid((moved, added), after.rows[:2], after.cells, after.competences)

    told = [(change.what, change.who) for change in changes(before, after)]

    assert told == [
        ("meeting-added", ""), ("meeting-dropped", ""), ("meeting-on", ""), ("vacancy-closed", "Iemand van de nacht"),
    ]  # fmt: skip


def test_a_cell_that_changed_says_from_and_to() -> None:
    change, *others = changes(grid(), grid(anna_2=OPTIONAL))

    assert (change.what, change.who, change.before, change.after, others) == ("cell", "Anna", REQUIRED, OPTIONAL, [])


@pytest.mark.parametrize(
    "strange",
    [
        {},
        {"meetings": 3, "rows": None},
        {"meetings": [{"id": "x"}, "y", {"id": str(FIRST), "on": "ooit", "minutes": "veel"}], "rows": [{}, 7]},
        {"rows": [{"id": str(ANNA), "cells": ["a"]}, {"id": str(BAS), "cells": {"b": 1}}]},
    ],
)
def test_a_strange_document_thaws_as_far_as_it_goes(strange: dict[str, object]) -> None:
    plan = thaw(strange, {}, "?")

    assert all(isinstance(column.key, UUID) for column in plan.columns)
    assert changes(plan, plan) == []
