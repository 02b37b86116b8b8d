"""Who takes which role."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, Trace, of
from akker.roles.models import CardRead, LeftVacant, Nomination, Precondition, SeatTasks, SignalAside

TRACES: tuple[Trace, ...] = (
    Trace(
        SeatTasks, _("Tasks that came with my roles"), by=of("seat__membership__person"),
        tells=("network", "seat__role", "text"), hides={"seat": "told by its role", "version": INNER},
        mentions=("text",), network="network",
    ),
    Trace(
        CardRead, _("Cards of roles that I marked as read"), of("membership__person"), goes=True,
        tells=("network", "role", "at"), hides={"membership": "is the person"},
    ),
    Trace(
        Nomination, _("Roles that I put myself forward for"), of("membership__person"), goes=True,
        tells=("network", "role", "notes"), hides={"membership": "is the person", "version": INNER},
        mentions=("notes",), network="network", is_open=False,
    ),
    Trace(
        Precondition, _("What I noted that a role needs"), by=of("by"),
        tells=("network", "role", "words", "is_none_needed", "kind", "amount", "giver", "needed_on", "state",
               "recheck_on", "at", "withdrawn_at"),
        hides={"by": "is the person", "version": INNER}, mentions=("words", "amount", "giver"), network="network",
    ),
    Trace(
        LeftVacant, _("Roles that I noted as left empty"), by=of("by"),
        tells=("network", "role", "at", "withdrawn_at"),
        hides={"by": "is the person"},
    ),
    Trace(
        SignalAside, _("Signals that I put aside"), by=of("by"), tells=("network", "signal", "at", "withdrawn_at"),
        hides={"by": "is the person"},
    ),
)  # fmt: skip
