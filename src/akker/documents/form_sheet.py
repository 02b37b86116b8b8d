"""A work form on paper, for whoever guides it: steps with their minutes, words to say, and lines to write on."""

from dataclasses import asdict, dataclass
from typing import Any

from akker.documents import pdf, prose
from akker.documents.code import Code, drawing

_LEAST_LINES = 4


@dataclass(frozen=True, slots=True)
class FormSheetLabels:
    """The fixed words, in the language of the sheet."""

    suits: str  # above when it suits: "When it suits"
    safety: str
    needs: str
    steps: str
    capture: str  # above the lines to write on: "What to write down"
    tips: str


@dataclass(frozen=True, slots=True)
class FormSheetStep:
    """One step: its title, how long, what happens, and words to say aloud, which may be empty."""

    title: str
    minutes: str  # in words: "10 minutes"
    text: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """Everything the sheet says; what is empty is left out. Longer texts are plain, as in `ResultBlock.text`."""

    title: str  # also of the document
    language: str  # "nl", "da", "en"
    network: str
    kind: str  # in words: "Peer consultation"
    facts: tuple[str, ...]  # in words: "65 minutes", "5 to 10 people"
    purpose: str
    suits: str
    safety: str
    needs: tuple[str, ...]
    steps: tuple[FormSheetStep, ...]
    capture: str
    tips: tuple[str, ...]
    origin: str  # where the form comes from and the licence of the words, in a sentence or two
    labels: FormSheetLabels
    code: Code | None = None


def to_pdf(sheet: FormSheet) -> bytes:
    """Upright A4, tagged (PDF/UA-1). When something is written down, lines fill the last page."""
    return pdf.compile("form_sheet", content(sheet))


def content(sheet: FormSheet) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    return asdict(sheet) | {
        "lines": _LEAST_LINES if sheet.capture else 0,
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "place": " · ".join(filter(None, (sheet.network, sheet.kind))),
        "purpose": prose.parts(sheet.purpose),
        "suits": prose.parts(sheet.suits),
        "safety": prose.parts(sheet.safety),
        "capture": prose.parts(sheet.capture),
        "steps": [asdict(step) | {"text": prose.parts(step.text)} for step in sheet.steps],
        "code": drawing(sheet.code),
    }
