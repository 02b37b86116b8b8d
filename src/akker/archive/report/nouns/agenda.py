"""What happens in meetings."""

from __future__ import annotations

from akker.archive.report.nouns.ground import MEMBERSHIPS, NETWORKS
from akker.archive.report.nouns.meetings import MEETINGS
from akker.archive.report.nouns.noun import Noun
from akker.meetings.models import AgendaBlock, AgendaProposal, Decision, FormRating, KickoffElement, Paper, ToDo

AGENDA = Noun(
    "agenda", AgendaBlock,
    ("place", "came_from", "is_beside", "group", "minutes", "title", "form", "lead", "subtheme", "learning_question",
     "serves_line",
     "captured", "mode", "has_case", "is_exchange", "is_external", "note", "by", "at", "withdrawn_at", "version"),
    inside=MEETINGS, link="meeting_id", stem=lambda row, keys: f"{keys[row.meeting_id]}-{row.place + 1}",
)  # fmt: skip
DECISIONS = Noun(
    "decisions", Decision, ("words", "by", "at", "withdrawn_at", "version"), ("at",), MEETINGS, "meeting_id"
)
PAPERS = Noun("papers", Paper, ("name", "file", "bytes", "by", "at", "withdrawn_at"), ("at",), MEETINGS, "meeting_id")
TO_DOS = Noun(
    "to_dos", ToDo, ("meeting", "who", "what", "due_on", "done_at", "done_by", "by", "at", "withdrawn_at", "version"),
    ("at",), NETWORKS, "network_id",
)  # fmt: skip
KICKOFF = Noun(
    "kickoff", KickoffElement, ("element", "meeting", "words", "by", "at", "withdrawn_at", "version"),
    ("element", "at"), NETWORKS, "network_id",
)  # fmt: skip
AGENDA_PROPOSALS = Noun(
    "agenda_proposals", AgendaProposal,
    ("meeting", "title", "why", "minutes", "form", "taken_up_at", "block", "by", "at", "withdrawn_at", "version"),
    ("at",), MEMBERSHIPS, "membership_id",
)  # fmt: skip
FORM_RATINGS = Noun(
    "form_ratings", FormRating, ("block", "is_liked", "why", "by", "at", "withdrawn_at"), ("at",),
    MEMBERSHIPS, "membership_id",
)  # fmt: skip
