"""The person as somebody who was invited, as the colleague whom another named, and as who asked."""

from __future__ import annotations

from typing import Any

KEYS = ("whyasked", "skillasked", "declinedwhy", "colleaguename")
PAGES: tuple[str, ...] = ()


def plant(network: Any, person: Any, lotte: Any, words: Any) -> None:
    from akker.recruit.models import Invitation

    now = network.started_at
    told = {"programme": network.programme, "network": network, "made_at": now, "sent_at": now, "answered_at": now}
    Invitation.objects.create(
        person=person, made_by=lotte, why=words["whyasked"], competence=words["skillasked"], answer="declined",
        answer_words=words["declinedwhy"], colleague_name=words["colleaguename"], **told,
    )  # fmt: skip
    Invitation.objects.create(
        person=lotte, made_by=person, sent_by=person, why="Quirijn dacht aan je", answer="colleague",
        answer_words="Vraag Quirijn eens", colleague_name=person.name, colleague_email=person.email, **told,
    )  # fmt: skip
