"""Who comes in where: when a network meets, and who is needed then."""

from __future__ import annotations

from typing import Any

from akker.meetings import actions
from akker.meetings.models import Meeting
from akker.networks.models import Membership
from tests.cast import NOW
from tests.house.doors.row import BRING, READ, RECORD, SEE, Row

TABLE = {
    "meetings:new": Row(RECORD, 200, 422),
    "meetings:meeting": Row(SEE, 200, 405),
    "meetings:calling-off": Row(RECORD, 405, 302),
    "meetings:checks": Row(BRING, 405, 302),
    "meetings:plan": Row(READ, 200, 405),
    "meetings:plan-drawing": Row(RECORD, 200, 422),
    "meetings:plan-cells": Row(RECORD, 405, 422),
    "meetings:plan-sums": Row(READ, 200, 405),
    "meetings:planned-new": Row(RECORD, 200, 422),
    "meetings:planned": Row(READ, 200, 405),
    "meetings:planned-description": Row(RECORD, 405, 422),
    "meetings:planned-people": Row(RECORD, 405, 302),
    "meetings:plan-reaching": Row(RECORD, 302, 405),
    "meetings:planned-place": Row(RECORD, 405, 302),
    "meetings:planned-dropping": Row(RECORD, 405, 302),
    "meetings:plan-rows": Row(READ, 200, 405),
    "meetings:plan-division": Row(RECORD, 405, 302),
    "meetings:plan-bringing": Row(RECORD, 405, 302),
    "meetings:plan-taking-out": Row(RECORD, 405, 302),
    "meetings:vacancy-new": Row(RECORD, 200, 422),
    "meetings:vacancy": Row(RECORD, 200, 422),
    "meetings:vacancy-filling": Row("fatma lotte", 405, 422),
    "meetings:vacancy-asking": Row("fatma lotte", 405, 302),
    "meetings:vacancy-closing": Row(RECORD, 405, 302),
    "meetings:competences": Row(RECORD, 200, 422),
    "meetings:competences-import": Row(RECORD, 405, 422),
    "meetings:plan-versions": Row(READ, 200, 405),
    "meetings:plan-keeping": Row(RECORD, 405, 302),
    "meetings:plan-version": Row(READ, 200, 405),
    "meetings:plan-sheet": Row(READ, 200, 405),
    "meetings:plan-workbook": Row(READ, 200, 405),
    "meetings:plan-import": Row(RECORD, 200, 422),
}
VALUES = {"number": 1}


def things(network: Any, cast: Any) -> dict[str, Any]:
    told = {"network": network, "by": cast["lotte"], "now": NOW}
    actions.plan(on=NOW.date(), at=NOW.time(), **told)
    meeting = Meeting.objects.get().pk
    vacancy = actions.vacancy.ask_for(needed="Iemand van de nacht", **told).target_id
    ringo = Membership.objects.select_related("network").get(network=network, person=cast["ringo"])
    actions.planning.bring_in(member=ringo, by=cast["lotte"], now=NOW)
    actions.version.keep(reason="", **told)
    return {
        "meetings": meeting,
        "web:after": meeting,
        "meetings:vacancy": vacancy,
        "meetings:plan-bringing": ringo.pk,
        "meetings:plan-taking-out": ringo.pk,
    }
