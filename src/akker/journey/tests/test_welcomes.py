"""Somebody joins half-way: what was told in cases before is open while everybody who was there says yes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from akker.journey import access
from akker.journey.actions import welcomes
from akker.journey.models import Welcome
from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask
from akker.programmes import actions as programmes
from akker.programmes.models import Event
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
    row = Welcome.objects.select_related("membership__person", "network").get()
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


def take_back(welcome: Welcome, who: str, now: datetime | None = None) -> Event:
    theirs = Membership.objects.get(network=welcome.network, person__name=who)
    return welcomes.take_back(welcome=welcome, membership=theirs, by=theirs.person, now=now or clock.now())


@pytest.fixture
def opened(welcome: Welcome) -> Welcome:
    say(welcome, "Lotte", "yes")
    assert say(welcome, "Piet", "yes")
    return welcome


def test_who_came_later_has_no_say(welcome: Welcome):
    with pytest.raises(welcomes.NotThere):
        say(welcome, "Inge", "yes")
    with pytest.raises(welcomes.NotThere):
        say(welcome, "Coby", "yes")


def test_a_yes_that_is_taken_back_closes_them_again(opened: Welcome):
    take_back(opened, "Lotte")

    assert not access.reads_from_before(opened.membership)
    assert say(opened, "Lotte", "yes")  # and with everybody's yes they open once more


def test_not_yet_after_a_yes_closes_them_too(opened: Welcome):
    assert not say(opened, "Lotte", "reservation")


def test_a_yes_taken_back_closes_them_from_the_second_ring_too(opened: Welcome, piet: Person):
    Membership.objects.filter(person=piet).update(ring="second_ring")
    take_back(opened, "Piet")

    assert not access.reads_from_before(opened.membership)


def test_taking_back_can_be_taken_back(opened: Welcome, piet: Person):
    before = Welcome.objects.values_list("opened_at", "opened_by", "closed_at").get()
    event = take_back(opened, "Piet")
    assert not access.reads_from_before(opened.membership)

    programmes.undo(event=event, by=piet, now=clock.now())

    assert access.reads_from_before(opened.membership)
    assert Welcome.objects.values_list("opened_at", "opened_by", "closed_at").get() == before


def test_undoing_an_earlier_yes_closes_what_the_last_opened(welcome: Welcome, lotte: Person):
    say(welcome, "Lotte", "yes")
    event = Event.objects.get(verb="journey.welcome.answered")
    assert say(welcome, "Piet", "yes")

    programmes.undo(event=event, by=lotte, now=clock.now())

    assert not access.reads_from_before(welcome.membership)


def test_not_yet_of_who_left_still_stands(welcome: Welcome, piet: Person):
    say(welcome, "Piet", "reservation")
    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())

    assert not say(welcome, "Lotte", "yes")


def test_the_newcomer_reads_the_state_and_not_who_said_what(opened: Welcome, as_: Any):
    coby = Client()
    coby.force_login(opened.membership.person)
    assert "open sinds" in coby.get(HERE).content.decode()
    say(opened, "Lotte", "reservation")

    theirs, ours = coby.get(HERE).content.decode(), as_("piet").get(HERE).content.decode()

    assert "weer dicht sinds" in theirs
    assert "weer dicht sinds" in ours
    assert ["Nog niet" in page for page in (theirs, ours)] == [False, True]
    assert "Nog geen ja van" not in theirs


def test_on_the_page_a_yes_is_taken_back_without_a_word(opened: Welcome, as_: Any):
    client, path = as_("piet"), f"{HERE}{opened.membership_id}/answer/withdrawal/"
    assert path in client.get(HERE).content.decode()

    client.post(path, {"once": str(uuid4())})

    assert not access.reads_from_before(opened.membership)
    assert path not in client.get(HERE).content.decode()


@pytest.mark.parametrize("way", ["gathered later", "starts later"])
def test_who_was_there_when_it_began_together_is_no_newcomer(way: str, network: Network, lotte: Person, as_: Any):
    """Whoever gathers the people is there long before them."""
    Network.objects.update(started_at=clock.now() - timedelta(days=60))
    Membership.objects.update(added_at=clock.now() - timedelta(days=60))
    joined(network, "Coby", 30)
    if way == "gathered later":
        joined(network, "Inge", 30)
    else:
        Network.objects.update(starts_on=clock.now().date() - timedelta(days=30))
    joined(network, "Nina", 2)

    rows = as_("lotte").get(HERE).context["newcomers"]

    assert [str(row["membership"].person) for row in rows] == ["Nina"]


def test_whom_one_was_asked_about_comes_first(welcome: Welcome, as_: Any):
    def first() -> str:
        return str(as_("piet").get(HERE).context["newcomers"][0]["membership"].person)

    assert first() == "Coby"
    say(welcome, "Piet", "yes")
    assert first() == "Inge"  # and then whoever came last


def test_who_was_there_is_asked_at_now(welcome: Welcome, as_: Any):
    def asked() -> set[str]:
        return {str(ask.person) for ask in Ask.objects.open().filter(kind=welcomes.ASK)}

    assert asked() == {"Lotte", "Piet"}
    assert HERE in as_("piet").get("/").content.decode()
    say(welcome, "Piet", "yes")
    assert asked() == {"Lotte"}

    networks.leave(membership=welcome.membership, by=welcome.membership.person, now=clock.now())
    welcomes.let_go(now=clock.now())
    assert asked() == set()


def test_what_is_wrong_with_an_answer_is_said_beside_it(welcome: Welcome, as_: Any):
    sent = {"answer": "reservation", "words": "", "once": str(uuid4())}

    refused = as_("piet").post(f"{HERE}{welcome.membership_id}/answer/", sent)

    assert refused.status_code == 422
    assert "Zeg in één zin wat eerst nodig is." in refused.content.decode()


def test_the_page_names_who_is_still_to_answer_and_the_buddy(welcome: Welcome, as_: Any):
    say(welcome, "Lotte", "yes")

    rows = as_("lotte").get(HERE).context["newcomers"]

    coby = next(row for row in rows if row["membership"] == welcome.membership)
    assert ([str(each) for each in coby["silent"]], coby["buddy"]) == (["Piet"], "Piet")


def test_who_left_is_not_waited_for(welcome: Welcome, piet: Person):
    networks.leave(membership=Membership.objects.get(person=piet), by=piet, now=clock.now())

    assert say(welcome, "Lotte", "yes")
