"""What holds for every form of a network: it acts once, and not at all when the network is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from akker.networks import actions as networks
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person
from akker.programmes.models import Event
from akker.web.tests import posts_agenda, posts_plan
from akker.web.tests.posts import FORMS, ROOMS, address, every_form, filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
LEFT_OPEN = {"networks:closing", "networks:reopening"}  # about being closed itself
READING = [
    "", "journey/", "people/", "question/", "results/", "settings/", "steps/ambition/", "steps/ambition/versions/",
    "ambition/", "indicators/", "canvas/", "canvas/sheet.pdf", "motives/", "conditions/", "support/", "shelf/",
    "results/sheet.pdf", "steps/ambition/sheet.pdf", "roles/", "roles/list/", "roles/cards/", "roles/needs/",
    "roles/history/", "worksheets/4a.pdf", "question/clinic/", "question/learning/", "question/mine/", "meetings/",
    *posts_plan.READING,
]  # fmt: skip
NEED_WORDS = {  # forms that say nothing when they are sent empty
    "networks:people-new", "networks:import", "networks:import-columns", "networks:card", "networks:arrangements",
    "networks:invitations", "networks:settings", "networks:handbook", "question:wording",
    "question:support-new", "question:shelf-showing",
    "question:ambition-line", "question:box", "question:sentence", "question:indicators-new",
    "question:indicator", "question:reading", "question:conversations", "question:knowledge",
    "question:conversation", "question:known",
    "journey:taken", "journey:result", "meetings:new", "meetings:change", "meetings:series", "meetings:answer",
    "meetings:invitations", "meetings:reminders", "meetings:poll-new", "meetings:poll-answers", "meetings:poll-asking",
    "meetings:poll-closing",
    "question:rounds", "question:voice", "question:proposal", "question:consent",
    "question:mine-new", "question:learning-question", "roles:moves", "roles:tasks", "roles:nomination", "roles:need",
    "roles:precondition", "roles:result", "recruit:announcement", "recruit:import", "recruit:import-columns",
    "recruit:note", "recruit:sending", "recruit:ring-new", "recruit:expert", "recruit:ring-use", "recruit:reminders",
    "recruit:invitation", "recruit:talk", *posts_agenda.NEED_WORDS, *posts_plan.NEED_WORDS,
}  # fmt: skip
CHOSEN = {  # picked from what is there, not typed
    "there",
    "who",
    "step",
    "seen",
    "membership",
    "role",
    "way",
    "form",
    "source",
    "mode",
    "meeting",
    "network",
    "contribution",
    "kind",
    "liked",
    "serves",
    "rows",
    "columns",
}  # fmt: skip
# Undo marks the event it takes back; what somebody does for themselves alone is nobody's history.
WITHOUT_EVENT = {
    "networks:undo", "roles:reading", "roles:nomination", "roles:nomination-withdrawal", "question:voice",
    "question:mine-new", "question:sentence", "meetings:rating", "meetings:expectations-voice",
    "meetings:poll-suggestion",
}  # fmt: skip
each_room = pytest.mark.parametrize("room", ROOMS)


@contextmanager
def form_of_many(subtests: pytest.Subtests, name: str) -> Iterator[None]:
    """One form in the world of all forms of its room, which is dear to make: whatever it does is undone."""
    with subtests.test(name), transaction.atomic():
        yield
        transaction.set_rollback(True)


def of(room: str, names: set[str]) -> list[str]:
    return sorted(name for name in names if name.startswith(room))


def everything() -> Counter[str]:
    """How many rows each table of ours holds."""
    models = [model for model in apps.get_models() if model.__module__.startswith("akker.")]
    return Counter({model.__name__: model._default_manager.count() for model in models})


def test_no_form_is_forgotten():
    assert set(FORMS) == every_form()


@each_room
def test_sent_twice_it_acts_once(room: str, things: dict[str, UUID], as_: Any, subtests: pytest.Subtests):
    for name in of(room, set(FORMS)):
        with form_of_many(subtests, name):
            client, path, key = as_(FORMS[name].who), address(name, things), str(uuid4())
            before = Event.objects.count()

            first = client.post(path, {**filled_in(name, things), "once": key})
            after, counted = everything(), Event.objects.count()
            second = client.post(path, {**filled_in(name, things), "once": key})

            assert (first.status_code, second.status_code) == (302, 302), first.content.decode()[:3000]
            assert first.url == second.url
            assert everything() == after
            assert counted > before or name in WITHOUT_EVENT


@each_room
def test_sent_wrong_and_then_right_with_one_key_it_acts(
    room: str, things: dict[str, UUID], as_: Any, subtests: pytest.Subtests
):
    for name in of(room, NEED_WORDS):
        with form_of_many(subtests, name):
            client, path, key = as_(FORMS[name].who), address(name, things), str(uuid4())

            assert client.post(path, {"once": key}).status_code == 422
            assert client.post(path, {**filled_in(name, things), "once": key}).status_code == 302


@each_room
def test_a_closed_network_is_read_only(
    room: str, network: Network, lotte: Person, things: dict[str, UUID], as_: Any, subtests: pytest.Subtests
):
    networks.close(network=network, by=lotte, now=clock.now())
    before = everything()
    for name in of(room, set(FORMS) - LEFT_OPEN):
        with form_of_many(subtests, name):
            client = as_(FORMS[name].who)
            response = client.post(address(name, things), {**filled_in(name, things), "once": str(uuid4())})

            assert response.status_code == 403
            assert everything() == before
            assert Event.objects.get(pk=things["event"]).undone_at is None


def test_a_closed_network_can_still_be_read(
    network: Network, lotte: Person, things: Any, as_: Any, subtests: pytest.Subtests
):
    networks.close(network=network, by=lotte, now=clock.now())

    for path in READING:
        with subtests.test(path):
            assert as_("lotte").get(f"/p/academie/zorg/{path}").status_code == 200


def test_a_closed_network_opens_again(network: Network, lotte: Person, as_: Any):
    client = as_("lotte")
    client.post("/p/academie/zorg/closing/")
    again = client.post("/p/academie/zorg/closing/", follow=True)
    assert Event.objects.filter(verb=networks.CLOSED).count() == 1
    assert "closed" in again.content.decode() or "gesloten" in again.content.decode()

    client.post("/p/academie/zorg/reopening/")

    network.refresh_from_db()
    assert network.closed_at is None
    assert client.post("/p/academie/zorg/steps/ambition/taken/", {"way": "begun"}).status_code == 302


def test_closing_is_undone_although_it_is_closed(network: Network, lotte: Person, as_: Any):
    client = as_("lotte")
    client.post("/p/academie/zorg/closing/")
    event = Event.objects.get(verb=networks.CLOSED)

    assert client.post(f"/p/academie/zorg/undo/{event.pk}/").status_code == 302

    network.refresh_from_db()
    assert network.closed_at is None


@each_room
def test_no_event_holds_what_was_typed(room: str, things: dict[str, UUID], as_: Any, subtests: pytest.Subtests):
    """Whatever is typed somewhere is in no column of the history."""
    for name in of(room, set(FORMS)):
        with form_of_many(subtests, name):
            data = filled_in(name, things)
            as_(FORMS[name].who).post(address(name, things), data)

            told = "\n".join(str(list(row)) for row in Event.objects.values_list())
            typed = [value for field, value in data.items() if isinstance(value, str) and field not in CHOSEN]
            assert Event.objects.exists()
            assert [word for text in typed for word in text.split("\n") if len(word) > 4 and word in told] == []


def test_forms_of_others_are_not_this_visitors_to_answer_again(things: dict[str, UUID], as_: Any):
    """A key belongs to who sent it first."""
    key = str(uuid4())
    as_("lotte").post(address("journey:taken", things), {"way": "begun", "once": key})

    assert as_("piet").post(address("journey:taken", things), {"way": "begun", "once": key}).status_code == 400


def test_a_form_needs_its_token(network: Network, lotte: Person, things: dict[str, UUID]):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lotte)

    assert {strict.post(address(name, things), filled_in(name, things)).status_code for name in FORMS} == {403}
