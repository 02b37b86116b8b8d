"""The words of a call for somebody who is needed: to paste into a mail, a newsletter or a chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import formats, translation
from django.utils.translation import gettext as _

from akker.meetings.grid import OPTIONAL, REQUIRED, usual
from akker.meetings.models import Attendee, Meeting, PlanCell, PlanRow
from akker.networks.models import Network


def text(vacancy: PlanRow, network: Network, now: datetime) -> str:
    """In the language of the network; what it does not know it leaves out; one query."""
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
            when(wanted(vacancy, now)),
            _("Does this sound like you, or like somebody you know? Tell us."),
        ]
    return "\n\n".join(part for part in parts if part)


def wanted(vacancy: PlanRow, now: datetime) -> list[Meeting]:
    """The meetings ahead at which it is needed; one query."""
    noted = PlanCell.objects.filter(row=vacancy, meeting=OuterRef("pk")).values("state")
    ahead = vacancy.network.meetings.standing().filter(Q(starts_at=None) | Q(starts_at__gte=now))
    rows: Any = ahead.select_related("subtheme").annotate(
        state=Subquery(noted), is_for_some=Exists(Attendee.objects.filter(meeting=OuterRef("pk")))
    )
    return [
        meeting for meeting in rows.in_order()
        if (meeting.state or usual(vacancy.ring, meeting.kind, False if meeting.is_for_some else None))
        in (REQUIRED, OPTIONAL)
    ]  # fmt: skip


def when(meetings: list[Meeting]) -> str:
    """In the language that is spoken now; empty when there are none."""
    if not meetings:
        return ""
    about = ((each, each.purpose or (each.subtheme.name if each.subtheme else "")) for each in meetings)
    lines = [" ".join(filter(None, ("–", _day(each), purpose))) for each, purpose in about]
    return "\n".join([_("We would like you to be there:"), *lines])


def _day(meeting: Meeting) -> str:
    return formats.date_format(meeting.on, "DATE_FORMAT") if meeting.on else _("date still to be chosen")
