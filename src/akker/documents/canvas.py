"""The theme canvas on A3: boxes with what a network wrote in them, or to write in."""

from dataclasses import asdict, dataclass
from typing import Any

from akker.documents import pdf, prose
from akker.documents.code import Code, drawing


@dataclass(frozen=True, slots=True)
class CanvasBox:
    """One box. Without text and items there are lines to write on. `text` is plain, as in `ResultBlock.text`."""

    name: str
    ask: str = ""  # what to think of, small below the name
    text: str = ""
    items: tuple[str, ...] = ()  # a list below the text
    version: str = ""  # "Version 2, 10 November 2026", small at the end


@dataclass(frozen=True, slots=True)
class CanvasLine:
    """A text at the top; without one there is a line to write on."""

    name: str
    text: str = ""
    version: str = ""  # "Version 2, 10 November 2026", small below the text


@dataclass(frozen=True, slots=True)
class CanvasLabels:
    """The fixed words, in the language of the sheet."""

    network: str
    date: str
    version: str


@dataclass(frozen=True, slots=True)
class Canvas:
    """Everything the sheet says; without a date there are lines to write it and the version on."""

    title: str  # also of the document
    language: str  # "nl", "da", "en"
    network: str
    lines: tuple[CanvasLine, ...]  # what is worked on, and the theme
    date: str  # as the reader writes it
    boxes: tuple[CanvasBox, ...]
    labels: CanvasLabels
    code: Code | None = None  # back to its step on the screen


def to_pdf(sheet: Canvas) -> bytes:
    """A3 on its side, tagged (PDF/UA-1), three boxes to a row, a heading for each.

    What does not fit is set smaller, and then flows onto a second page; nothing is cut off.
    """
    return pdf.compile("canvas", content(sheet))


def content(sheet: Canvas) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    return {
        "title": sheet.title,
        "language": sheet.language,
        "network": sheet.network,
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "lines": [asdict(line) for line in sheet.lines],
        "date": sheet.date,
        "boxes": [asdict(box) | {"text": prose.parts(box.text)} for box in sheet.boxes],
        "labels": asdict(sheet.labels),
        "code": drawing(sheet.code),
    }
