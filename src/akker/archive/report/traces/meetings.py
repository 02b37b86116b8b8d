"""When a network meets."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, Trace, of
from akker.meetings.models import Competence, Meeting, PlanCell, PlanCheck, PlanRow, PlanVersion, VacancyRequest

TRACES: tuple[Trace, ...] = (
    Trace(
        Meeting, _("Meetings"), mentions=("purpose", "place", "directions", "video_link"), network="network",
    ),
    Trace(
        Competence, _("Competences that the network needs"), mentions=("name", "about", "framework"), network="network",
    ),
    Trace(
        PlanRow, _("My line in the plan"), of("membership__person"),
        tells=("network", "needed", "competence", "ring", "withdrawn_at"),
        hides={"membership": "is the person", "version": INNER}, mentions=("needed",), network="network",
    ),
    Trace(
        PlanCell, _("When I am asked to take part"), of("row__membership__person"),
        tells=("meeting", "state", "changed_at"), hides={"row": "is the person", "before": INNER, "version": INNER},
    ),
    Trace(
        VacancyRequest, _("Vacancies of a plan that I was asked for"), of("invitation__person"), goes=True,
        tells=("row",), hides={"invitation": "told as an invitation"},
    ),
    Trace(
        PlanVersion, _("Versions of the plan that I kept"), by=of("by"),
        tells=("network", "number", "reason", "at", "withdrawn_at"),
        hides={"by": "is the person", "frozen": "is about the network"}, mentions=("reason", "frozen"),
        network="network",
    ),
    Trace(
        PlanCheck, _("What I answered after meetings"), of("membership__person"), goes=True,
        tells=("network", "meeting", "about", "answer", "words", "at", "aloud_at"),
        hides={"membership": "is the person", "version": INNER}, mentions=("words",), network="network",
        is_open=False,
    ),
)  # fmt: skip
