"""Undo: within ten minutes, once, by who did it, and then the world of the network is as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client

from akker.journey import actions as journey
from akker.meetings import actions as meetings
from akker.meetings.tests.test_again import VERBS as AGAIN
from akker.meetings.tests.test_agenda import VERBS as TOGETHER
from akker.networks import actions as networks
from akker.networks.actions.people_import import APPLIED
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask
from akker.programmes.inverses import INVERSES
from akker.programmes.models import Event
from akker.question import actions as question
from akker.question.tests.test_noted import VERBS as NOTED
from akker.question.tests.test_shelf import VERBS as SHELF
from akker.roles import actions as roles
from akker.roles.models import LeftVacant, Precondition, SignalAside
from akker.web.tests.posts_plan import UNDONE_THERE
from tests.cast import member

pytestmark = pytest.mark.django_db
HERE = "/p/academie/zorg/"
LATER = timedelta(minutes=11)


def world(network: Network) -> dict[str, Any]:
    """All that the people of a network can see of it."""
    network = Network.objects.get(pk=network.pk)
    people = network.memberships.all()
    went, seats = (
        people.filter(left_at__gt=F("added_at")),
        Seat.objects.current().filter(membership__in=people.present()),
    )
    return {
        "network": (network.line, network.ambition, network.closed_at, network.closed_by),
        "here": set(people.present().values_list("person__name", "ring", "joined_at", "brings")),
        "gone": set(went.values_list("person__name", "left_at", "thanks")),
        "seats": set(seats.values_list("membership", "role", "note")),
        "asked": set(Ask.objects.open().filter(network_id=network.pk).values_list("pk", "kind")),
        "words": set(network.wordings.standing().values_list("kind", "number", "text")),
        "steps": list(network.steps_taken.filter(withdrawn_at=None).order_by("at", "pk").values_list("step", "way")),
        "results": set(network.results.standing().values_list("step", "number", "text")),
        "rings": set(people.present().values_list("person__name", "ring")),
        "vacant": set(LeftVacant.objects.filter(network=network, withdrawn_at=None).values_list("role", flat=True)),
        "aside": set(SignalAside.objects.filter(network=network, withdrawn_at=None).values_list("signal", flat=True)),
        "needs": set(Precondition.objects.standing().filter(network=network).values_list("role", "words")),
        "polls": set(network.polls.open().values_list("pk", flat=True)),
        "meetings": set(network.meetings.standing().values_list("pk", "on", "at")),
    }  # fmt: skip


@pytest.fixture
def stage(network: Network, lotte: Person, piet: Person, ringo: Person) -> dict[str, Any]:
    """Nina is invited, Otto left with thanks, a step is taken, something was agreed, a meeting is planned."""
    now = clock.now() - timedelta(hours=1)
    for name in ("Nina", "Otto"):
        member(network, name)
    found = {each.person.name.lower(): each for each in network.memberships.select_related("person", "network")}
    Membership.objects.filter(pk=found["nina"].pk).update(joined_at=None)
    networks.invite(memberships=[found["nina"]], subject="Kom", text="[link]", minutes=2, by=lotte, now=now)
    networks.leave(membership=found["otto"], by=lotte, now=now, thanks="Dank voor je soep.")
    question.word(network=network, kind="line", text="De eerste lijn", by=lotte, now=now, seen=0)
    journey.agree(network=network, step="roles", text="Eerst dit", agreed_on=now.date(), by=lotte, now=now, seen=0)
    meeting = network.meetings.model.objects.get(
        pk=meetings.plan(network=network, on=now.date(), at=now.time(), by=lotte, now=now).target_id
    )
    needed = roles.need(network=network, role="leader", words="Een dagdeel", by=lotte, now=now)
    poll = a_poll({"network": network, "piet": found["piet"]}, by=lotte, now=now)
    meetings.put(poll=poll, to=[str(piet.pk)], by=lotte, now=now)
    roles.leave_vacant(network=network, role="connector", by=lotte, now=now)
    found = {each.person.name.lower(): each for each in network.memberships.select_related("person", "network")}
    return {
        **found,
        "network": Network.objects.get(pk=network.pk),
        "meeting": meeting,
        "poll": poll,
        "needed": Precondition.objects.select_related("network").get(pk=needed.target_id),
    }


def a_poll(s: dict[str, Any], by: Person, now: Any) -> Any:
    """Put to Piet, about one moment."""
    return meetings.open_poll(
        network=s["network"], moments=[(now.date(), now.time())], people={s["piet"].person: True}, by=by, now=now,
        closes_at=now + timedelta(days=7),
    )  # fmt: skip


def placed(s: dict[str, Any]) -> dict[str, Any]:
    """Piet as the pitch shows him."""
    return {"network": s["network"], "membership": s["piet"].pk, "seen": "core:participant"}


def seat_of(membership: Membership) -> Seat:
    return Seat.objects.current().select_related("membership__network").get(membership=membership)


# Verb: who does what, told by `stage` (s), the actor (by) and the moment (now).
DEEDS: dict[str, tuple[str, Callable[..., Any]]] = {
    "networks.network.closed": ("lotte", lambda s, **k: networks.close(network=s["network"], **k)),
    "networks.membership.joined": ("nina", lambda s, **k: networks.join(membership=s["nina"], **k)),
    "networks.membership.left": ("lotte", lambda s, **k: networks.leave(membership=s["piet"], thanks="Dag", **k)),
    "networks.membership.added": (
        "lotte", lambda s, **k: networks.add(network=s["network"], person=Person.objects.create(name="Eva"), **k)),
    "networks.seat.given": ("lotte", lambda s, **k: networks.give_seat(membership=s["piet"], role="connector", **k)),
    "networks.seat.ended": ("lotte", lambda s, **k: networks.end_seat(seat=seat_of(s["piet"]), note="Bel", **k)),
    "question.wording.given": (
        "piet", lambda s, **k: question.word(network=s["network"], kind="line", text="Anders", seen=1, **k)),
    "journey.step.taken": ("piet", lambda s, **k: journey.take(network=s["network"], step="plan", way="skipped", **k)),
    "journey.result.agreed": (
        "piet", lambda s, now, **k: journey.agree(
            network=s["network"], step="roles", text="Toch dat", agreed_on=now.date(), seen=1, now=now, **k)),
    "roles.seat.moved": (
        "lotte", lambda s, **k: roles.move(**placed(s), seat=seat_of(s["piet"]).pk, role="connector", **k)),
    "roles.ring.joined": ("lotte", lambda s, **k: roles.step_back(**placed(s), **k)),
    "roles.ring.left": ("lotte", lambda s, **k: roles.move(
        network=s["network"], membership=s["ringo"].pk, seen="second_ring:", seat=None, role="connector", **k)),
    "roles.role.left_vacant": (
        "piet", lambda s, **k: roles.leave_vacant(network=s["network"], role="project-assistant", **k)),
    "roles.signal.put_aside": ("piet", lambda s, **k: roles.put_aside(network=s["network"], signal="core-small", **k)),
    "roles.precondition.noted": (
        "piet", lambda s, **k: roles.need(network=s["network"], role="connector", words="Tijd", **k)),
    "roles.precondition.not_needed": (
        "piet", lambda s, **k: roles.need_nothing(network=s["network"], role="participant", **k)),
    "roles.precondition.dropped": ("piet", lambda s, **k: roles.drop(precondition=s["needed"], **k)),
    "meetings.meeting.planned": (
        "piet", lambda s, now, **k: meetings.plan(network=s["network"], on=now.date(), at=now.time(), now=now, **k)),
    "meetings.series.planned": ("piet", lambda s, now, **k: meetings.plan_series(
        network=s["network"], days=[now.date()], at=now.time(), minutes=60, place="", every="1w", now=now, **k)),
    "meetings.poll.opened": ("lotte", lambda s, **k: a_poll(s, **k)),
    "meetings.poll.closed": ("lotte", lambda s, **k: meetings.close_poll(
        poll=s["poll"], chosen=[s["poll"].slots.get().pk], **k)),
    "meetings.poll.withdrawn": ("lotte", lambda s, **k: meetings.withdraw_poll(poll=s["poll"], **k)),
    "meetings.meeting.called_off": ("piet", lambda s, **k: meetings.call_off(meeting=s["meeting"], **k)),
}  # fmt: skip
ELSEWHERE = {  # told where imports, handbooks, photos, the clinic and learning questions are
    *NOTED, *SHELF, *TOGETHER, *AGAIN, APPLIED, "networks.handbook.changed", "journey.photo.filed",
    "journey.photo.withdrawn", "journey.welcome.taken_back", "meetings.kickoff.left_out",
    "journey.round.opened", "journey.round.closed", "journey.voice.withdrawn",
    "question.wording.sharpened", "question.wording.answered", "question.wording.agreed",
    "question.learning.shared", "question.learning.dropped", "question.learning.taken_up", "question.box.written",
    "question.learning.put_back", "question.learning.answered", "question.learning.unanswered",
    "question.learning.changed", "question.theme.divided",
    *UNDONE_THERE,
}  # fmt: skip
MORE = {
    "leaving with an invitation open": ("lotte", lambda s, **k: networks.leave(membership=s["nina"], **k)),
    "a leader leaves": ("fatma", lambda s, **k: networks.leave(membership=s["lotte"], **k)),
    "coming back": (
        "lotte", lambda s, **k: networks.add(network=s["network"], person=s["otto"].person, **k)),
    "handing over": (
        "lotte", lambda s, **k: networks.hand_over(seat=seat_of(s["lotte"]), to=s["piet"], note="Succes", **k)),
    "the first words on a theme": (
        "piet", lambda s, **k: question.word(network=s["network"], kind="theme", text="Nacht", seen=0, **k)),
}  # fmt: skip


def undo(client: Client, event: Event) -> Any:
    return client.post(f"{HERE}undo/{event.pk}/", {"once": str(uuid4())}, follow=True)


def newest(network: Network) -> Event:
    return Event.objects.filter(network_id=network.pk).order_by("-at", "-pk").first()


def test_every_verb_that_can_be_undone_is_undone_here():
    ours = ("networks.", "question.", "journey.", "roles.", "meetings.")
    assert {verb for verb in INVERSES if verb.startswith(ours)} - ELSEWHERE == set(DEEDS)


@pytest.mark.parametrize("deed", [*DEEDS, *MORE])
def test_the_world_is_as_before(deed: str, stage: dict[str, Any], fatma: Person, as_: Any, request: Any):
    who, act = (DEEDS | MORE)[deed]
    by = stage[who].person if who in stage else fatma
    before = world(stage["network"])
    act(stage, by=by, now=clock.now())
    event = newest(stage["network"])
    assert world(stage["network"]) != before
    assert event.verb in INVERSES

    response = undo(_client(by), event)

    assert response.status_code == 200
    assert world(stage["network"]) == before


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.trust
@pytest.mark.parametrize("verb", DEEDS)
def test_nobody_undoes_what_another_did(verb: str, stage: dict[str, Any], fatma: Person, as_: Any):
    who, act = DEEDS[verb]
    act(stage, by=stage[who].person, now=clock.now())
    after = world(stage["network"])

    response = undo(as_("fatma"), newest(stage["network"]))

    assert response.status_code == 404
    assert world(stage["network"]) == after


@pytest.mark.parametrize("verb", DEEDS)
def test_ten_minutes_later_it_stands(verb: str, stage: dict[str, Any], as_: Any):
    who, act = DEEDS[verb]
    act(stage, by=stage[who].person, now=clock.now() - LATER)
    event, after = newest(stage["network"]), world(stage["network"])
    Event.objects.filter(pk=event.pk).update(at=clock.now() - LATER)

    response = undo(_client(stage[who].person), event)

    assert "niet meer ongedaan" in response.content.decode() or "no longer be undone" in response.content.decode()
    assert world(stage["network"]) == after


@pytest.mark.parametrize("verb", DEEDS)
def test_undone_once_is_enough(verb: str, stage: dict[str, Any], as_: Any):
    who, act = DEEDS[verb]
    act(stage, by=stage[who].person, now=clock.now())
    event = newest(stage["network"])
    client = _client(stage[who].person)
    undo(client, event)
    first = Event.objects.get(pk=event.pk).undone_at

    undo(client, event)

    assert Event.objects.get(pk=event.pk).undone_at == first


def test_a_role_held_already_has_nothing_to_undo(stage: dict[str, Any], as_: Any):
    client = as_("lotte")
    page = client.post(f"{HERE}people/{stage['piet'].pk}/seats/", {"role": "participant"}, follow=True)

    undo(client, newest(stage["network"]))

    assert [message.extra_tags for message in page.context["messages"]] == [""]
    assert seat_of(stage["piet"]).role == "participant"


def test_saying_yes_twice_has_nothing_to_undo(stage: dict[str, Any], as_: Any):
    client = as_("piet")
    before = world(stage["network"])
    client.post(f"{HERE}joining/")

    undo(client, newest(stage["network"]))

    assert world(stage["network"]) == before


def test_a_role_taken_up_again_is_not_held_twice(stage: dict[str, Any], lotte: Person, as_: Any):
    ended = networks.end_seat(seat=seat_of(stage["piet"]), by=lotte, now=clock.now())
    networks.give_seat(membership=stage["piet"], role="participant", by=lotte, now=clock.now())

    assert undo(as_("lotte"), ended).status_code == 200
    assert seat_of(stage["piet"]).role == "participant"


def test_who_was_brought_in_by_mistake_is_not_told_to_have_left(stage: dict[str, Any], lotte: Person, as_: Any):
    client = as_("lotte")
    client.post(f"{HERE}people/new/", {"people": "Verkeerde Naam", "ring": "core"})
    assert "Verkeerde Naam" in client.get(f"{HERE}people/").content.decode()

    undo(client, newest(stage["network"]))

    page = client.get(f"{HERE}people/").content.decode()
    assert "Verkeerde Naam" not in page
    assert "Otto" in page


def test_a_version_undone_leaves_its_number(stage: dict[str, Any], lotte: Person):
    """Numbers are never used twice, so that everybody means the same version."""
    network, now = stage["network"], clock.now()
    second = journey.agree(network=network, step="roles", text="Twee", agreed_on=now.date(), by=lotte, now=now, seen=1)
    journey.disagree(event=second, by=lotte, now=now)
    journey.agree(network=network, step="roles", text="Drie", agreed_on=now.date(), by=lotte, now=now, seen=1)
    wording = question.word(network=network, kind="line", text="Twee", by=lotte, now=now, seen=1)
    question.unword(event=wording, by=lotte, now=now)
    question.word(network=network, kind="line", text="Drie", by=lotte, now=now, seen=1)

    assert world(network)["results"] == {("roles", 1, "Eerst dit"), ("roles", 3, "Drie")}
    assert world(network)["words"] == {("line", 1, "De eerste lijn"), ("line", 3, "Drie")}


@pytest.mark.trust
@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/p/academie/zorg/people/", "http://testserver/p/academie/zorg/people/"),
        ("https://evil.example/", HERE),
        ("//evil.example", HERE),
        ("javascript:alert(1)", HERE),
        ("", HERE),
    ],
)
def test_undo_leads_back_only_within_the_house(came_from: str, leads_to: str, stage: dict[str, Any], as_: Any):
    client = as_("piet")
    client.post(f"{HERE}steps/plan/taken/", {"way": "begun"})

    response = client.post(f"{HERE}undo/{newest(stage['network']).pk}/", headers={"Referer": came_from})

    assert response.url == leads_to


@pytest.mark.trust
def test_who_left_undoes_nothing(stage: dict[str, Any], lotte: Person, as_: Any):
    client = as_("piet")
    client.post(f"{HERE}steps/plan/taken/", {"way": "begun"})
    event = newest(stage["network"])
    networks.leave(membership=stage["piet"], by=lotte, now=clock.now())

    assert undo(client, event).status_code == 404
    assert Event.objects.get(pk=event.pk).undone_at is None
