"""Somebody is needed, and found."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from akker.meetings.models import Competence, PlanCell, PlanRow
from akker.meetings.tests.planned import HERE, PLAN, competences, drawn, of, plan, row, state, wanted
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Mail
from akker.programmes.models import Event

pytestmark = pytest.mark.django_db


def undo(client: Any, network: Network) -> Any:
    newest = Event.objects.filter(network_id=network.pk).order_by("-at", "-pk").first()
    return client.post(f"{HERE}undo/{newest.pk}/", {"once": str(uuid4())}, follow=True)


def test_a_vacancy_is_needed_but_nobody_yet(network: Network, lotte: Person, as_: Any):
    meetings = drawn(network, lotte)
    keys = competences(network, lotte, "Kennis")
    data = {
        "needed": "Een nachtzuster", "competence": str(keys["Kennis"]), "ring": "second_ring",
        "meetings": [str(meetings[1].pk)],
    }  # fmt: skip

    answer = as_("lotte").post(f"{PLAN}vacancies/new/", data)

    assert answer.status_code == 302
    shown = plan(network)
    assert [len(shown.wanted(column)) for column in shown.columns] == [0, 1, 0]
    assert shown.gaps(shown.columns[1]) == ["Kennis"]  # as long as nobody is found
    page = as_("lotte").get(PLAN).content.decode()
    assert 'class="v"' in page
    assert "Een nachtzuster" in page


def test_the_call_says_what_is_needed_when_and_why(network: Network, lotte: Person, as_: Any):
    meetings = drawn(network, lotte)
    key = wanted(network, lotte, "Een nachtzuster", meetings=meetings[:1])

    call = as_("lotte").get(f"{PLAN}vacancies/{key}/").context["call"]

    assert "Een nachtzuster" in call
    assert network.line in call
    assert "Keer 1" in call
    assert "Keer 2" not in call


def test_who_is_found_comes_into_the_second_ring_and_takes_the_place(network: Network, lotte: Person, as_: Any):
    meetings = drawn(network, lotte)
    key = wanted(network, lotte, meetings=meetings[:2])
    data = {"name": "Nadia Nacht", "email": "nadia@example.org", "ring": "second_ring"}

    assert as_("lotte").post(f"{PLAN}vacancies/{key}/filling/", data).status_code == 302

    member = Membership.objects.get(person__name="Nadia Nacht")
    assert member.ring == "second_ring"
    assert [state(network, "Nadia Nacht", n) for n in (1, 2, 3)] == ["required", "required", "not"]
    assert plan(network).vacancies == ()
    assert not Mail.objects.exists()

    undo(as_("lotte"), network)
    assert [each.name for each in plan(network).vacancies] == ["Iemand van de nacht"]
    assert Membership.objects.get(pk=member.pk).left_at is not None


def test_who_is_in_the_plan_already_takes_it_on(network: Network, lotte: Person, piet: Person, as_: Any):
    meetings = drawn(network, lotte)
    keys = competences(network, lotte, "Kennis")
    mine = PlanRow.objects.create(programme=network.programme, network=network, membership=of(network, piet))
    PlanCell.objects.create(
        programme=network.programme, row=mine, meeting=meetings[0], state="not", changed_at=clock.now()
    )
    knowledge = Competence.objects.get(pk=keys["Kennis"])
    key = wanted(network, lotte, competence=knowledge, meetings=meetings[:1])

    as_("lotte").post(f"{PLAN}vacancies/{key}/filling/", {"name": "Piet", "email": piet.email, "ring": "second_ring"})

    assert state(network, "Piet", 1) == "required"
    assert row(plan(network), "Piet").competence_name == "Kennis"
    assert row(plan(network), "Piet").ring == "core"  # whoever was in stays where they were
    assert plan(network).vacancies == ()


def test_only_who_brings_people_in_fills_it(network: Network, lotte: Person, piet: Person, mette: Person, as_: Any):
    key = wanted(network, lotte)
    data = {"name": "Nadia", "email": "", "ring": "core"}

    for who in ("piet", "mette"):
        assert as_(who).post(f"{PLAN}vacancies/{key}/filling/", data).status_code == 403
    assert not Person.objects.filter(name="Nadia").exists()


def test_worded_anew_and_closed(network: Network, lotte: Person, as_: Any):
    key = wanted(network, lotte)
    data = {"needed": "Iemand van de dag", "ring": "core", "version": "1"}
    assert as_("lotte").post(f"{PLAN}vacancies/{key}/", data).status_code == 302
    assert as_("lotte").post(f"{PLAN}vacancies/{key}/", data | {"needed": "Anders"}).status_code == 409

    as_("lotte").post(f"{PLAN}vacancies/{key}/closing/")
    assert as_("lotte").get(f"{PLAN}vacancies/{key}/").status_code == 404

    undo(as_("lotte"), network)
    assert [each.name for each in plan(network).vacancies] == ["Iemand van de dag"]


def test_a_vacancy_that_was_asked_for_by_mistake(network: Network, lotte: Person, as_: Any):
    drawn(network, lotte)
    as_("lotte").post(f"{PLAN}vacancies/new/", {"needed": "Toch niemand", "ring": "core"})

    undo(as_("lotte"), network)

    assert plan(network).vacancies == ()
