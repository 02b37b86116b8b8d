"""The forms of agendas and of working together, filled in; see `posts`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from akker.journey.actions import agreements, rounds, welcomes
from akker.journey.models import Round
from akker.meetings import actions as meetings
from akker.meetings.models import AgendaBlock, AgendaProposal, Decision, Meeting, Paper, ToDo
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.post.models import Ask

# Address -> what is sent, the thing it is about, and who sends it.
FORMS: dict[str, tuple[Any, ...]] = {
    "meetings:agenda-add": ({"title": "", "form": "arrival-round", "minutes": ""}, "meeting"),
    "meetings:source": ({"source": "agenda:regular"}, "meeting"),
    "meetings:agenda-first": ({}, "meeting"),
    "meetings:block": ({"title": "Binnenkomen", "minutes": "15", "serves": "line", "version": "1"}, "block"),
    "meetings:block-move": ({"way": "down", "to": ""}, "block"),
    "meetings:block-withdrawal": ({}, "block"),
    "meetings:rating": ({"liked": "yes", "why": "Eindelijk tijd."}, "block", "piet"),
    "meetings:papers": ({"file": b"Naam\nAnna Bakker\n"}, "meeting"),
    "meetings:paper-withdrawal": ({}, "paper"),
    "meetings:outcome-to-dos": ({"what": "De wijk bellen", "who": "", "due_on": ""}, "meeting"),
    "meetings:decisions": ({"words": "We gaan door."}, "meeting"),
    "meetings:decision-withdrawal": ({}, "decision"),
    "meetings:to-dos-new": ({"what": "Taart halen", "who": "", "due_on": "2026-12-01"},),
    "meetings:to-do": ({"what": "Twee taarten halen", "who": "", "version": "1"}, "to-do"),
    "meetings:to-do-done": ({}, "to-do"),
    "meetings:to-do-withdrawal": ({}, "to-do"),
    "meetings:proposals-new": ({"title": "Naar buiten", "why": "", "minutes": "20"}, "", "piet"),
    "meetings:support": ({"way": "yes", "meeting": ""}, "proposal"),
    "meetings:taking-up": ({"meeting": "meeting"}, "proposal"),
    "meetings:proposal-withdrawal": ({}, "proposal", "piet"),
    "meetings:work-form-use": ({"meeting": "meeting"},),
    "meetings:kickoff-meetings": ({"meeting": "meeting"},),
    "meetings:kickoff-withdrawal": ({}, "meeting"),
    "meetings:kickoff-element": ({"words": "We kennen elkaar.", "seen": "0"},),
    "meetings:expectations-open": ({"prompt": "Wat verwacht je?"},),
    "meetings:expectations-voice": ({"proposal": "Hoe dan?", "text": "", "seen": "0"}, "expected", "piet"),
    "meetings:expectations-reveal": ({}, "expected"),
    "meetings:expectations-cluster": ({"name": "Rust", "voices": "expectation"}, "gathered"),
    "meetings:expectations-keep": ({}, "gathered"),
    "journey:agreements-clauses": ({"clauses": ["notes"]},),
    "journey:agreements-new": ({"text": "We eten samen."},),
    "journey:agreements-put": ({"review_on": "2027-01-15"},),
    "journey:agreements-ask": ({},),
    "journey:agreements-answer": ({"answer": "yes", "words": "", "seen": "agreements"}, "", "piet"),
    "journey:agreements-aloud": ({"seen": "agreements"},),
    "journey:agreement": ({"text": "We beginnen echt op tijd.", "version": "1"}, "agreement"),
    "journey:agreement-withdrawal": ({}, "agreement"),
    "meetings:agreements-again": ({"look_on": "2140-01-15", "seen": "agreements", "looked": ""},),
    "meetings:agreements-agenda": ({"seen": "agreements", "looked": "", "meeting": "meeting"},),
    "journey:welcome": ({"buddy": "", "reading": "Het vraagstuk", "seen": "1"}, "piet"),
    "journey:welcome-ask": ({}, "piet"),
    "journey:welcome-answer": ({"answer": "yes", "words": ""}, "piet"),
    "journey:welcome-withdrawal": ({}, "piet"),
}  # fmt: skip
NEED_WORDS = {  # forms that say nothing when they are sent empty
    "meetings:agenda-add", "meetings:source", "meetings:block", "meetings:block-move", "meetings:rating",
    "meetings:papers", "meetings:outcome-to-dos", "meetings:decisions", "meetings:to-dos-new", "meetings:to-do",
    "meetings:proposals-new", "meetings:support", "meetings:taking-up", "meetings:work-form-use",
    "meetings:kickoff-meetings", "meetings:kickoff-element", "meetings:expectations-open",
    "meetings:expectations-cluster", "journey:agreements-clauses", "journey:agreements-new",
    "meetings:expectations-voice", "journey:welcome", "journey:agreements-answer", "journey:agreements-aloud",
    "journey:agreement", "journey:welcome-answer", "meetings:agreements-again", "meetings:agreements-agenda",
}  # fmt: skip


def things(network: Network, lotte: Person, piet: Person) -> dict[str, UUID]:
    """Two parts on the agenda, a decision, a to-do, a paper, and what Piet proposes."""
    now, meeting = clock.now(), Meeting.objects.get()
    told: dict[str, Any] = {"by": lotte, "now": now}
    parts = [{"title": "Aankomen", "minutes": 10, "form": "arrival-round"}, {"title": "Praten", "minutes": 20}]
    meetings.agenda.fill(meeting=meeting, parts=parts, **told)
    meetings.todo.note(network=network, meeting=meeting, what="Bellen", **told)
    meetings.todo.decide(meeting=meeting, words="We bellen.", **told)
    Paper.objects.create(
        programme=network.programme, network=network, meeting=meeting, name="a.txt", file="0" * 64, bytes=1, at=now
    )
    member = Membership.objects.select_related("network").get(person=piet)
    meetings.agenda.propose(membership=member, meeting=None, title="Buiten", by=piet, now=now)
    return {
        "block": AgendaBlock.objects.order_by("place")[0].pk, "to-do": ToDo.objects.get().pk,
        "decision": Decision.objects.get().pk, "paper": Paper.objects.get().pk,
        "proposal": AgendaProposal.objects.get().pk, **_agreed(network, lotte, member),
    }  # fmt: skip


def _agreed(network: Network, lotte: Person, piet: Membership) -> dict[str, UUID]:
    """A round about expectations that is hidden and one that is revealed, agreements before everybody, a welcome."""
    told: dict[str, Any] = {"by": lotte, "now": clock.now()}
    gathered = rounds.open(network=network, target=network, prompt="Eerst?", **told).target_id
    row = Round.objects.select_related("network").get(pk=gathered)
    voice = rounds.speak(round=row, membership=piet, text="Rust", proposal="", now=clock.now(), seen=0)
    rounds.reveal(round=row, **told)
    Round.objects.filter(pk=gathered).update(closed_at=clock.now())
    expected = rounds.open(network=network, target=network, prompt="Wat verwacht je?", **told).target_id
    Round.objects.filter(pk=gathered).update(closed_at=None, target_id=voice.pk if voice else None)
    Round.objects.filter(pk=expected).update(target_id=piet.pk)
    agreement = agreements.add(network=network, text="We beginnen op tijd.", **told).target_id
    sheet = agreements.put(network=network, text="- We beginnen.", review_on=None, what="Lees dit", **told)
    Ask.objects.filter(kind=agreements.ASK).delete()
    Membership.objects.filter(pk=piet.pk).update(added_at=clock.now() + timedelta(minutes=1))  # he joined half-way
    welcomes.arrange(membership=piet, buddy=None, reading="", seen=0, **told)
    assert voice
    return {
        "gathered": gathered, "expectation": voice.pk, "expected": expected, "agreement": agreement,
        "agreements": sheet.pk,
    }  # fmt: skip
