"""A letter on A4, for somebody who is asked for something."""

from dataclasses import asdict, dataclass
from typing import Any

from akker.documents import pdf, prose


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the letter says, in the language of whoever gets it; what is empty is left out."""

    title: str  # its subject, and the title of the document
    language: str  # "nl", "da", "en"
    network: str
    place_date: str  # "Rivierenland, 20 november 2026"
    to: str  # name and address, a line each
    paragraphs: tuple[str, ...]  # the greeting first; plain, as in `ResultBlock.text`
    closing: str  # "Kind regards,"
    signed: str  # name and role, a line each


def to_pdf(letter: Letter) -> bytes:
    """A4, tagged (PDF/UA-1); a long letter goes on on the next page, the closing stays with the name."""
    return pdf.compile("letter", content(letter))


def content(letter: Letter) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    return asdict(letter) | {
        "footer": " · ".join(filter(None, (letter.network, letter.title))),
        "to": letter.to.splitlines(),
        "paragraphs": [part for text in letter.paragraphs for part in prose.parts(text)],
        "signed": letter.signed.splitlines(),
    }
