"""The planned process of a network on A3: the grid, and below it each meeting in words."""

from dataclasses import asdict, dataclass
from typing import Any

from akker.documents import pdf


@dataclass(frozen=True, slots=True)
class Part:
    """How somebody takes part in one meeting: a sign to see, and the word it stands for."""

    sign: str  # "●"
    word: str  # "required"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A person or a vacancy, with one part for each meeting."""

    name: str
    competence: str
    is_core: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """One meeting; texts may be empty."""

    name: str  # "Kickoff", "Meeting 3"
    short: str  # "Kickoff", "3": above its column
    when: str  # as the reader writes a date, or that there is none yet
    subtheme: str = ""
    purpose: str = ""
    who: str = ""
    also: str = ""  # who may come, or is asked in writing
    lacking: str = ""  # competences
    wanted: str = ""  # vacancies


@dataclass(frozen=True, slots=True)
class PlanLabels:
    """The fixed words, in the language of the sheet."""

    who: str
    core: str
    ring: str
    why: str
    who_comes: str
    lacking: str
    wanted: str


@dataclass(frozen=True, slots=True)
class ProcessPlan:
    """The whole plan: r rows, m meetings."""

    title: str
    language: str  # "nl", "da", "en"
    network: str
    line: str  # what the network works on
    dated: str  # the day it was printed, its version and why
    meetings: tuple[PlannedMeeting, ...]
    rows: tuple[PlannedRow, ...]
    legend: tuple[Part, ...]  # every sign that stands in the grid, with its word
    labels: PlanLabels


def to_pdf(plan: ProcessPlan) -> bytes:
    """A3 on its side, tagged (PDF/UA-1). What does not fit on a page flows onto the next; nothing is cut off."""
    return pdf.compile("process_plan", drawn(plan))


def drawn(plan: ProcessPlan) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    groups = [(plan.labels.core, True), (plan.labels.ring, False)]
    return {
        "title": plan.title,
        "language": plan.language,
        "network": plan.network,
        "line": plan.line,
        "dated": plan.dated,
        "footer": " · ".join(filter(None, (plan.network, plan.title, plan.dated))),
        "labels": asdict(plan.labels),
        "legend": [asdict(part) for part in plan.legend],
        "meetings": [asdict(meeting) for meeting in plan.meetings],
        "groups": [
            {"name": name, "rows": [asdict(row) for row in plan.rows if row.is_core == is_core]}
            for name, is_core in groups
        ],
    }
