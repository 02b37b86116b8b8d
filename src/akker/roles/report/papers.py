"""What leaves the room: the text of the result, both worksheets and a letter, in the language of the network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from akker.documents import naming
from akker.documents.code import Code
from akker.documents.letter import Letter
from akker.documents.worksheets import (
    Holder,
    Pitch,
    PitchLabels,
    PitchRole,
    Table,
    TableLabels,
    TableRow,
    Zone,
)  # fmt: skip
from akker.handbooks.model import Prose, Worksheet
from akker.journey.report import code
from akker.networks.access import Visit
from akker.networks.models import Network
from akker.people.models import Person
from akker.roles import pitch
from akker.roles.models import Precondition
from akker.roles.pitch import Board, Slot
from akker.roles.report.board import board, holders, prose_of
from akker.roles.report.table import needs, preconditions, unmet


def _day(network: Network, now: datetime) -> str:
    return formats.date_format(now.astimezone(network.zone), "DATE_FORMAT")


def file_name(*parts: str) -> str:
    return f"{naming.file_name(*parts)}.pdf"


# --- the result ----------------------------------------------------------------------------


def result_text(visit: Visit) -> str:
    """Roles and division of tasks as one text to go over together; four queries."""
    with translation.override(visit.network.language):
        drawn = board(visit, visit.network.language)
        parts = ["\n".join(_role_lines(slot)) for slot in drawn.slots if slot.chips and slot.role]
        parts += filter(None, (_empty(drawn, is_left=True), _empty(drawn, is_left=False), _open(visit.network)))
    return "\n\n".join(parts)


def _role_lines(slot: Slot) -> list[str]:
    names = ", ".join(str(chip.person) for chip in slot.chips)
    many = len([chip for chip in slot.chips if chip.tasks]) > 1
    tasks = [f"- {chip.person}: {task}" if many else f"- {task}" for chip in slot.chips for task in chip.tasks]
    return [f"{slot.name}: {names}", *tasks]


def _empty(drawn: Board, *, is_left: bool) -> str:
    names = ", ".join(slot.name for slot in drawn.vacant if slot.is_left == is_left)
    sentence = _("Knowingly left vacant: %(roles)s.") if is_left else _("Still vacant: %(roles)s.")
    return sentence % {"roles": names} if names else ""


def _open(network: Network) -> str:
    missing = unmet(network, preconditions(network), network.language)
    rows = [f"- {name}: {precondition(row)}" for name, row in missing]
    return "\n".join([_("Still needed:"), *rows]) if rows else ""


def precondition(row: Precondition) -> str:
    """On one line: "a morning a week (four hours, from the municipality, by 1 May; asked)"."""
    day = formats.date_format(row.needed_on, "DATE_FORMAT") if row.needed_on else ""
    facts = [
        row.amount,
        _("from %(giver)s") % {"giver": row.giver} if row.giver else "",
        _("by %(day)s") % {"day": day} if day else "",
    ]
    about = ", ".join(filter(None, facts))
    about = "; ".join(filter(None, (about, str(row.get_state_display()) if row.state else "")))
    words = " ".join(row.words.split())
    return f"{words} ({about})" if about else words


# --- the worksheets ------------------------------------------------------------------------


def worksheet(visit: Visit, sheet: Worksheet, now: datetime, *, is_blank: bool) -> Pitch | Table:
    """The sheet as the group left it, or with nothing but its words to write on; at most five queries."""
    with translation.override(visit.network.language):
        make = _pitch if sheet.kind == "pitch" else _table
        return make(visit, sheet, "" if is_blank else _day(visit.network, now), is_blank)


def _code(network: Network) -> Code | None:
    step = pitch.step_of(network.book)
    return code(network, step) if step else None


def _pitch(visit: Visit, sheet: Worksheet, on: str, is_blank: bool) -> Pitch:
    network, prose = visit.network, prose_of(visit.network, visit.network.language)
    text = prose.worksheets[sheet.key]
    held = {} if is_blank else _held(visit)
    zones = (("staff", _("Staff")), ("players", _("Players")), ("spectators", _("Spectators: the second ring")))
    return Pitch(
        title=text.title,
        language=network.language,
        network=network.name,
        ambition=network.ambition,
        date=on,
        zones=tuple(
            Zone(kind, str(prose.zones.get(kind, name)), _zone_roles(network, sheet, prose, kind, held))  # type: ignore[arg-type]
            for kind, name in zones
        ),
        instructions=text.instructions,
        labels=PitchLabels(
            network=_said(text.labels, "network", _("Network")),
            ambition=_said(text.labels, "ambition", _("Our ambition")),
            date=_said(text.labels, "date", _("Date")),
            vacant=_("vacant"),
            free_place=_said(text.labels, "free-place", _("free place")),
        ),
        code=_code(network),
        places=sheet.blanks or pitch.USUAL_PLACES,
    )


def _said(labels: Any, key: str, otherwise: str) -> str:
    """The pack's word on this sheet, or ours."""
    return str(labels.get(key, otherwise))


def _held(visit: Visit) -> dict[str, tuple[Holder, ...]]:
    """Role -> who stands there with their tasks; three queries."""
    drawn = board(visit, visit.network.language)
    held = {slot.role: tuple(_holder(chip) for chip in slot.chips) for slot in drawn.slots}
    for role in visit.network.book.acting_as("second_ring")[:1]:
        held[role.key] = tuple(_holder(chip) for chip in drawn.spectators)
    players = [slot.role for slot in drawn.players if slot.role]
    if players and "" in held:
        held[players[0]] = held.get(players[0], ()) + held[""]
    return held


def _holder(chip: pitch.Chip) -> Holder:
    return Holder(str(chip.person), "\n".join(chip.tasks))


def _zone_roles(
    network: Network, sheet: Worksheet, prose: Prose, zone: str, held: dict[str, tuple[Holder, ...]]
) -> tuple[PitchRole, ...]:
    roles = [role for role in sheet.roles if network.book.roles[role].zone == zone]
    return tuple(PitchRole(prose.roles[role].name, held.get(role, ())) for role in roles)


def _table(visit: Visit, sheet: Worksheet, on: str, is_blank: bool) -> Table:
    network, prose = visit.network, prose_of(visit.network, visit.network.language)
    text = prose.worksheets[sheet.key]
    none = _said(text.labels, "none-needed", _("nothing needed"))
    if is_blank:
        rows = tuple(TableRow(prose.roles[role].name) for role in sheet.roles)
    else:
        rows = tuple(
            TableRow(
                row.name,
                tuple(str(person) for person in row.people),
                (none,) if row.none else tuple(precondition(line) for line in row.preconditions),
            )
            for row in needs(network, network.language)
        )
    return Table(
        title=text.title,
        language=network.language,
        network=network.name,
        date=on,
        rows=rows,
        instructions=text.instructions,
        labels=TableLabels(
            role=_said(text.labels, "role", _("Role")),
            names=_said(text.labels, "names", _("Names")),
            preconditions=_said(text.labels, "preconditions", _("Preconditions")),
            network=_said(text.labels, "network", _("Network")),
            date=_said(text.labels, "date", _("Date")),
        ),
        code=_code(network),
    )


# --- a letter ------------------------------------------------------------------------------


def letter_draft(network: Network, row: Precondition, by: Person) -> dict[str, str]:
    """A letter to who can give what is needed, to go over before it leaves; two queries."""
    with translation.override(network.language):
        role = prose_of(network, network.language).roles.get(row.role)
        names = ", ".join(str(person) for person in holders(network)[row.role])
        return {
            "to": row.giver,
            "subject": _("What we need for %(network)s") % {"network": network.name},
            "text": "\n\n".join(_paragraphs(network, row, role.name if role else row.role, names)),
            "closing": _("Kind regards,"),
            "signed": f"{by}\n{network.name}",
        }


def _paragraphs(network: Network, row: Precondition, role: str, names: str) -> list[str]:
    facts = [_("How much: %(amount)s.") % {"amount": row.amount} if row.amount else ""]
    if row.needed_on:
        facts.append(_("Needed by %(day)s.") % {"day": formats.date_format(row.needed_on, "DATE_FORMAT")})
    about = {"network": network.name, "line": network.line, "role": role, "names": names}
    who = _("In the learning network %(network)s people from several organisations learn together.")
    if network.line:
        who = _("In the learning network %(network)s people from several organisations work on this: %(line)s")
    part = _("In it %(names)s takes on the role of %(role)s.") if names else _("One of its roles is %(role)s.")
    return [
        _("Dear %(giver)s,") % {"giver": row.giver} if row.giver else _("Dear reader,"),
        who % about,
        part % about,
        " ".join([_("To do this well, this is needed: %(words)s") % {"words": row.words}, *filter(None, facts)]),
        _("Can you make this possible? We are glad to tell you more, and we will share what we learn with you."),
    ]


def letter(network: Network, said: dict[str, str], now: datetime) -> Letter:
    """The letter as somebody left it."""
    with translation.override(network.language):
        return Letter(
            title=said["subject"],
            language=network.language,
            network=network.name,
            place_date=_day(network, now),
            to=said["to"],
            paragraphs=(said["text"],),
            closing=said["closing"],
            signed=said["signed"],
        )
