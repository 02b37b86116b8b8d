"""Who comes in where: a programme."""

from __future__ import annotations

from typing import Any

from akker.programmes.models import Event, ThemeCall, ThemeProposal
from tests.cast import NOW
from tests.house.doors.row import EVERYBODY, OFFICES, Row

INSIDERS = f"{OFFICES} fatma lotte piet ringo"  # with an office, or in one of its networks

TABLE = {
    "programmes-new": Row(EVERYBODY, 200, 422),
    "programmes:home": Row(OFFICES, 200, 405),
    "programmes:settings": Row("mette", 200, 422),
    "programmes:opening": Row("mette", 405, 302),
    "programmes:organisations": Row("mette", 405, 422),
    "programmes:organisation": Row("mette", 200, 422),
    "programmes:organisation-withdrawal": Row("mette", 405, 302),
    "programmes:offices": Row("mette", 200, 422),
    "programmes:ending": Row("mette", 405, 302),
    "programmes:notice": Row("mette", 200, 422),
    "programmes:forums": Row("mette", 405, 422),
    "programmes:forum": Row("mette", 200, 422),
    "programmes:forum-withdrawal": Row("mette", 405, 302),
    "programmes:dates": Row("mette", 405, 422),
    "programmes:date-withdrawal": Row("mette", 405, 302),
    "programmes:packs": Row("mette", 200, 422),
    "programmes:pack-withdrawal": Row("mette", 405, 302),
    "programmes:pack-export": Row("mette", 200, 405),
    "programmes:undo": Row("mette", 405, 302),
    "networks-themes": Row(INSIDERS, 200, 405),
    "networks-theme-new": Row(INSIDERS, 200, 422),
    "networks-theme-calls": Row("mette", 405, 422),
    "networks-theme-call-withdrawal": Row("mette", 405, 302),
    "networks-theme-undo": Row("mette", 405, 302),
    "networks-theme": Row(INSIDERS, 200, 405),
    "networks-theme-change": Row("mette", 200, 422),
    "networks-theme-withdrawal": Row("mette", 405, 302),
    "networks-theme-talks": Row(OFFICES, 405, 422),
    "networks-theme-decision": Row("mette freja", 405, 422),
    "networks-theme-begin": Row("mette", 200, 422),
}


def things(network: Any, cast: Any) -> dict[str, Any]:
    programme = network.programme
    theme = ThemeProposal.objects.create(
        programme=programme, by=cast["mette"], at=NOW, puzzles="Waarom?", decision="accepted", decided_at=NOW
    )
    call = ThemeCall.objects.create(programme=programme, deadline_on=NOW.date())
    event = Event.objects.create(
        programme=programme, by=cast["mette"], verb="programmes.themecall.noted", target_kind="themecall",
        target_id=call.pk, at=NOW,
    )  # fmt: skip
    return {
        "networks-theme": theme.pk, "networks-theme-call-": call.pk, "networks-theme-undo": event.pk,
    }  # fmt: skip


VALUES = {"characteristic": "value"}
