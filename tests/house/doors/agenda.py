"""Who comes in where: what happens in a meeting."""

from __future__ import annotations

from typing import Any

from akker.journey.actions import agreements, rounds, welcomes
from akker.meetings import actions
from akker.meetings.models import AgendaBlock, AgendaProposal, Decision, Meeting, Paper, ToDo
from akker.networks.models import Membership
from tests.cast import NOW
from tests.house.doors.row import BRING, READ, RECORD, Row

TABLE = {
    "meetings:agenda": Row(READ, 200, 405),
    "meetings:agenda-add": Row(RECORD, 405, 422),
    "meetings:source": Row(RECORD, 200, 422),
    "meetings:agenda-first": Row(RECORD, 405, 302),
    "meetings:order": Row(READ, 200, 405),
    "meetings:order-text": Row(READ, 200, 405),
    "meetings:sign-in": Row(READ, 200, 405),
    "meetings:block": Row(RECORD, 200, 422),
    "meetings:block-move": Row(RECORD, 405, 422),
    "meetings:block-withdrawal": Row(RECORD, 405, 302),
    "meetings:rating": Row(BRING, 405, 422),
    "meetings:ratings": Row(BRING, 200, 405),
    "meetings:papers": Row(RECORD, 405, 422),
    "meetings:paper": Row(READ, 200, 405),
    "meetings:paper-withdrawal": Row(RECORD, 405, 302),
    "meetings:outcome": Row(READ, 200, 405),
    "meetings:outcome-to-dos": Row(RECORD, 405, 422),
    "meetings:decisions": Row(RECORD, 405, 422),
    "meetings:decision-withdrawal": Row(RECORD, 405, 302),
    "meetings:to-dos": Row(READ, 200, 405),
    "meetings:to-dos-new": Row(RECORD, 405, 422),
    "meetings:to-do": Row(RECORD, 200, 422),
    "meetings:to-do-done": Row(RECORD, 405, 302),
    "meetings:to-do-withdrawal": Row(RECORD, 405, 302),
    "meetings:proposals": Row(READ, 200, 405),
    "meetings:proposals-new": Row(BRING, 405, 422),
    "meetings:support": Row(BRING, 405, 422),
    "meetings:taking-up": Row(RECORD, 405, 422),
    "meetings:proposal-withdrawal": Row("piet", 405, 302),
    "meetings:work-forms": Row(READ, 200, 405),
    "meetings:work-form": Row(READ, 200, 405),
    "meetings:work-form-use": Row(RECORD, 405, 422),
    "meetings:work-form-sheet": Row(READ, 200, 405),
    "meetings:attention": Row(READ, 200, 405),
    "meetings:kickoff": Row(READ, 200, 405),
    "meetings:kickoff-meetings": Row(RECORD, 405, 422),
    "meetings:kickoff-withdrawal": Row(RECORD, 405, 302),
    "meetings:kickoff-element": Row(RECORD, 405, 422),
    "meetings:expectations": Row(BRING, 200, 405),
    "meetings:expectations-open": Row(RECORD, 405, 422),
    "meetings:expectations-voice": Row(BRING, 405, 422),
    "meetings:expectations-reveal": Row("fatma lotte", 405, 302),
    "meetings:expectations-cluster": Row(RECORD, 405, 422),
    "meetings:expectations-keep": Row(RECORD, 405, 302),
    "journey:agreements": Row(READ, 200, 405),
    "journey:agreements-clauses": Row(RECORD, 405, 422),
    "journey:agreements-new": Row(RECORD, 405, 422),
    "journey:agreements-put": Row(RECORD, 405, 302),
    "journey:agreements-ask": Row(RECORD, 405, 302),
    "journey:agreements-answer": Row(BRING, 405, 422),
    "journey:agreements-aloud": Row(RECORD, 405, 422),
    "journey:agreement": Row(RECORD, 200, 422),
    "journey:agreement-withdrawal": Row(RECORD, 405, 302),
    "meetings:agreements-again": Row(RECORD, 200, 422),
    "meetings:agreements-agenda": Row(RECORD, 405, 422),
    "journey:welcomes": Row(BRING, 200, 405),
    "journey:welcome": Row(RECORD, 200, 422),
    "journey:welcome-ask": Row(RECORD, 405, 302),
    "journey:welcome-answer": Row(RECORD, 405, 422),
    "journey:welcome-withdrawal": Row(BRING, 405, 302),
}

VALUES = {"work_form": "arrival-round", "element": "acquaintance"}


def things(network: Any, cast: Any) -> dict[str, Any]:
    meeting = Meeting.objects.filter(network=network)[0]
    told = {"by": cast["lotte"], "now": NOW}
    actions.agenda.add(meeting=meeting, title="Aankomen", minutes=10, form="arrival-round", **told)
    actions.todo.note(network=network, meeting=meeting, what="Bellen", **told)
    actions.todo.decide(meeting=meeting, words="We bellen.", **told)
    actions.paper.keep(meeting=meeting, name="stuk.txt", data=b"Lees dit.", **told)
    piet = Membership.objects.select_related("network").get(network=network, person=cast["piet"])
    actions.agenda.propose(membership=piet, meeting=None, title="Buiten", by=cast["piet"], now=NOW)
    block, to_do, proposal = AgendaBlock.objects.get().pk, ToDo.objects.get().pk, AgendaProposal.objects.get().pk
    paper = Paper.objects.get().pk
    return {
        **_agreed(network, cast, piet),
        **dict.fromkeys(("meetings:block", "meetings:rating"), block),
        **dict.fromkeys(("meetings:ratings", "meetings:papers", "meetings:decisions"), meeting.pk),
        **dict.fromkeys(("meetings:paper", "meetings:paper-withdrawal"), paper),
        "meetings:decision-withdrawal": Decision.objects.get().pk,
        **dict.fromkeys(("meetings:to-do", "meetings:to-do-done", "meetings:to-do-withdrawal"), to_do),
        **dict.fromkeys(("meetings:support", "meetings:taking-up", "meetings:proposal-withdrawal"), proposal),
    }  # fmt: skip


def _agreed(network: Any, cast: Any, piet: Membership) -> dict[str, Any]:
    """A round about expectations, an agreement put before everybody, and how Piet is received."""
    told = {"by": cast["lotte"], "now": NOW}
    round = rounds.open(network=network, target=network, prompt="Wat verwacht je?", **told).target_id
    agreement = agreements.add(network=network, text="We beginnen op tijd.", **told).target_id
    agreements.put(network=network, text="- We beginnen op tijd.", review_on=None, what="Lees dit", **told)
    welcomes.arrange(membership=piet, buddy=None, reading="", seen=0, **told)
    return {"meetings:expectations-": round, "journey:agreement": agreement, "journey:welcome": piet.pk}
