"""What happens in meetings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, Trace, any_of, of
from akker.meetings.models import AgendaBlock, AgendaProposal, Decision, FormRating, KickoffElement, Paper, ToDo

TRACES: tuple[Trace, ...] = (
    Trace(
        AgendaBlock, _("Parts of agendas that I made or lead"), by=any_of("by", "lead"),
        tells=("network", "title", "minutes", "at", "withdrawn_at"),
        hides={"by": "is the person", "lead": "is the person", "meeting": "told by its network", "place": INNER,
               "came_from": INNER, "is_beside": INNER, "group": "is about the network", "form": INNER,
               "subtheme": "is about the network", "learning_question": "told by its network",
               "serves_line": INNER, "captured": "is about the network", "mode": INNER, "has_case": INNER,
               "is_exchange": INNER, "is_external": INNER, "note": "is about the network", "version": INNER},
        mentions=("title", "group", "captured", "note"), network="network",
    ),
    Trace(
        AgendaProposal, _("What I proposed for an agenda"), of("membership__person"), of("by"), goes=True,
        tells=("network", "title", "why", "minutes", "at", "taken_up_at", "withdrawn_at"),
        hides={"membership": "is the person", "by": "is the person", "meeting": "told by its network", "form": INNER,
               "block": "told by its network", "version": INNER},
        mentions=("title", "why"), network="network",
    ),
    Trace(
        FormRating, _("Work forms that I liked or not"), of("membership__person"), of("by"), goes=True,
        tells=("network", "is_liked", "why", "at", "withdrawn_at"),
        hides={"membership": "is the person", "by": "is the person", "block": "told by its network"},
        mentions=("why",), network="network",
    ),
    Trace(
        ToDo, _("To-dos that are mine, or that I noted or did"), by=any_of("who", "by", "done_by"),
        tells=("network", "what", "due_on", "at", "done_at", "withdrawn_at"),
        hides={"who": "is the person", "by": "is the person", "done_by": "is the person",
               "meeting": "told by its network", "version": INNER},
        mentions=("what",), network="network",
    ),
    Trace(
        Decision, _("Decisions that I noted"), by=of("by"), tells=("network", "words", "at", "withdrawn_at"),
        hides={"by": "is the person", "meeting": "told by its network", "version": INNER}, mentions=("words",),
        network="network",
    ),
    Trace(
        Paper, _("Papers that I added to a meeting"), by=of("by"), tells=("network", "name", "at", "withdrawn_at"),
        hides={"by": "is the person", "meeting": "told by its network", "file": "the file: see its meeting",
               "bytes": INNER},
        mentions=("name",), network="network",
    ),
    Trace(
        KickoffElement, _("What I noted of a kickoff"), by=of("by"),
        tells=("network", "element", "words", "at", "withdrawn_at"),
        hides={"by": "is the person", "meeting": "told by its network", "version": INNER}, mentions=("words",),
        network="network",
    ),
)  # fmt: skip
