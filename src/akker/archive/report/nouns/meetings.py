"""When a network meets, and who is needed when."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from akker.archive.identity import slug
from akker.archive.report.nouns.ground import MEMBERSHIPS, NETWORKS
from akker.archive.report.nouns.noun import Keys, Noun
from akker.archive.report.nouns.recruit import ASKED
from akker.meetings.models import Competence, Meeting, PlanCell, PlanCheck, PlanRow, PlanVersion, VacancyRequest


def _starts_at(meeting: Meeting) -> None:
    if meeting.on and meeting.at:
        meeting.starts_at = datetime.combine(meeting.on, meeting.at, meeting.zone).astimezone(UTC)


def _called(meeting: Meeting, keys: Keys) -> str:
    """The network and the day, or the place in the plan of a meeting without a day."""
    network = keys[meeting.network_id].rpartition("/")[2]
    return f"{network}-{meeting.on or meeting.place_in_plan}"


MEETINGS = Noun(
    "meetings", Meeting,
    ("kind", "purpose", "subtheme", "has_case", "place_in_plan", "on", "at", "time_zone", "minutes", "where", "place",
     "directions", "video_link", "capacity", "notice_hours", "series", "sequence", "called_off_at",
     "version"),
    inside=NETWORKS, link="network_id", finish=_starts_at, stem=_called,
)  # fmt: skip


def _of_network(network: UUID, said: str, otherwise: str, keys: Keys) -> str:
    """A key that holds in the whole programme: two networks may name the same."""
    return f"{keys[network].rpartition('/')[2]}-{slug(said[:40], otherwise)}"


COMPETENCES = Noun(
    "competences", Competence, ("name", "about", "framework", "place", "withdrawn_at", "version"),
    inside=NETWORKS, link="network_id",
    stem=lambda row, keys: _of_network(row.network_id, row.name, "competence", keys),
)  # fmt: skip
# Rows of members stand with them, those of vacancies with the network.
PLAN_ROWS = Noun(
    "plan_rows", PlanRow, ("needed", "competence", "ring", "withdrawn_at", "version"), (), MEMBERSHIPS, "membership_id",
    only={"membership__isnull": False},
)  # fmt: skip
PLAN_VACANCIES = Noun(
    "plan_vacancies", PlanRow, ("needed", "competence", "ring", "withdrawn_at", "version"),
    inside=NETWORKS, link="network_id", only={"membership__isnull": True},
    stem=lambda row, keys: _of_network(row.network_id, row.needed, "vacancy", keys),
)  # fmt: skip
# As long as it is vacant: whoever said yes stands in the plan.
VACANCY_REQUESTS = Noun(
    "vacancies", VacancyRequest, ("row",), ("row",), ASKED, "invitation_id", only={"row__membership__isnull": True},
)  # fmt: skip
_CELL = ("meeting", "state", "before", "changed_at", "version")
PLAN_CELLS = Noun("cells", PlanCell, _CELL, ("meeting",), PLAN_ROWS, "row_id", only={"row__membership__isnull": False})
VACANT_CELLS = Noun(
    "cells", PlanCell, _CELL, ("meeting",), PLAN_VACANCIES, "row_id", only={"row__membership__isnull": True}
)
PLAN_VERSIONS = Noun(
    "plan_versions", PlanVersion, ("number", "reason", "frozen", "by", "at", "withdrawn_at"),
    ("number",), NETWORKS, "network_id",
)  # fmt: skip
# What a member answers is told once they said it aloud: until then it is theirs alone.
PLAN_CHECKS = Noun(
    "plan_checks", PlanCheck, ("meeting", "about", "answer", "words", "at", "aloud_at", "version"),
    ("at",), MEMBERSHIPS, "membership_id", only={"aloud_at__isnull": False},
)  # fmt: skip
