"""Worksheets of a handbook to write on: boxes beside each other, boxes one under another, or rows and columns."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from akker.documents import pdf, prose
from akker.documents.code import Code, drawing

_COLUMNS = {"a3": 3, "a4": 2}  # boxes beside each other on a canvas
_LEAST_ROWS = 4  # of a matrix that says nothing of rows


@dataclass(frozen=True, slots=True)
class Line:
    """A word at the top of the sheet with what is known of it; without `value` there is a line to write on."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """A sheet as it leaves the printer. A canvas and a form have `fields` as boxes, a matrix has them as columns."""

    title: str  # also of the document
    language: str  # "nl", "da", "en"
    network: str
    kind: Literal["canvas", "form", "matrix"]
    paper: Literal["a3", "a4"]
    is_landscape: bool
    instructions: str  # paragraphs; **bold** is set bold
    fields: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    rows: tuple[str, ...] = ()  # words in the first column of a matrix, from the first row on
    row_count: int = 0  # rows of a matrix, at least
    words: tuple[str, ...] = ()  # other words that belong to the sheet, to choose from
    code: Code | None = None  # back to its step on the screen


def to_pdf(sheet: BlankSheet) -> bytes:
    """Tagged (PDF/UA-1); what there is to write on fills the page, and what does not fit flows onto a second one."""
    return pdf.compile("blank", content(sheet))


def content(sheet: BlankSheet) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    missing = max(sheet.row_count or _LEAST_ROWS, len(sheet.rows)) - len(sheet.rows)
    return {
        "title": sheet.title,
        "language": sheet.language,
        "network": sheet.network,
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "kind": sheet.kind,
        "paper": sheet.paper,
        "landscape": sheet.is_landscape,
        "instructions": prose.parts(sheet.instructions),
        "lines": [asdict(line) for line in sheet.lines],
        "fields": list(sheet.fields),
        "columns": 1 if sheet.kind == "form" else _COLUMNS[sheet.paper],
        "rows": [*sheet.rows, *[""] * missing],
        "words": " · ".join(sheet.words),
        "code": drawing(sheet.code),
    }
