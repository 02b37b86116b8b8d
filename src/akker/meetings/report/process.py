"""The planned process on paper: who, when, with which competence, and why."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from akker.documents import naming
from akker.documents.process_plan import Part, PlanLabels, PlannedMeeting, PlannedRow, ProcessPlan
from akker.meetings.grid import CONSULTED, OPTIONAL, REQUIRED, Column, Grid, Row
from akker.meetings.models import PlanVersion
from akker.meetings.report import plan as report
from akker.meetings.report.version import called
from akker.networks.models import Network


def sheet(plan: Grid, network: Network, newest: PlanVersion | None, now: datetime) -> ProcessPlan:
    """In the language that is active; no query."""
    today = formats.date_format(now.astimezone(network.zone), "DATE_FORMAT")
    version = _("version %(number)d") % {"number": newest.number} if newest else ""
    reason = _("changed because: %(reason)s") % {"reason": newest.reason} if newest and newest.reason else ""
    return ProcessPlan(
        title=_("The planned process"),
        language=network.language,
        network=network.name,
        line=network.line,
        dated=" · ".join(filter(None, (today, version, reason))),
        meetings=tuple(_meeting(plan, column) for column in plan.columns),
        rows=tuple(_row(plan, row) for row in plan.rows),
        legend=_legend(),
        labels=PlanLabels(
            who=_("Who"),
            core=_("Core"),
            ring=_("Second ring"),
            why=_("When, and what for"),
            who_comes=_("Who"),
            lacking=_("Not covered"),
            wanted=_("Needed, nobody yet"),
        ),
    )


SIGNS = {"r": "●", "o": "◇", "c": "✎", "n": "·", "v": "?"}


def _legend() -> tuple[Part, ...]:
    words = [(False, state) for state in (REQUIRED, OPTIONAL, CONSULTED)] + [(True, REQUIRED)]
    return tuple(Part(SIGNS[report.look(*each)], report.word(*each)) for each in words)


def _row(plan: Grid, row: Row) -> PlannedRow:
    states = [plan.state(row, column) for column in plan.columns]
    return PlannedRow(
        name=row.name, competence=row.competence_name or row.under, is_core=row.ring == "core",
        parts=tuple(
            Part(SIGNS[report.look(row.is_vacancy, state)], report.word(row.is_vacancy, state)) for state in states
        ),
    )  # fmt: skip


def _meeting(plan: Grid, column: Column) -> PlannedMeeting:
    gaps = plan.gaps(column) if plan.competences else []
    return PlannedMeeting(
        name=called(column),
        short=called(column) if column.kind in ("kickoff", "reference") else str(column.number),
        when=formats.date_format(column.on, "DATE_FORMAT") if column.on else _("no date yet"),
        subtheme=column.subtheme_name,
        purpose=column.purpose,
        who=", ".join(_with_competence(row) for row in plan.present(column, REQUIRED)),
        also=_also(plan, column),
        lacking=", ".join(gaps),
        wanted=", ".join(row.name for row in plan.wanted(column)),
    )


def _with_competence(row: Row) -> str:
    return f"{row.name} ({row.competence_name})" if row.competence_name else row.name


def _also(plan: Grid, column: Column) -> str:
    parts = [
        (_("optional: %(names)s"), plan.present(column, OPTIONAL)),
        (_("in writing: %(names)s"), plan.present(column, CONSULTED)),
    ]
    return "; ".join(words % {"names": ", ".join(row.name for row in rows)} for words, rows in parts if rows)


def file_name(made: ProcessPlan) -> str:
    return naming.file_name(made.network, made.title)
