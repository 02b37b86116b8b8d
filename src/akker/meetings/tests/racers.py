"""Fifty people ask for the twentieth and last place of a meeting at once: `python -m ... TIMES`, in its own place."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier
from typing import Any

PLACES, PEOPLE, SEED = 20, 50, 2026


def race(times: int) -> None:
    """Each time one wins, the others wait in order, and who goes lets in the first of them."""
    meeting, holders, people = _crowd()
    dice = Random(SEED)
    for _n in range(times):
        dice.shuffle(people)
        _all_at_once(meeting, people)
        _one_won_and_the_others_wait(meeting, people)
        _again(meeting, holders, people)


def _crowd() -> tuple[Any, list[Any], list[Any]]:
    """A meeting with twenty places of which nineteen are taken, and fifty people who want the last."""
    from akker.meetings import actions
    from akker.meetings.models import Answer, Meeting
    from akker.networks.models import Network
    from akker.people import clock
    from akker.people.models import Person
    from akker.programmes.models import Programme

    now = clock.now()
    programme = Programme.objects.create(slug="race", name="Race", language="nl")
    network = Network.objects.create(programme=programme, slug="race", name="Race", started_at=now)
    on = now + timedelta(days=7)
    event = actions.plan(network=network, on=on.date(), at=on.time(), by=None, now=now, capacity=PLACES)
    meeting = Meeting.objects.select_related("network").get(pk=event.target_id)
    everybody = Person.objects.bulk_create(Person(name=f"Mens {n}") for n in range(PLACES - 1 + PEOPLE))
    holders, people = everybody[: PLACES - 1], everybody[PLACES - 1 :]
    Answer.objects.bulk_create(
        Answer(programme=programme, meeting=meeting, person=person, coming="yes", answered_at=now, for_starts_at=on)
        for person in holders
    )
    return meeting, holders, people


def _say(meeting: Any, person: Any, coming: str) -> None:
    from akker.meetings import actions
    from akker.people import clock

    actions.say(meeting=meeting, person=person, coming=coming, now=clock.now())


def _all_at_once(meeting: Any, people: list[Any]) -> None:
    from django.db import connection

    start = Barrier(PEOPLE)

    def ask(person: Any) -> None:
        start.wait()
        try:
            _say(meeting, person, "yes")
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(ask, people))


def _one_won_and_the_others_wait(meeting: Any, people: list[Any]) -> None:
    placed = meeting.answers.with_a_place()
    winners = [answer.person for answer in placed.filter(person__in=people).select_related("person")]
    assert (placed.count(), len(winners)) == (PLACES, 1), (placed.count(), winners)
    waiting = list(meeting.answers.waiting().values_list("person", "waits"))
    assert [turn for _person, turn in waiting] == list(range(1, PEOPLE)), waiting
    _say(meeting, winners[0], "no")
    assert list(meeting.answers.waiting().values_list("person", "waits")) == waiting[1:]
    assert placed.filter(person=waiting[0][0]).exists()


def _again(meeting: Any, holders: list[Any], people: list[Any]) -> None:
    """Back to nineteen taken."""
    from akker.meetings.models import Answer

    Answer.objects.filter(meeting=meeting, person__in=people).delete()
    assert meeting.answers.with_a_place().count() == len(holders)


def main() -> None:
    import django

    django.setup()
    race(int(sys.argv[1]))
    print("one won each time")


if __name__ == "__main__":
    main()
