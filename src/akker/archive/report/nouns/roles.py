"""Who takes which role, and what it needs."""

from __future__ import annotations

from akker.archive.report.nouns.ground import NETWORKS, SEATS
from akker.archive.report.nouns.noun import Noun
from akker.roles.models import LeftVacant, Precondition, SeatTasks, SignalAside

SEAT_TASKS = Noun("tasks", SeatTasks, ("text", "version"), ("text",), SEATS, "seat_id")
VACANCIES = Noun("vacancies", LeftVacant, ("role", "by", "at", "withdrawn_at"), ("at", "role"), NETWORKS, "network_id")
PRECONDITIONS = Noun(
    "preconditions", Precondition,
    ("role", "words", "is_none_needed", "kind", "amount", "giver", "needed_on", "state", "recheck_on", "by", "at",
     "withdrawn_at", "version"),
    ("at",), NETWORKS, "network_id",
)  # fmt: skip
SIGNALS_ASIDE = Noun(
    "signals_aside", SignalAside, ("signal", "by", "at", "withdrawn_at"), ("at", "signal"), NETWORKS, "network_id"
)
