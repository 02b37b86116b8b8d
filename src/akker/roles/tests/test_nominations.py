"""Who reads what somebody says of themselves, and that it is gone once the roles are settled."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from akker.networks import actions as networks
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.programmes.models import Event
from akker.roles.models import CardRead, Nomination
from akker.roles.tests.conftest import HERE

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
WORD = "zeldzaamwoord"
NOTES = {"note_place": "Bij de balie.", "note_enthusiasm": f"Ik wil dit {WORD} graag.", "seen": "0"}
RESULT = {"text": "Piet verbindt.", "agreed_on": "2026-11-20", "agreed_by": "", "seen": "0"}


def put_forward(as_: Any, role: str = "connector", who: str = "piet", **more: str) -> int:
    answer = as_(who).post(f"{HERE}roles/cards/{role}/nomination/", {**NOTES, **more, "once": str(uuid4())})
    return answer.status_code


def test_the_person_reads_it_back_and_others_learn_not_even_that(cast: Any, as_: Any, network: Network):
    put_forward(as_)
    networks.add(network=network, person=cast["olga"], by=cast["lotte"], now=clock.now())
    with_it = as_("olga").get(f"{HERE}roles/").content.decode()
    Nomination.objects.all().delete()

    without = as_("olga").get(f"{HERE}roles/").content.decode()
    assert len(with_it) == len(without)


@pytest.mark.parametrize("path", ["roles/result/", "steps/roles/result/"])
def test_gone_once_the_roles_are_settled_wherever_that_is_done(path: str, cast: Any, as_: Any):
    put_forward(as_)
    put_forward(as_, "facilitator", "lotte")
    assert Nomination.objects.count() == 2

    assert as_("piet").post(f"{HERE}{path}", RESULT).status_code == 302
    assert not Nomination.objects.exists()
    assert WORD not in as_("lotte").get(f"{HERE}roles/cards/").content.decode()


def test_another_result_and_another_network_leave_it(cast: Any, as_: Any):
    put_forward(as_)
    as_("piet").post(f"{HERE}steps/people/result/", RESULT)
    assert Nomination.objects.count() == 1


def test_undoing_the_result_does_not_bring_it_back(cast: Any, as_: Any):
    put_forward(as_)
    as_("piet").post(f"{HERE}roles/result/", RESULT)
    event = Event.objects.get(verb="journey.result.agreed")
    as_("piet").post(f"{HERE}undo/{event.pk}/")

    assert not Nomination.objects.exists()


def test_a_refused_result_erases_nothing(cast: Any, as_: Any):
    as_("lotte").post(f"{HERE}roles/result/", RESULT)
    put_forward(as_)

    assert as_("piet").post(f"{HERE}roles/result/", RESULT).status_code == 409
    assert Nomination.objects.count() == 1


def test_it_is_changed_and_taken_back(cast: Any, as_: Any):
    put_forward(as_)
    assert put_forward(as_, note_place="Ergens anders.") == 409  # written in another window
    assert put_forward(as_, note_place="Ergens anders.", seen="1") == 302
    assert Nomination.objects.get().notes["place"] == "Ergens anders."

    as_("piet").post(f"{HERE}roles/cards/connector/withdrawal/")
    assert not Nomination.objects.exists()


def test_without_a_word_is_fine_and_too_many_are_not(cast: Any, as_: Any):
    assert as_("piet").post(f"{HERE}roles/cards/connector/nomination/", {"seen": "0"}).status_code == 302
    assert put_forward(as_, "leader", note_place="x" * 301) == 422
    assert as_("piet").post(f"{HERE}roles/cards/king/nomination/", {"seen": "0"}).status_code == 404
    assert Nomination.objects.get().notes == {}


@pytest.mark.parametrize("who", ["ringo", "mette", "rita"])
def test_who_takes_no_part_puts_nobody_forward(who: str, cast: Any, as_: Any):
    assert put_forward(as_, who=who) == 403
    assert not Nomination.objects.exists()


def test_who_left_is_no_longer_put_forward(cast: Any, as_: Any):
    put_forward(as_)
    networks.leave(membership=Membership.objects.get(person=cast["piet"]), by=cast["piet"], now=clock.now())

    assert WORD not in as_("lotte").get(f"{HERE}roles/cards/").content.decode()


def test_a_card_is_read_by_whom_it_is_read(cast: Any, as_: Any):
    for _ in range(2):
        as_("piet").post(f"{HERE}roles/cards/connector/reading/", {"way": "read"})
    assert CardRead.objects.count() == 1
    assert as_("piet").get(f"{HERE}roles/cards/").content.decode().count("tag leaf") == 1
    assert as_("lotte").get(f"{HERE}roles/cards/").content.decode().count("tag leaf") == 0

    as_("piet").post(f"{HERE}roles/cards/connector/reading/", {"way": "unread"})
    assert not CardRead.objects.exists()
