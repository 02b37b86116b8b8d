"""Who comes in where: the dates of a network: meetings, polls, calendar mails, answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from akker.meetings import actions
from tests.cast import NOW
from tests.house.doors.row import BRING, INVITE, RECORD, SEE, Row

TABLE = {
    "meetings:meetings": Row(SEE, 200, 405),
    "meetings:series": Row(RECORD, 200, 422),
    "meetings:change": Row(RECORD, 200, 422),
    "meetings:answer": Row(BRING, 405, 422),
    "meetings:attendance": Row(RECORD, 405, 302),
    "meetings:invitations": Row(INVITE, 200, 422),
    "meetings:reminders": Row(INVITE, 200, 422),
    "meetings:poll-new": Row(INVITE, 200, 422),
    "meetings:poll": Row(SEE, 200, 405),
    "meetings:poll-answers": Row(BRING, 405, 422),
    "meetings:poll-asking": Row(INVITE, 200, 422),
    "meetings:poll-closing": Row(INVITE, 405, 422),
    "meetings:poll-suggestion": Row(INVITE, 405, 302),
    "meetings:poll-withdrawal": Row(INVITE, 405, 302),
}


def things(network: Any, cast: Any) -> dict[str, Any]:
    poll = actions.open_poll(
        network=network, moments=[(NOW.date(), NOW.time())], people={cast["lotte"]: True, cast["piet"]: False},
        by=cast["lotte"], now=NOW, closes_at=NOW + timedelta(days=7),
    )  # fmt: skip
    return {"meetings:poll": poll.pk}
