"""The person as somebody in the second ring who answered, and in what was asked and told."""

from __future__ import annotations

from typing import Any

KEYS = ("ringsaid",)
PAGES = ("ring/",)


def plant(network: Any, person: Any, lotte: Any, words: Any) -> None:
    from akker.networks.models import Membership
    from akker.recruit.models import RingAnswer, RingRequest

    now = network.started_at
    asked = RingRequest.objects.create(
        programme=network.programme, network=network, kind="knowledge", question="Wat weet Quirijn hiervan?", minutes=5,
        due_on=now.date(), asked_at=now, asked_by=person, used="Quirijns idee ging mee", used_at=now, used_by=person,
    )  # fmt: skip
    for who, text in ((person, words["ringsaid"]), (lotte, "Vraag Quirijn eens")):
        RingAnswer.objects.create(
            programme=network.programme, request=asked, text=text, answered_at=now, shown_at=now,
            membership=Membership.objects.get(network=network, person=who),
        )  # fmt: skip
