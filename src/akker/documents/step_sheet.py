"""A step of a handbook on paper: what to do, and lines to write down what came out of it."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from akker.documents import pdf, prose
from akker.documents.code import Code, drawing

_LEAST_LINES = 5


@dataclass(frozen=True, slots=True)
class StepSheetLabels:
    """The fixed words, in the language of the sheet."""

    goal: str
    why: str
    needs: str
    what_to_do: str
    result: str  # above the lines to write on: "What we agree"


@dataclass(frozen=True, slots=True)
class StepSheet:
    """Everything the sheet says; what is empty is left out. Longer texts are plain, as in `ResultBlock.text`."""

    title: str  # also of the document
    language: str  # "nl", "da", "en"
    network: str
    phase: str
    step: str  # where it stands in the journey, in words: "Step 4"
    goal: str
    why: str
    minutes: str  # in words: "60 minutes"
    modes: tuple[str, ...]  # in words: "conversation", "together"
    needs: tuple[str, ...]
    what_to_do: tuple[str, ...]  # numbered from 1 on paper
    labels: StepSheetLabels
    code: Code | None = None  # back to the step on the screen


def to_pdf(sheet: StepSheet, *, paper: Literal["a4", "a3"] = "a4") -> bytes:
    """Upright A4, or A3 for the wall with everything larger; tagged (PDF/UA-1). Lines fill the last page."""
    return pdf.compile("step_sheet", content(sheet, paper=paper))


def content(sheet: StepSheet, *, paper: Literal["a4", "a3"] = "a4") -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    return asdict(sheet) | {
        "paper": paper,
        "lines": _LEAST_LINES,
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "place": " · ".join(filter(None, (sheet.network, sheet.phase, sheet.step))),
        "facts": list(filter(None, (sheet.minutes, *sheet.modes))),
        "goal": prose.parts(sheet.goal),
        "why": prose.parts(sheet.why),
        "what_to_do": [prose.parts(act) for act in sheet.what_to_do],
        "code": drawing(sheet.code),
    }
