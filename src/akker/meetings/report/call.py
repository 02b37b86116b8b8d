"""The words of a call for somebody who is needed: to paste into a mail, a newsletter or a chat."""

from __future__ import annotations

from django.utils import formats, translation
from django.utils.translation import gettext as _

from akker.meetings.grid import Column, Grid
from akker.meetings.models import PlanRow
from akker.networks.models import Network


def text(plan: Grid, vacancy: PlanRow, network: Network) -> str:
    """In the language of the network; what it does not know it leaves out."""
    row = next((row for row in plan.rows if row.key == vacancy.pk), None)
    wanted = [column for column in plan.columns if row and row in plan.wanted(column) and not column.is_over]
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
            _when(wanted),
            _("Does this sound like you, or like somebody you know? Tell us."),
        ]
    return "\n\n".join(part for part in parts if part)


def _when(wanted: list[Column]) -> str:
    if not wanted:
        return ""
    lines = [" ".join(filter(None, ("–", _day(column), column.purpose or column.subtheme_name))) for column in wanted]
    return "\n".join([_("We would like you to be there:"), *lines])


def _day(column: Column) -> str:
    return formats.date_format(column.on, "DATE_FORMAT") if column.on else _("date still to be chosen")
