"""The running order of a meeting on paper, and the list on which those who came sign."""

from dataclasses import asdict, dataclass
from typing import Any

from akker.documents import pdf, prose


@dataclass(frozen=True, slots=True)
class Act:
    """One step of a part: what happens, for how long, and words to say ("" when there are none)."""

    title: str
    text: str  # plain
    say: str
    minutes: str  # in words: "5 minutes"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the meeting, in the order of time; what is empty is left out."""

    begins: str  # "14:05"
    minutes: str
    title: str
    facts: tuple[str, ...]  # who leads, the work form, the group, what it serves
    purpose: str
    note: str
    materials: tuple[str, ...]
    acts: tuple[Act, ...]
    captured: str


@dataclass(frozen=True, slots=True)
class RunningOrderLabels:
    """The fixed words, in the language of the sheet."""

    materials: str
    captured: str
    say: str
    bring: str  # above the materials of the whole meeting
    ends: str  # "Until 16:00"
    empty: str


@dataclass(frozen=True, slots=True)
class RunningOrder:
    """An agenda with minutes, materials and words to say."""

    title: str
    language: str
    network: str
    when: str
    place: str
    line: str
    materials: tuple[str, ...]  # of all parts together, each once
    parts: tuple[Part, ...]
    ends: str
    labels: RunningOrderLabels


@dataclass(frozen=True, slots=True)
class SignInList:
    """Names with room to sign, and some empty lines for guests."""

    title: str
    language: str
    network: str
    when: str
    place: str
    people: tuple[tuple[str, str], ...]  # name, organisation
    name: str
    organisation: str
    signature: str


GUESTS = 4  # empty lines


def to_pdf(order: RunningOrder) -> bytes:
    """A4, tagged (PDF/UA-1)."""
    return pdf.compile("running_order", content(order))


def content(order: RunningOrder) -> dict[str, Any]:
    """What the template reads: words only, in the order they are read."""
    return asdict(order) | {
        "footer": " · ".join(filter(None, (order.network, order.title))),
        "head": " · ".join(filter(None, (order.when, order.place))),
        "parts": [_part(part) for part in order.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return asdict(part) | {
        "facts": list(part.facts),
        "purpose": prose.parts(part.purpose),
        "note": prose.parts(part.note),
        "acts": [asdict(act) | {"text": prose.parts(act.text), "say": prose.parts(act.say)} for act in part.acts],
    }


def sign_in(sheet: SignInList) -> bytes:
    """A4, tagged (PDF/UA-1)."""
    return pdf.compile("sign_in", sign_in_content(sheet))


def sign_in_content(sheet: SignInList) -> dict[str, Any]:
    """What the template reads."""
    return asdict(sheet) | {
        "footer": " · ".join(filter(None, (sheet.network, sheet.title))),
        "head": " · ".join(filter(None, (sheet.when, sheet.place))),
        "guests": GUESTS,
    }


def to_text(order: RunningOrder) -> str:
    """The agenda in plain lines, to paste into a chat or a mail: times, parts, who leads; no words to say."""
    lines = [order.title, " · ".join(filter(None, (order.when, order.place))), ""]
    for part in order.parts:
        lines.append(f"{part.begins}  {part.title} ({part.minutes})")
        lines += [f"       {each}" for each in part.facts]
    return "\n".join([*lines, order.ends, ""]) if order.parts else "\n".join([*lines, order.labels.empty, ""])
