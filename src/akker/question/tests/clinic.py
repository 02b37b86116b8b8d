"""What the tests of the clinic begin with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from akker.journey.actions import rounds
from akker.journey.models import Round
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.question import actions
from akker.question.models import Wording


def a_line(network: Network, by: Person, now: datetime, text: str = "Dementie thuis") -> Wording:
    """The next version of what the network works on."""
    number = network.wordings.filter(kind="line").count()
    actions.word(network=network, kind="line", text=text, by=by, now=now, seen=number)
    found: Wording = network.wordings.of("line")[0]
    return found


def a_round(network: Network, by: Person, now: datetime, **voices: Any) -> Round:
    """About the newest line; `voices` are (reaction, proposal) by the first name of the member."""
    event = rounds.open(network=network, target=network.wordings.of("line")[0], prompt="Wat vind je?", by=by, now=now)
    row = Round.objects.select_related("network").get(pk=event.target_id)
    for name, (text, proposal) in voices.items():
        member = Membership.objects.get(network=network, person__name=name.capitalize())
        rounds.speak(round=row, membership=member, text=text, proposal=proposal, now=now, seen=0)
    return row
