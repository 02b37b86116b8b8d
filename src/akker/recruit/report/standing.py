"""How each placing of a settled proposal stands: from settled to in the network, or a no and who came instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akker.recruit.models import Invitation, Proposal, Stage

SETTLED = "settled"  # nobody wrote to them yet
WORDS: dict[str, Promise] = {
    SETTLED: _("settled, not written to yet"),
    Stage.DRAFT: _("invitation written, not sent"),
    Stage.WAITING: _("invited"),
    Stage.LATER: _("asks for later"),
    Stage.ACCEPTED: _("in the network"),
    Stage.DECLINED: _("said no"),
    Stage.COLLEAGUE: _("named a colleague"),
}
LOOKS = {Stage.WAITING: "wheat", Stage.LATER: "sky", Stage.ACCEPTED: "leaf", Stage.COLLEAGUE: "sky"}


@dataclass(frozen=True, slots=True)
class Stand:
    """One placing: its `state`, a key of WORDS; the invitation behind it, if any; who took the place, "" for nobody."""

    state: str
    invitation: UUID | None = None
    network: str = ""
    instead: str = ""

    @property
    def words(self) -> Promise:
        return WORDS[self.state]

    @property
    def look(self) -> str:
        return LOOKS.get(Stage(self.state), "") if self.state != SETTLED else ""


def stands(proposal: Proposal, placings: Iterable[Any], today: date) -> dict[UUID, Stand]:
    """Candidate -> how their placing stands; who sits on the bench stands only when they were asked. One query.

    The newest invitation speaks, so that who is asked anew after a no stands as asked.
    """
    networks = proposal.composition.openings.values("network")
    asked = Invitation.objects.standing().filter(network__in=networks, kind=Invitation.Kind.JOIN)
    rows = list(asked.select_related("person", "network").order_by("made_at", "pk"))
    instead = {row.replaces_id: str(row.person) for row in rows if row.replaces_id}
    newest = {(row.candidate_id, row.network_id): row for row in rows}
    last = {row.candidate_id: row for row in rows}
    found: dict[UUID, Stand] = {}
    for placing in placings:
        who = placing.candidate_id
        row = newest.get((who, placing.network_id)) if placing.network_id else last.get(who)
        if row:
            found[who] = Stand(row.stage(today), row.pk, row.network.name, instead.get(row.pk, ""))
        elif placing.network_id:
            found[who] = Stand(SETTLED)
    return found


def tally(found: Iterable[Stand]) -> list[tuple[Promise, str, int]]:
    """The word of a state, its look and how many stand so; only states that occur, in the order they come in."""
    states = [one.state for one in found]
    rows = [(word, Stand(state).look, states.count(state)) for state, word in WORDS.items()]
    return [row for row in rows if row[2]]
