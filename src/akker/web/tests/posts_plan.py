"""The forms of the plan, filled in: what `posts` sends for them."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from akker.meetings.actions import competence, planning, vacancy
from akker.meetings.actions.competence import Named
from akker.meetings.models import Competence, Meeting
from akker.networks.models import Membership, Network
from akker.people import clock
from akker.people.models import Person
from akker.recruit.models import Candidate
from tests.cast import member

# Address -> what is sent, what it points at, who sends it.
FORMS: dict[str, tuple[dict[str, Any], str, str]] = {
    "meetings:checks": ({"about": "missing", "answer": "yes", "words": "De nachtzuster", "is_aloud": "on"},
                        "meeting", "piet"),
    "meetings:plan-drawing": ({"count": "2", "purposes": "Kennismaken"}, "", "lotte"),
    "meetings:plan-cells": ({"cell": "0.0.0", "state": "optional"}, "", "lotte"),
    "meetings:planned-new": ({"kind": "extra", "minutes": "90", "purpose": "Nog eens"}, "", "lotte"),
    "meetings:planned-description": ({"kind": "extra", "minutes": "90", "purpose": "Anders", "version": "1"},
                                     "meeting", "lotte"),
    "meetings:planned-people": ({}, "meeting", "lotte"),
    "meetings:planned-place": ({"way": "later"}, "undated", "lotte"),
    "meetings:planned-dropping": ({}, "undated", "lotte"),
    "meetings:plan-division": ({}, "", "lotte"),
    "meetings:plan-bringing": ({}, "outer", "lotte"),
    "meetings:plan-taking-out": ({}, "inner", "lotte"),
    "meetings:vacancy-new": ({"needed": "Een nachtzuster", "ring": "second_ring"}, "", "lotte"),
    "meetings:vacancy": ({"needed": "Een dagzuster", "ring": "core", "version": "1"}, "vacancy", "lotte"),
    "meetings:vacancy-filling": ({"name": "Nadia Nacht", "email": "", "ring": "core"}, "vacancy", "lotte"),
    "meetings:vacancy-asking": ({}, "vacancy", "lotte"),
    "meetings:vacancy-closing": ({}, "vacancy", "lotte"),
    "meetings:competences": ({"name_0": "Kennis van zaken"}, "", "lotte"),
    "meetings:plan-keeping": ({"reason": "De nacht ontbrak"}, "", "lotte"),
    "meetings:plan-import": ({}, "", "lotte"),
}  # fmt: skip
# A sheet with a framework only fills in the form of the competences.
SHOWS_ONLY = {"meetings:competences-import"}
NEED_WORDS = {
    "meetings:plan-drawing", "meetings:planned-new", "meetings:planned-description", "meetings:plan-cells",
    "meetings:vacancy-new", "meetings:vacancy", "meetings:vacancy-filling", "meetings:competences",
    "meetings:plan-import",
}  # fmt: skip
READING = [
    "plan/", "plan/sums/", "plan/people/", "plan/versions/", "plan/sheet.pdf", "plan/plan.xlsx",
]  # fmt: skip
# Told where the plan is: src/akker/meetings/tests.
UNDONE_THERE = {
    "meetings.plan.drawn", "meetings.plan.cell_set", "meetings.plan.column_set", "meetings.plan.row_added",
    "meetings.plan.row_taken_out", "meetings.plan.version_kept", "meetings.vacancy.opened", "meetings.vacancy.filled",
    "meetings.meeting.earlier", "meetings.meeting.later",
}  # fmt: skip


def things(network: Network, lotte: Person) -> dict[str, UUID]:
    """Two meetings without a date, a vacancy, a competence, and two in the second ring: one in the plan, one not."""
    told: dict[str, Any] = {"network": network, "by": lotte, "now": clock.now()}
    planning.draw(purposes=["Eerst", "Dan"], minutes=60, starts_with_kickoff=False, **told)
    competence.settle(competences=[Named("Praktijk")], framework="", seen_set="", **told)
    outer, inner = (
        Membership.objects.select_related("network").get(person=member(network, name, ring="second_ring"))
        for name in ("Oda", "Ine")
    )
    planning.bring_in(member=inner, by=lotte, now=clock.now())
    nel = Person.objects.create_user("nel@example.org", name="Nel Nacht")
    pooled = Candidate.objects.create(
        programme=network.programme, person=nel, applied_at=clock.now(), findable_at=clock.now(),
        competences=["nachtzorg"],
    )  # fmt: skip
    return {
        "pooled": pooled.pk,
        "undated": Meeting.objects.get(purpose="Eerst").pk,
        "vacancy": vacancy.ask_for(needed="Iemand van de nacht", **told).target_id,
        "competence": Competence.objects.get().pk,
        "outer": outer.pk,
        "inner": inner.pk,
    }


def filled_in(name: str, things: dict[str, UUID]) -> dict[str, Any]:
    """What depends on the things it is about."""
    piet, meeting = things["piet"], things["meeting"]
    if name == "meetings:plan-cells":
        return {"rows": piet.hex, "columns": meeting.hex}
    if name == "meetings:vacancy-asking":
        return {"candidate": str(things["pooled"])}
    if name == "meetings:planned-people":
        return {f"state-{piet}": "optional", f"seen-{piet}": "0"}
    if name == "meetings:plan-division":
        return {f"row-{piet}": str(things["competence"]), f"seen-{piet}": "0"}
    if name == "meetings:competences":
        return {"seen": competence.seen(list(Competence.objects.standing()))}
    if name == "meetings:plan-import":
        it = Meeting.objects.get(pk=meeting)
        number = [each.pk for each in it.network.meetings.standing().in_order()].index(it.pk) + 1
        return {"said": json.dumps({"header": ["Naam", f"{number} · {it.on}"], "rows": [["Piet", "optional"]]})}
    return {}
