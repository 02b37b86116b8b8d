"""The worksheets of a step as they leave the printer, in the language of the network; no query."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from akker.documents import blank_sheets, worksheets
from akker.documents.blank_sheets import BlankSheet, Line
from akker.documents.worksheets import Pitch, PitchLabels, PitchRole, Table, TableLabels, TableRow, Zone
from akker.handbooks.model import Prose, SheetText, Step, Worksheet
from akker.handbooks.reader import text as words
from akker.journey.report import code
from akker.networks.models import Network

# Labels of a pack that stand at the top of a sheet, to fill in; the others are words to choose from.
AT_THE_TOP = ("network", "name", "organisation", "theme", "question", "ambition", "date", "version")
ONLY_OF_ROLES = ("none-needed", "free-place")


def worksheet(network: Network, step: Step, sheet: Worksheet) -> bytes:
    """The PDF of one worksheet with nothing but its words, and the way back to its step."""
    with translation.override(network.language):
        prose = words(network.book, network.language)
        if sheet.kind == "pitch":
            return worksheets.to_pdf(_pitch(network, step, sheet, prose))
        if sheet.kind == "table":
            return worksheets.to_pdf(_table(network, step, sheet, prose))
        return blank_sheets.to_pdf(_blank(network, step, sheet, prose.worksheets[sheet.key]))


def _blank(network: Network, step: Step, sheet: Worksheet, text: SheetText) -> BlankSheet:
    others = [key for key in sheet.labels if key not in (*AT_THE_TOP, *ONLY_OF_ROLES)]
    are_rows = sheet.kind == "matrix" and len(others) == sheet.blanks  # a row for each of them
    said = tuple(text.labels[key] for key in others)
    return BlankSheet(
        title=text.title,
        language=network.language,
        network=network.name,
        kind=sheet.kind,  # type: ignore[arg-type]
        paper="a3" if sheet.paper == "A3" else "a4",
        is_landscape=sheet.landscape,
        instructions=text.instructions,
        fields=tuple(text.labels[key] for key in sheet.fields),
        lines=tuple(Line(text.labels[key], _known(network, key)) for key in AT_THE_TOP if key in sheet.labels),
        rows=said if are_rows else (),
        row_count=sheet.blanks,
        words=() if are_rows else said,
        code=code(network, step),
    )


def _known(network: Network, key: str) -> str:
    return network.name if key == "network" else ""


def _pitch(network: Network, step: Step, sheet: Worksheet, prose: Prose) -> Pitch:
    text = prose.worksheets[sheet.key]
    zones = (("staff", _("Staff")), ("players", _("Players")), ("spectators", _("Spectators: the second ring")))
    return Pitch(
        title=text.title,
        language=network.language,
        network=network.name,
        ambition="",
        date="",
        zones=tuple(
            Zone(
                kind,  # type: ignore[arg-type]
                str(prose.zones.get(kind, name)),
                tuple(PitchRole(prose.roles[key].name) for key in sheet.roles if network.book.roles[key].zone == kind),
            )
            for kind, name in zones
        ),
        instructions=text.instructions,
        labels=PitchLabels(
            network=text.labels.get("network", _("Network")),
            ambition=text.labels.get("ambition", _("Our ambition")),
            date=text.labels.get("date", _("Date")),
            vacant=_("vacant"),
            free_place=text.labels.get("free-place", _("free place")),
        ),
        code=code(network, step),
        places=sheet.blanks or 5,
    )


def _table(network: Network, step: Step, sheet: Worksheet, prose: Prose) -> Table:
    text = prose.worksheets[sheet.key]
    return Table(
        title=text.title,
        language=network.language,
        network=network.name,
        date="",
        rows=tuple(TableRow(prose.roles[key].name) for key in sheet.roles),
        instructions=text.instructions,
        labels=TableLabels(
            role=text.labels.get("role", _("Role")),
            names=text.labels.get("names", _("Names")),
            preconditions=text.labels.get("preconditions", _("Preconditions")),
            network=text.labels.get("network", _("Network")),
            date=text.labels.get("date", _("Date")),
        ),
        code=code(network, step),
    )
