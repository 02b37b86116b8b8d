"""An announcement on paper: what a network offers and asks, for the wall of a canteen and the file of a mail."""

from dataclasses import asdict, dataclass
from typing import Any

from akker.documents import pdf, prose
from akker.documents.code import Code, drawing


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it; `text` is plain, as in `ResultBlock.text`."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """Everything it says, in the language of the network; what is empty is left out."""

    title: str  # the name of the network, also of the document
    language: str  # "nl", "da", "en"
    network: str  # above the title: whose programme it is
    line: str  # what the network works on
    blocks: tuple[Block, ...]
    asked: str  # above the numbers: "What it asks of you"
    numbers: tuple[str, ...]  # a line each: "6 meetings of 3 hours"
    apply: str  # above how to apply: "Apply by 12 December 2026"
    how: str  # a sentence
    address: str = ""  # of the page, to type over; empty when there is none
    code: Code | None = None  # to the page, to scan


def to_pdf(sheet: Announcement) -> bytes:
    """A4, tagged (PDF/UA-1), a heading for each block; a long one goes on on the next page."""
    return pdf.compile("announcement", content(sheet))


def content(sheet: Announcement) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    return asdict(sheet) | {
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "blocks": [{"heading": block.heading, "text": prose.parts(block.text)} for block in sheet.blocks],
        "code": drawing(sheet.code),
    }
