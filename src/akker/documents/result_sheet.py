"""The result sheet of a network: what was agreed at each step, as a PDF to print or send."""

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from akker.documents import pdf, prose


@dataclass(frozen=True, slots=True)
class ResultSheetLabels:
    """The fixed words, in the language of the sheet; names in braces are filled in."""

    line: str  # what the handbook calls the line worked on: "The question we work on"
    ambition: str
    handbook: str  # "Handbook: {handbook}"
    printed: str  # "Printed on {on}"
    agreed: str  # "Agreed on {on} by {by}"
    agreed_unnamed: str  # "Agreed on {on}"
    earlier_one: str  # "1 earlier version"
    earlier_many: str  # "{count} earlier versions"
    nothing_yet: str  # "Nothing has been agreed yet."


@dataclass(frozen=True, slots=True)
class ResultBlock:
    """What one step left behind. `text` is plain: paragraphs, and lines that start with "- "."""

    number: str  # "4", or empty
    title: str
    phase: str  # steps of one phase follow each other; empty when the handbook has no phases
    agreed_on: str  # a date as the reader writes it
    agreed_by: str
    text: str
    earlier_versions: int = 0


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """Everything the sheet says. `line`, `ambition` and `handbook` may be empty and are then left out."""

    title: str
    language: str  # "nl", "da", "en"
    network: str
    line: str
    ambition: str
    handbook: str
    printed_on: str  # a date as the reader writes it
    labels: ResultSheetLabels
    blocks: tuple[ResultBlock, ...] = ()


def to_pdf(sheet: ResultSheet) -> bytes:
    """A4, tagged (PDF/UA-1), a heading per phase and step; a step without text is left out."""
    return pdf.compile("result_sheet", content(sheet))


def content(sheet: ResultSheet) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    labels = sheet.labels
    written = [block for block in sheet.blocks if block.text.strip()]
    return {
        "title": sheet.title,
        "language": sheet.language,
        "network": sheet.network,
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "line": sheet.line,
        "ambition": prose.parts(sheet.ambition),
        "facts": _facts(sheet),
        "labels": asdict(labels),
        "phases": [
            {"name": phase, "blocks": [_block(block, labels) for block in blocks]}
            for phase, blocks in groupby(written, key=lambda block: block.phase)
        ],
    }


def _facts(sheet: ResultSheet) -> list[str]:
    handbook = sheet.labels.handbook.format(handbook=sheet.handbook) if sheet.handbook else ""
    return [fact for fact in (handbook, sheet.labels.printed.format(on=sheet.printed_on)) if fact]


def _block(block: ResultBlock, labels: ResultSheetLabels) -> dict[str, Any]:
    return {
        "heading": f"{block.number}  {block.title}".strip(),
        "agreed": "  ·  ".join(filter(None, (_agreed(block, labels), _earlier(block, labels)))),
        "text": prose.parts(block.text),
    }


def _agreed(block: ResultBlock, labels: ResultSheetLabels) -> str:
    wording = labels.agreed if block.agreed_by else labels.agreed_unnamed
    return wording.format(on=block.agreed_on, by=block.agreed_by)


def _earlier(block: ResultBlock, labels: ResultSheetLabels) -> str:
    if not block.earlier_versions:
        return ""
    wording = labels.earlier_one if block.earlier_versions == 1 else labels.earlier_many
    return wording.format(count=block.earlier_versions)
