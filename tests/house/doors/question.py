"""Who comes in where: what a network works on."""

from __future__ import annotations

from typing import Any

from akker.question.models import SupportRequest, ThinkAlong
from tests.cast import NOW
from tests.house.doors.row import BRING, READ, RECORD, Row

TABLE = {
    "question:question": Row(READ, 200, 405),
    "question:wording": Row(RECORD, 405, 422),
    "question:subthemes": Row(RECORD, 405, 302),
    "question:clinic": Row(READ, 200, 405),
    "question:rounds": Row(RECORD, 405, 422),
    "question:voice": Row(BRING, 405, 422),
    "question:revelation": Row("fatma lotte", 405, 302),
    "question:closing": Row(RECORD, 405, 302),
    "question:voice-withdrawal": Row("piet", 405, 302),
    "question:proposal": Row(RECORD, 405, 422),
    "question:sharpening": Row(RECORD, 405, 422),
    "question:consent": Row(RECORD, 405, 422),
    "question:agreement": Row(RECORD, 405, 422),
    "question:learning": Row(BRING, 200, 405),
    "question:taking-up": Row(RECORD, 405, 302),
    "question:mine": Row(BRING, 200, 405),
    "question:mine-new": Row(BRING, 405, 422),
    "question:learning-question": Row("piet", 200, 422),
    "question:sharing": Row("piet", 405, 302),
    "question:learning-withdrawal": Row("piet", 405, 302),
    "question:answered": Row("piet", 405, 302),
    "question:ambition": Row(READ, 200, 405),
    "question:ambition-line": Row(RECORD, 405, 422),
    "question:sentence": Row(RECORD, 405, 422),
    "question:reveal": Row("fatma lotte", 405, 302),
    "question:box": Row(RECORD, 405, 422),
    "question:indicators": Row(READ, 200, 405),
    "question:indicators-new": Row(RECORD, 405, 422),
    "question:indicator": Row(RECORD, 200, 422),
    "question:reading": Row(RECORD, 405, 422),
    "question:canvas": Row(READ, 200, 405),
    "question:canvas-sheet": Row(READ, 200, 405),
    "question:conversations": Row(RECORD, 405, 422),
    "question:knowledge": Row(RECORD, 405, 422),
    "question:conversation": Row(RECORD, 200, 422),
    "question:known": Row(RECORD, 200, 422),
    "question:withdrawal": Row(RECORD, 405, 302),
    "question:motives": Row(READ, 200, 405),
    "question:motives-choice": Row(RECORD, 405, 302),
    "question:conditions": Row(READ, 200, 405),
    "question:support": Row(READ, 200, 405),
    "question:support-new": Row(RECORD, 405, 422),
    "question:shelf": Row(READ, 200, 405),
    "question:shelf-showing": Row("fatma lotte", 405, 422),
    "question:shelf-withdrawal": Row("fatma lotte", 405, 302),
    "question:taking-in": Row("fatma lotte", 405, 302),
    "question:setting-aside": Row("fatma lotte", 405, 302),
    "question-requests": Row("mette", 200, 405),
    "question-request-owner": Row("mette", 405, 302),
    "question-request-answer": Row("mette", 405, 422),
    "question-request-reopening": Row("mette", 405, 302),
}


def things(network: Any, cast: Any) -> dict[str, Any]:
    asked = SupportRequest.objects.create(
        network=network, programme=network.programme, kind="participants", by=cast["piet"], at=NOW
    )
    offer = ThinkAlong.objects.create(
        network=network, programme=network.programme, name="Wil", email="wil@example.org", words="Ik", language="nl",
        token_hash="x", offered_at=NOW, confirmed_at=NOW,
    )  # fmt: skip
    return {"question-request-": asked.pk, "question:taking-in": offer.pk, "question:setting-aside": offer.pk}
