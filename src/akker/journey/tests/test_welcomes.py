"""Somebody joins half-way: what was told in cases before opens when everybody who was there says yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from akker.journey import access
from akker.journey.actions import welcomes
from akker.journey.models import Welcome
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from tests.cast import member

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
HERE = "/p/academie/zorg/newcomers/"


def joined(network: Network, name: str, days: int) -> Membership:
    """Somebody who came so many days ago."""
    row = Membership.objects.select_related("network", "person").get(person=member(network, name))
    row.added_at = clock.now() - timedelta(days=days)
    row.save()
    return row


@pytest.fixture
def welcome(network: Network, lotte: Person, piet: Person) -> Welcome:
    """Lotte and Piet were there from the start; Coby came last week, and Inge after her."""
    Network.objects.update(started_at=clock.now() - timedelta(days=60))
    Membership.objects.update(added_at=clock.now() - timedelta(days=60))
    coby = joined(network, "Coby", 7)
    joined(network, "Inge", 1)
    welcomes.arrange(membership=coby, buddy=piet, reading="Het vraagstuk", by=lotte, now=clock.now(), seen=0)
    row = Welcome.objects.select_related("membership", "network").get()
    welcomes.ask(welcome=row, by=lotte, now=clock.now())
    return row


def say(welcome: Welcome, who: str, answer: str) -> bool:
    """What somebody answers; whether older cases are open then."""
    theirs = Membership.objects.get(network=welcome.network, person__name=who)
    words = "Nog niet" if answer == "reservation" else ""
    welcomes.answer(welcome=welcome, membership=theirs, answer=answer, words=words, by=theirs.person, now=clock.now())
    return access.reads_from_before(welcome.membership)


def test_older_cases_open_with_the_last_yes_of_who_was_there(welcome: Welcome):
    """Inge came later and has nothing to say about it."""
    assert not access.reads_from_before(welcome.membership)
    assert [say(welcome, "Lotte", "yes"), say(welcome, "Piet", "reservation")] == [False, False]
    assert say(welcome, "Piet", "yes")


def test_who_came_later_opens_nothing(welcome: Welcome):
    assert not say(welcome, "Inge", "yes")


def test_the_page_names_who_is_still_to_answer_and_the_buddy(welcome: Welcome, as_: Any):
    say(welcome, "Lotte", "yes")

    rows = as_("lotte").get(HERE).context["newcomers"]

    coby = next(row for row in rows if row["membership"] == welcome.membership)
    assert ([str(each) for each in coby["silent"]], coby["buddy"]) == (["Piet"], "Piet")


def test_who_left_is_not_waited_for(welcome: Welcome, piet: Person):
    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())

    assert say(welcome, "Lotte", "yes")
