"""What the pages of the question say, and the canvas on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.utils import formats, translation
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akker.documents.canvas import Canvas, CanvasBox, CanvasLabels, CanvasLine
from akker.handbooks.model import Prose
from akker.handbooks.reader import text as words
from akker.journey.report import code
from akker.networks.models import Network
from akker.people.models import Person
from akker.programmes.models import Office
from akker.question import sheets
from akker.question.models import (
    BoxText,
    Conversation,
    Indicator,
    IndicatorReading,
    Knowledge,
    Motive,
    SupportRequest,
    Wording,
)

WAITING = Q(answered_at=None, declined_at=None)
STEPS = {  # page -> instruments of the step it helps with, the best first
    "ambition": ("ambition",),
    "canvas": ("theme", "question"),
    "motives": ("motives", "announcement"),
    "support": ("support",),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A box with what the network wrote in it, and what stood there before; `version` 0 when nobody did."""

    box: sheets.Box
    text: str = ""
    version: int = 0
    earlier: tuple[BoxText, ...] = ()
    since: datetime | None = None  # when this text came there


@dataclass(frozen=True, slots=True)
class Head:
    """A text above the canvas: what is worked on, or the theme. Without `wording` nobody worded it."""

    kind: Wording.Kind
    name: Any
    wording: Wording | None


def prose_of(network: Network, language: str = "") -> Prose:
    """The words of the handbook, in `language` or the reader's."""
    return words(network.book, language or get_language() or "en")


def boxes(network: Network, page: str, language: str = "") -> list[Filled]:
    """Every box of a page, and after them what was written in boxes of an earlier handbook; one query."""
    texts = BoxText.objects.filter(network=network, page=page).select_related("by").order_by("box", "-version", "-at")
    found = {box: list(rows) for box, rows in groupby(texts, key=lambda row: row.box)}
    now = {box: next((row for row in rows if row.withdrawn_at is None), None) for box, rows in found.items()}
    ours = sheets.boxes(page, prose_of(network, language))
    strange = [key for key, row in now.items() if row and row.text and key not in {box.key for box in ours}]
    listed = [*ours, *(sheets.Box(key, sheets.known(page, key)) for key in strange)]
    return [_filled(box, now.get(box.key), found.get(box.key, [])) for box in listed]


def heads(network: Network, language: str = "") -> list[Head]:
    """What is worked on and the theme, each in its newest version; one query.

    Where the handbook calls the line itself the theme, there is a wider one only when somebody worded it.
    """
    prose = prose_of(network, language)
    shown = network.wordings.standing().filter(kind__in=(Wording.Kind.LINE, Wording.Kind.THEME))
    newest: dict[str, Wording] = {}
    for row in shown.order_by("number"):
        row.network = network
        newest[row.kind] = row
    names = {Wording.Kind.LINE: capfirst(str(prose.line)), Wording.Kind.THEME: sheets.theme_word(prose)}
    is_both = names[Wording.Kind.THEME] is sheets.WIDER
    found = [Head(kind, name, newest.get(kind)) for kind, name in names.items()]
    return [each for each in found if each.wording or each.kind == Wording.Kind.LINE or not is_both]


def _filled(box: sheets.Box, row: BoxText | None, texts: list[BoxText]) -> Filled:
    earlier = tuple(each for each in texts if each.withdrawn_at and each.text)
    return Filled(box, row.text, row.version, earlier, row.at) if row else Filled(box, earlier=earlier)


def step(network: Network, page: str) -> Any:
    """The step of the handbook that a page helps with, with its words; none when the handbook has no such step."""
    found = sheets.step_for(network.book, *STEPS[page])
    return {"key": found.key, "text": prose_of(network).steps[found.key]} if found else None


def conversations(network: Network) -> Any:
    return Conversation.objects.filter(network=network, withdrawn_at=None).order_by("-on", "-at")


def knowledge(network: Network) -> Any:
    return Knowledge.objects.filter(network=network, withdrawn_at=None).order_by("at")


def managers(programme: UUID, today: date) -> list[Person]:
    """Who runs a programme, by name; one query."""
    offices = Office.objects.current(today).filter(programme=programme, role=Office.Role.PROGRAMME_MANAGER)
    return list(dict.fromkeys(each.person for each in offices.select_related("person").order_by("person__name")))


def support(network: Network) -> list[SupportRequest]:
    """What a network asked of its programme, newest first; one query."""
    asked = SupportRequest.objects.filter(network=network, withdrawn_at=None)
    return list(asked.select_related("by", "taken_up_by", "settled_by").order_by("-at"))


def requests(programme: UUID) -> QuerySet[SupportRequest]:
    """What networks that run ask of a programme: what waits for an answer first, and the newest of it first."""
    asked = SupportRequest.objects.filter(programme=programme, withdrawn_at=None, network__closed_at=None)
    asked = asked.select_related("network__programme", "by", "taken_up_by", "settled_by")
    return asked.order_by(Case(When(WAITING, then=0), default=1), "-at", "pk")


def waiting(programme: UUID) -> int:
    """How many requests nobody answered yet; one query."""
    return requests(programme).filter(WAITING).count()


def indicators(network: Network) -> list[dict[str, Any]]:
    """Each with its reading, or none, at the four moments; two queries."""
    standing = Prefetch("readings", IndicatorReading.objects.filter(withdrawn_at=None), to_attr="standing")
    rows = Indicator.objects.filter(network=network, withdrawn_at=None).prefetch_related(standing).order_by("at")
    return [{"indicator": row, "cells": _cells(row)} for row in rows]


def _cells(indicator: Any) -> list[tuple[str, Any]]:
    found = {reading.moment: reading for reading in indicator.standing}
    return [(str(moment.label), found.get(moment)) for moment in IndicatorReading.Moment]


def motives(network: Network) -> dict[str, list[Motive]]:
    """Kind -> its motives in order, with `said`: their words; one query."""
    prose = prose_of(network)
    found: dict[str, list[Motive]] = {kind: [] for kind in Motive.Kind.values}
    for row in Motive.objects.filter(network=network, withdrawn_at=None).order_by("place"):
        names = {box.key: box.name for box in sheets.motives(row.kind, prose)}
        row.said = row.words or str(names.get(row.box, row.box.replace("-", " ")))  # type: ignore[attr-defined]
        found[row.kind].append(row)
    return found


# --- the canvas on paper -------------------------------------------------------------------


def canvas(network: Network, on: date, *, is_blank: bool) -> Canvas:
    """The canvas as it stands, or with nothing but its words to write on; at most four queries."""
    with translation.override(network.language):
        prose = prose_of(network, network.language)
        found = sheets.step_for(network.book, *STEPS["canvas"])
        filled = (
            [Filled(box) for box in _canvas_boxes(network)] if is_blank else boxes(network, "canvas", network.language)
        )
        more = {} if is_blank else _beside(network)
        return Canvas(
            title=_("Theme canvas"),
            language=network.language,
            network=network.name,
            lines=tuple(_line(each, prose, is_blank=is_blank) for each in heads(network, network.language)),
            date="" if is_blank else formats.date_format(on, "DATE_FORMAT"),
            boxes=tuple(
                CanvasBox(
                    str(each.box.name),
                    str(each.box.ask),
                    each.text,
                    tuple(more.get(each.box.key, ())),
                    _dated(each, network, prose),
                )
                for each in filled
            ),
            labels=CanvasLabels(
                network=str(sheets.canvas_word("network", _("Network"), prose)),
                date=str(sheets.canvas_word("date", _("Date"), prose)),
                version=_version_word(prose),
            ),
            code=code(network, found) if found else None,
        )


def _line(head: Head, prose: Prose, *, is_blank: bool) -> CanvasLine:
    row = None if is_blank else head.wording
    if row is None or not row.text:
        return CanvasLine(str(head.name))
    return CanvasLine(str(head.name), row.text, _version(prose, row.number, row.at.astimezone(row.network.zone)))


def _dated(each: Filled, network: Network, prose: Prose) -> str:
    """The direction is one for now, so it says since when. Source: domain 4.5."""
    if each.box.key != sheets.DIRECTION or not each.text or each.since is None:
        return ""
    return _version(prose, each.version, each.since.astimezone(network.zone))


def _version(prose: Prose, number: int, on: datetime) -> str:
    """As small words below a text: "Version 2, 10 November 2026"."""
    return f"{_version_word(prose)} {number}, {formats.date_format(on, 'DATE_FORMAT')}"


def _version_word(prose: Prose) -> str:
    return str(sheets.canvas_word("version", _("Version"), prose))


def _canvas_boxes(network: Network) -> tuple[sheets.Box, ...]:
    return sheets.boxes("canvas", prose_of(network, network.language))


def _beside(network: Network) -> dict[str, list[str]]:
    """What the network keeps as lists of its own, by the box in which it stands; three queries."""
    return {
        "subthemes": list(network.subthemes.standing().values_list("name", flat=True)),
        "known": [known(row) for row in knowledge(network)],
        "talks": [talk(row) for row in conversations(network)],
    }


def known(row: Knowledge) -> str:
    """On one line: "Night care works (known; report of 2024; vouched for by Noor)"."""
    vouched = _("vouched for by %(who)s") % {"who": row.vouched_by} if row.vouched_by else ""
    return f"{row.words} ({'; '.join(filter(None, (str(row.get_state_display()), row.source, vouched)))})"


def talk(row: Conversation) -> str:
    """On one line: "3 October 2026, the night nurses: they know more than we asked"."""
    place = f"{formats.date_format(row.on, 'DATE_FORMAT')}, {row.who}"
    return f"{place}: {' '.join(row.shifted.split())}" if row.shifted else place
