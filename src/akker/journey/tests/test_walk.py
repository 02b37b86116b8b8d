"""Where a network stands, for any moves in any order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from akker.handbooks.reader import find, text
from akker.journey.models import StepTaken
from akker.journey.walk import Walk, walk
from tests.trust import times

BOOK = find("leernetwerk@2026.1", [])
PROSE = text(BOOK, "nl")
KEYS = [step.key for step in BOOK.steps]
WAYS = [str(way) for way in StepTaken.Way]
START = datetime(2026, 11, 20, 9, tzinfo=UTC)

MOVES = times(150, 2000)  # sequences of moves
Moves = list[tuple[str, str]]
some_moves = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(WAYS)), max_size=30)


def after(moves: Sequence[tuple[str, str]]) -> Walk:
    made = [(step, way, START + timedelta(minutes=n)) for n, (step, way) in enumerate(moves)]
    return walk(BOOK, PROSE, made)


@given(some_moves)
@example([])
@example([(key, "finished") for key in KEYS])
@limits(max_examples=MOVES)
@pytest.mark.trust(times=MOVES)
def test_every_step_has_one_place_in_the_order_of_the_pack(moves: Moves):
    assert [place.step.key for place in after(moves).places] == KEYS


@given(some_moves)
@limits(max_examples=MOVES)
@pytest.mark.trust(times=MOVES)
def test_the_last_move_of_a_step_counts(moves: Moves):
    last = dict(moves)
    for place in after(moves).places:
        way = last.get(place.step.key, "reopened")
        assert place.state == ("open" if way == "reopened" else way)
        assert (place.at is None) == (place.step.key not in last)


@given(some_moves)
@limits(max_examples=MOVES)
@pytest.mark.trust(times=MOVES)
def test_next_is_what_was_begun_or_else_the_first_that_nobody_did(moves: Moves):
    journey = after(moves)
    begun = [place for place in journey.places if place.state == "begun"]
    ahead = [place for place in journey.places if not place.is_behind]

    assert journey.next == ((begun or ahead or [None])[0])


@given(some_moves)
@limits(max_examples=MOVES)
@pytest.mark.trust(times=MOVES)
def test_one_phase_is_now_until_all_is_behind(moves: Moves):
    journey = after(moves)
    states = [furrow.state for furrow in journey.furrows]

    assert states.count("now") == (0 if journey.next is None else 1)
    assert journey.now is None or journey.next in journey.now.places
    for furrow in journey.furrows:
        is_done = furrow.done_count == len(furrow.places)
        assert (furrow.state == "done") == is_done
        assert (furrow.last_at is None) == (furrow.done_count == 0)


@given(some_moves, st.sampled_from(KEYS))
@limits(max_examples=MOVES)
@pytest.mark.trust(times=MOVES)
def test_reopening_brings_a_step_back(moves: Moves, key: str):
    place = after([*moves, (key, "skipped"), (key, "reopened")]).place(key)

    assert place
    assert place.state == "open"


def test_a_step_that_the_pack_lost_is_passed_over():
    assert after([("gone", "finished")]).places == after([]).places
    assert after([]).place("gone") is None
