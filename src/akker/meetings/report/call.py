"""The words of a call for somebody who is needed: to paste into a mail, a newsletter or a chat."""

from __future__ import annotations

from django.utils import formats, translation
from django.utils.translation import gettext as _

from akker.meetings.grid import Column, Grid
from akker.meetings.models import PlanRow
from akker.networks.models import Network


def text(plan: Grid, vacancy: PlanRow, network: Network) -> str:
    """In the language of the network; what it does not know it leaves out."""
    with translation.override(network.language):
        parts = [
            _("We are looking for: %(needed)s") % {"needed": vacancy.needed},
            _("We are %(network)s, and this is what we work on: %(line)s")
            % {"network": network.name, "line": network.line}
            if network.line
            else "",
            _("What we hope you bring: %(competence)s") % {"competence": vacancy.competence}
            if vacancy.competence
            else "",
            when(wanted(plan, vacancy)),
            _("Does this sound like you, or like somebody you know? Tell us."),
        ]
    return "\n\n".join(part for part in parts if part)


def wanted(plan: Grid, vacancy: PlanRow) -> list[Column]:
    """The meetings ahead at which it is needed."""
    row = next((row for row in plan.rows if row.key == vacancy.pk), None)
    return [column for column in plan.columns if row and row in plan.wanted(column) and not column.is_over]


def when(columns: list[Column]) -> str:
    """In the language that is spoken now; empty when there are none."""
    if not columns:
        return ""
    lines = [" ".join(filter(None, ("–", _day(column), column.purpose or column.subtheme_name))) for column in columns]
    return "\n".join([_("We would like you to be there:"), *lines])


def _day(column: Column) -> str:
    return formats.date_format(column.on, "DATE_FORMAT") if column.on else _("date still to be chosen")
