"""In the plan: somebody's own words after a meeting, and their name in what the plan says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
KEYS = ("checked",)
PAGES = ("plan/", "plan/people/", "plan/versions/", "plan/versions/1/", "plan/competences/")


def plant(network: Any, person: Any, lotte: Any, words: dict[str, str]) -> None:
    from akker.meetings.actions import check, competence, planning, vacancy, version
    from akker.meetings.actions.competence import Named
    from akker.meetings.models import Meeting
    from akker.networks.models import Membership

    told = {"network": network, "by": lotte, "now": NOW}
    planning.draw(purposes=["Quirijn vertelt"], minutes=60, starts_with_kickoff=False, **told)
    named = [Named("Wat Quirijn kan", "Zoals Plantsoen het zegt")]
    competence.settle(competences=named, framework="Van der Plantsoen", seen_set="", **told)
    vacancy.ask_for(needed="Iemand als Quirijn", **told)
    meeting = Meeting.objects.get(network=network, purpose="Quirijn vertelt")
    mine = Membership.objects.get(network=network, person=person)
    planning.take_part(key=mine.pk, meeting=meeting.pk, state="optional", seen=0, **told)
    version.keep(reason="Quirijn kon niet", network=network, by=person, now=NOW)
    said = check.Said("missing", "yes", words["checked"], is_aloud=True)
    check.answer(meeting=meeting, membership=mine, said=[said], now=NOW)
