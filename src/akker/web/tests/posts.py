"""Every form of a network, filled in so that it acts: what the tests of all forms at once send."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from akker.documents.tables import Table
from akker.journey import actions as journey
from akker.journey.actions import rounds
from akker.journey.models import Round, SheetPhoto, Voice
from akker.meetings import actions as meetings
from akker.meetings.models import Meeting
from akker.networks import actions as networks
from akker.networks.actions import people_import
from akker.networks.models import Membership, Network, Seat
from akker.people import clock
from akker.people.models import Person
from akker.question.actions import learning
from akker.question.models import AmbitionSentence, Conversation, Indicator, Knowledge, ShownQuestion, ThinkAlong
from akker.question.tests.clinic import a_line, a_round
from akker.recruit.actions import candidate_import, invitation, ring
from akker.recruit.models import Announcement, Candidate, Preference
from akker.roles import actions as roles
from akker.web.management.commands.routes import routes
from akker.web.tests import posts_agenda, posts_plan
from tests.cast import member

ROOMS = ("networks:", "question:", "journey:", "recruit:", "roles:", "meetings:")


class Form(NamedTuple):
    """Who sends what to an address; `pk` names the thing in it."""

    data: dict[str, Any]
    pk: str = ""
    who: str = "lotte"


def _pixels() -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 600), "white").save(out, "PNG")
    return out.getvalue()


PIXEL = _pixels()
MEETING = {"on": "2027-02-01", "at": "13:30", "minutes": "90", "place": "Zaal 2"}
FORMS = {
    "networks:people-new": Form({"people": "Anna Bakker", "ring": "core"}),
    "networks:import": Form({"file": b"Naam\nAnna Bakker\n"}),
    "networks:import-columns": Form({"column_0": "name"}, "import"),
    "networks:import-preview": Form({}, "import"),
    "networks:card": Form({"brings": "Soep", "version": "1"}, "piet", "piet"),
    "networks:arrangements": Form({"ring": "core", "organisation": "Oost", "hours_agreed": "", "version": "1"}, "piet"),
    "networks:departure": Form({"thanks": "Dank je wel."}, "piet"),
    "networks:return": Form({}, "otto"),
    "networks:seats": Form({"role": "connector"}, "piet"),
    "networks:seat-end": Form({"to": "", "note": "Bel de wijk."}, "seat"),
    "networks:invitations": Form({"who": "nina", "subject": "Kom je?", "text": "Zeg het hier: [link]"}),
    "networks:joining": Form({}, "", "nina"),
    "networks:settings": Form({"name": "Thuis", "language": "nl", "time_zone": "Europe/Amsterdam", "version": "1"}),
    "networks:handbook": Form({"pin": "lcop@2026.1", "seen": "leernetwerk@2026.1"}),
    "networks:closing": Form({}),
    "networks:reopening": Form({}),
    "networks:undo": Form({}, "event"),
    "question:wording": Form({"text": "Hoe blijft iemand thuis?", "reason": "", "seen": "2"}),
    "question:rounds": Form({"prompt": "Wat vind je?"}),
    "question:voice": Form({"text": "Te vaag nog", "proposal": "Hoe dan samen?", "seen": "0"}, "round", "piet"),
    "question:revelation": Form({}, "round"),
    "question:closing": Form({}, "talk"),
    "question:voice-withdrawal": Form({}, "voice", "piet"),
    "question:proposal": Form({"text": "Hoe dan?", "reason": "Korter", "seen": "2"}, "voice"),
    "question:sharpening": Form({"seen": "line"}),
    "question:consent": Form({"seen": "line", "answer": "reservation", "words": "Nog niet"}, "", "piet"),
    "question:agreement": Form({"seen": "line"}),
    "question:taking-up": Form({"way": "up"}, "shared"),
    "question:mine-new": Form({"question": "Hoe wacht ik langer?", "seen": "0"}, "", "piet"),
    "question:learning-question": Form({"question": "Hoe luister ik?", "seen": "1"}, "shared", "piet"),
    "question:sharing": Form({}, "private", "piet"),
    "question:learning-withdrawal": Form({}, "shared", "piet"),
    "question:answered": Form({}, "shared", "piet"),
    "question:subthemes": Form({"names": "Nacht\nMantelzorg", "seen": ""}),
    "question:ambition-line": Form({"text": "Elke wijk één nummer", "reason": "", "seen": "0"}),
    "question:sentence": Form({"text": "Iemand neemt altijd op", "seen": "0"}),
    "question:reveal": Form({}),
    "question:box": Form({"text": "Waarom belt niemand?", "seen": "0"}),
    "question:indicators-new": Form({"words": "Nachtelijke oproepen", "noticed_by": "Telling", "target": "Minder"}),
    "question:indicator": Form({"words": "Oproepen overdag", "version": "1"}, "indicator"),
    "question:reading": Form({"moment": "start", "value": "Twaalf per week", "on": "2026-11-20"}, "indicator"),
    "question:conversations": Form({"who": "De nachtzorg", "on": "2026-11-20", "shifted": "Families bellen niet"}),
    "question:knowledge": Form({"words": "Bellen helpt", "state": "contested", "vouched_by": "Noor"}),
    "question:conversation": Form({"who": "De huisarts", "on": "2026-11-20", "version": "1"}, "conversation"),
    "question:known": Form({"words": "Bellen helpt niet", "state": "contested", "version": "1"}, "known"),
    "question:withdrawal": Form({}, "conversation"),
    "question:support-new": Form({"kind": "participants", "words": "Iemand van wonen?"}),
    "question:shelf-showing": Form({"question": "Hoe dan thuis?", "contact": "Bel Lotte", "seen": "1", "way": "show"}),
    "question:shelf-withdrawal": Form({}),
    "question:taking-in": Form({}, "offer"),
    "question:setting-aside": Form({}, "offer"),
    "question:motives-choice": Form({"chosen": ["sharing"], "words": "Samen sterker", "seen": ""}),
    "journey:taken": Form({"way": "skipped"}),
    "journey:result": Form({"text": "Eén nummer.", "agreed_on": "2026-11-20", "agreed_by": "", "seen": "0"}),
    "journey:photos-new": Form({"file": PIXEL}),
    "journey:photo-filing": Form({"step": "plan"}, "photo"),
    "journey:photo-withdrawal": Form({}, "photo"),
    "recruit:announcement": Form({"nature": "Samen zoeken wat helpt", "meeting_count": "6", "version": "1"}),
    "recruit:opening": Form({}),
    "recruit:closing": Form({}),
    "recruit:fullness": Form({"way": "full"}),
    "recruit:import": Form({"file": b"Naam;E-mail\nAnna Bakker;anna@example.org\n"}),
    "recruit:import-columns": Form({"column_0": "name", "column_1": "email"}, "candidates"),
    "recruit:import-preview": Form({}, "candidates"),
    "recruit:note": Form({"text": "Wil vooral luisteren", "seen": "0"}, "candidate"),
    "recruit:place": Form({}, "candidate"),
    "recruit:asking": Form({"network": "network"}, "candidate"),
    "recruit:sending": Form({"who": ["drafted"]}),
    "recruit:reminders": Form({"who": ["asked"]}),
    "recruit:invitation": Form({"why": "Je luistert goed", "seen": "1"}, "drafted"),
    "recruit:invitation-withdrawal": Form({}, "drafted"),
    "recruit:talk": Form({"name": "Wijkagent Els", "email": "els@example.org"}, "conversation"),
    "recruit:release": Form({}, "named"),
    "recruit:expert": Form({"network": "network", "contribution": "advice", "why": "Je weet dit"}, "expert"),
    "recruit:ring-new": Form(
        {"kind": "think", "question": "Denk je mee?", "minutes": "10", "due_on": "2027-02-01", "who": ["rosa"]}
    ),
    "recruit:ring-use": Form({"words": "Het staat in het plan"}, "ring"),
    "recruit:ring-withdrawal": Form({}, "ring"),
    "recruit:ring-sight": Form({}, "ringsaid", "ringo"),
    "roles:moves": Form({"membership": "piet", "role": "connector", "way": "add", "seen": "core:participant"}),
    "roles:tasks": Form({"text": "Belt wie er mist.", "seen": "0"}, "seat"),
    "roles:vacancy": Form({"way": "leave"}),
    "roles:signal": Form({"way": "aside"}),
    "roles:reading": Form({"way": "read"}),
    "roles:nomination": Form({"note_place": "Bij de balie.", "seen": "0"}),
    "roles:nomination-withdrawal": Form({}),
    "roles:need": Form({"words": "Een dagdeel in de week", "giver": "Gemeente Oost"}),
    "roles:nothing-needed": Form({}),
    "roles:precondition": Form({"words": "Twee dagdelen", "version": "1"}, "precondition"),
    "roles:precondition-withdrawal": Form({}, "precondition"),
    "roles:result": Form({"text": "Lotte trekt.", "agreed_on": "2026-11-20", "agreed_by": "", "seen": "0"}),
    "meetings:new": Form({**MEETING, "version": "0"}),
    "meetings:change": Form({**MEETING, "version": "1"}, "meeting"),
    "meetings:series": Form({"first_on": "2027-02-01", "at": "13:30", "every": "2w", "count": "3", "minutes": "90"}),
    "meetings:answer": Form({"coming": "yes", "words": "Graag"}, "meeting", "piet"),
    "meetings:attendance": Form({"there": "piet_himself"}, "been"),
    "meetings:invitations": Form({"who": "piet_himself", "words": "Tot dan", "seen": "1"}, "meeting"),
    "meetings:reminders": Form({"who": "piet_himself"}, "told"),
    "meetings:poll-new": Form({
        "slots": ["2027-02-01T13:30"], "who": "piet_himself", "closes_on": "2027-01-20", "count": "1", "minutes": "90",
    }),
    "meetings:poll-answers": Form({"slot": "yes"}, "poll", "piet"),
    "meetings:poll-asking": Form({"who": "piet_himself"}, "poll"),
    "meetings:poll-closing": Form({"slots": "slot"}, "poll"),
    "meetings:poll-suggestion": Form({}, "poll"),
    "meetings:poll-withdrawal": Form({}, "poll"),
    "meetings:calling-off": Form({}, "meeting"),
    **{name: Form(*form) for name, form in posts_agenda.FORMS.items()},
    **{name: Form(*form) for name, form in posts_plan.FORMS.items()},
}  # fmt: skip
# What only shows how far the worker is; pressing it without anything stopped changes nothing.
# A letter is made as often as it is asked for, and not kept.
SHOWS_ONLY = {"networks:import-done", "recruit:import-done", "recruit:preview", "roles:letter", *posts_plan.SHOWS_ONLY}


def every_form() -> set[str]:
    """The names of all addresses of a network that take a POST."""
    return {route.name for route in routes() if route.name.startswith(ROOMS) and "POST" in route.methods} - SHOWS_ONLY


@pytest.fixture
def nina(network: Network) -> Person:
    """Brought in, not invited yet."""
    human = member(network, "Nina")
    Membership.objects.filter(person=human).update(joined_at=None)
    return human


@pytest.fixture
def things(network: Network, lotte: Person, piet: Person, nina: Person, ringo: Person) -> dict[str, UUID]:
    """Something real for each place in an address; Otto has left."""
    now = clock.now()
    otto = member(network, "Otto")
    networks.leave(membership=Membership.objects.get(person=otto), by=otto, now=now)
    planned = meetings.plan(network=network, on=now.date().replace(year=2027), at=now.time(), by=lotte, now=now)
    event = journey.take(network=network, step="plan", way="begun", by=lotte, now=now)
    table = Table(("Naam",), (("Anna Bakker",),))
    waiting = people_import.read(network=network, file_name="mensen.csv", table=table, by=lotte, now=now)
    people_import.map_columns(people_import=waiting, mapping=["name"], by=lotte, now=now)
    found = {each.person.name.lower(): each.pk for each in network.memberships.select_related("person")}
    seat = Seat.objects.get(membership__person=piet).pk
    needed = roles.need(network=network, role="leader", words="Een dagdeel", by=lotte, now=now)
    photo = SheetPhoto.objects.create(
        programme=network.programme, network=network, file="0" * 64, width=1, height=1, bytes=1, uploaded_at=now,
        uploaded_by=lotte, step="ambition", filed_at=now, filed_by=lotte,
    )  # fmt: skip
    given = {"programme": network.programme, "network": network, "by": lotte, "at": now}
    AmbitionSentence.objects.create(
        programme=network.programme, network=network, membership_id=found["piet"], text="Niemand wacht alleen"
    )
    return {
        **found,
        **_said(network, lotte, piet),
        **_recruited(network, lotte),
        **_shown(network, lotte),
        **posts_agenda.things(network, lotte, piet),
        **posts_plan.things(network, lotte),
        "indicator": Indicator.objects.create(words="Wachttijd", **given).pk,
        "known": Knowledge.objects.create(words="Bellen helpt", state="known", **given).pk,
        "conversation": Conversation.objects.create(who="De wijkagent", on=now.date(), **given).pk,
        "photo": photo.pk,
        "precondition": needed.target_id,
        "seat": seat,
        "meeting": planned.target_id,
        **_dated(network, lotte, piet),
        "event": event.pk,
        "import": waiting.pk,
    }


def _recruited(network: Network, lotte: Person) -> dict[str, UUID]:
    """An open announcement, somebody who applied and waits, and a file with more of them."""
    now, programme = clock.now(), network.programme
    Announcement.objects.create(programme=programme, network=network, nature="Zoeken", opened_at=now, opened_by=lotte)
    nora = Person.objects.create_user("nora@example.org", name="Nora Smit")
    candidate = Candidate.objects.create(programme=programme, person=nora, applied_at=now, composing_at=now)
    Preference.objects.create(programme=programme, candidate=candidate, network=network, rank=1, waiting_at=now)
    table = Table(("Naam", "E-mail"), (("Anna Bakker", "anna@example.org"),))
    waiting = candidate_import.read(
        programme=programme, network=network, file_name="kandidaten.csv", table=table, by=lotte, now=now
    )
    candidate_import.map_columns(incoming=waiting, mapping=["name", "email"], by=lotte, now=now)
    return {"candidate": candidate.pk, "candidates": waiting.pk, "network": network.pk, **_invited(network, lotte)}


def _invited(network: Network, lotte: Person) -> dict[str, UUID]:
    """One that is written, one that was sent, and one whose answer is a colleague."""
    now, found = clock.now(), {}
    for key in ("drafted", "asked", "named"):
        human = Person.objects.create_user(f"{key}@example.org", name=key.title())
        found[key] = invitation.draft(network=network, person=human, by=lotte, now=now)
    invitation.send(invitations=[found["asked"], found["named"]], by=lotte, now=now)
    invitation.name_colleague(invitation=found["named"], name="Noor", email="noor@example.org", now=now)
    return {key: row.pk for key, row in found.items()} | _ringed(network, lotte)


def _ringed(network: Network, lotte: Person) -> dict[str, UUID]:
    """Rosa in the second ring, and Ringo there, who answered what was asked."""
    now = clock.now()
    there = Membership.objects.filter(network=network).select_related("person")
    rosa, ringo = there.get(person=member(network, "Rosa", ring="second_ring")), there.get(person__name="Ringo")
    asked = ring.ask(
        network=network, memberships=[ringo], kind="feedback", question="Klopt dit?", minutes=5, due_on=now.date(),
        by=lotte, now=now,
    )  # fmt: skip
    said = asked.answers.get()
    ring.answer(row=said, text="Bijna", is_shown=False, now=now)
    expert = Candidate.objects.create(
        programme=network.programme, person=rosa.person, applied_at=now, experts_at=now, contributes=["advice"]
    )
    return {"expert": expert.pk, "rosa": rosa.pk, "ring": asked.pk, "ringsaid": said.pk}


def _shown(network: Network, lotte: Person) -> dict[str, UUID]:
    """A question on the shelf, and somebody who wants to think along."""
    now, row = clock.now(), {"programme": network.programme, "network": network}
    ShownQuestion.objects.create(question="Hoe dan?", by=lotte, at=now, **row)
    offer = ThinkAlong.objects.create(
        name="Wil", email="wil@example.org", words="Ik weet iets", language="nl", token_hash="x", offered_at=now,
        confirmed_at=now, **row,
    )  # fmt: skip
    return {"offer": offer.pk}


def _dated(network: Network, lotte: Person, piet: Person) -> dict[str, UUID]:
    """A meeting that is over, one that Piet has in his calendar, and a poll that was put to him."""
    now = clock.now()
    on = now.date().replace(year=2027)
    been, told = (
        meetings.plan(network=network, on=day, at=now.time(), by=lotte, now=now).target_id
        for day in (on.replace(year=2020), on)
    )
    meetings.send(meeting=Meeting.objects.get(pk=told), to=[str(piet.pk)], words="", seen="1", by=lotte, now=now)
    poll = meetings.open_poll(
        network=network, moments=[(on, now.time())], people={piet: True}, by=lotte, now=now,
        closes_at=now + timedelta(days=7),
    )  # fmt: skip
    return {"been": been, "told": told, "poll": poll.pk, "slot": poll.slots.get().pk, "piet_himself": piet.pk}


def _said(network: Network, lotte: Person, piet: Person) -> dict[str, UUID]:
    """Two versions of the line, about the first a round that is hidden and one that is talked about."""
    now, first = clock.now(), a_line(network, lotte, clock.now())
    hidden = a_round(network, lotte, now)
    Round.objects.filter(pk=hidden.pk).update(target_id=uuid4())
    talk = a_round(network, lotte, now, piet=("Te vaag", "Hoe dan?"))
    Round.objects.filter(pk=hidden.pk).update(target_id=first.pk)
    rounds.reveal(round=talk, by=lotte, now=now)
    member = Membership.objects.select_related("network").get(person=piet)
    mine = [learning.write(membership=member, question=f"Hoe vraag ik {n} keer?") for n in (1, 2)]
    learning.share(row=mine[0], by=piet, now=now)
    newest = a_line(network, lotte, now, "Een nieuwe lijn")
    return {
        "round": hidden.pk, "talk": talk.pk, "voice": Voice.objects.get().pk, "shared": mine[0].pk,
        "private": mine[1].pk, "line": newest.pk,
    }  # fmt: skip


def address(name: str, things: dict[str, UUID]) -> str:
    """Where the form `name` goes."""
    path = next(route.path for route in routes() if route.name == name)
    values: dict[str, Any] = {
        "programme": "academie", "network": "zorg", "step": "ambition", "kind": "line", "page": "canvas",
        "box": "wonder", "noun": "conversation", "motive": "organisation", "role": "connector", "key": "core-small",
        "work_form": "arrival-round", "element": "acquaintance",
    }  # fmt: skip
    if "{pk}" in path:
        values["pk"] = things[FORMS[name].pk]
    return reverse(name, kwargs={key: value for key, value in values.items() if f"{{{key}}}" in path})


def filled_in(name: str, things: dict[str, UUID]) -> dict[str, Any]:
    """What is sent, fresh each time."""
    data = dict(FORMS[name].data) | posts_plan.filled_in(name, things)
    if "file" in data:
        name = "blad.png" if data["file"] == PIXEL else "mensen.csv"
        data["file"] = SimpleUploadedFile(name, data["file"])
    for field in {"who", "membership", "meeting", "network", "there", "slots"} & data.keys():
        if isinstance(data[field], str) and data[field] in things:
            data[field] = str(things[data[field]])
        elif isinstance(data[field], list):
            data[field] = [str(things.get(each, each)) for each in data[field]]
    if "slot" in data:
        data[f"slot_{things['slot']}"] = data.pop("slot")
    if data.get("seen") in ("line", "agreements"):
        data["seen"] = str(things[data["seen"]])
    if "voices" in data:
        data["voices"] = [str(things[data["voices"]])]
    return data
