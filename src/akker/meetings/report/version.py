"""Versions of the plan: who stands in them, and what changed between two, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from akker.meetings.frozen import Change, changes, thaw
from akker.meetings.grid import Column, Grid
from akker.meetings.models import Meeting, PlanCell, PlanVersion
from akker.networks.models import Membership, Network

Day = Callable[[date], str]


def standing(version: PlanVersion, network: Network, now: Grid) -> Grid:
    """The plan as it was kept, with today's names; one query when somebody in it is not in the plan `now`."""
    here = {row.key: row.name for row in now.rows}
    then = thaw(version.frozen, here, "")
    if all(row.name for row in then.rows):
        return then
    return thaw(version.frozen, names(network), _("a former member"))


def names(network: Network) -> dict[UUID, str]:
    """Membership to name, of everybody who is or was in the network; one query."""
    known = Membership.objects.filter(network=network).select_related("person")
    return {member.pk: str(member.person) for member in known}


def called(column: Column) -> str:
    """What a meeting is called: its number, or what kind it is."""
    if column.kind == Meeting.Kind.KICKOFF:
        return _("Kickoff")
    if column.kind == Meeting.Kind.REFERENCE:
        return _("Talk with the reference leader")
    return _("Meeting %(number)d") % {"number": column.number}


def within(meeting: str) -> str:
    """What a meeting is called, within a sentence."""
    return meeting[:1].lower() + meeting[1:]


def stated(state: str) -> str:
    return str(dict(PlanCell.State.choices).get(state, state))


def told(before: Grid, after: Grid, day: Day) -> list[str]:
    """What is different in `after`, a sentence for each; `day` writes a date as the reader does."""
    return [sentence(change, day) for change in changes(before, after)]


def sentence(change: Change, day: Day) -> str:
    if change.meeting is None:
        return _of_row(change)
    meeting = called(change.meeting)
    if change.what == "cell":
        values = {
            "who": change.who,
            "meeting": within(meeting),
            "now": stated(change.after),
            "then": stated(change.before),
        }
        return _("%(who)s, %(meeting)s: %(now)s (was: %(then)s)") % values
    return _of_meeting(change, meeting, day)


def _of_row(change: Change) -> str:
    values = {"who": change.who, "competence": change.after or _("none")}
    return {
        "row-added": _("%(who)s is in the plan now"),
        "row-gone": _("%(who)s is no longer in the plan"),
        "vacancy-opened": _("Needed, nobody yet: %(who)s"),
        "vacancy-closed": _("Vacancy closed: %(who)s"),
        "row-competence": _("%(who)s brings: %(competence)s"),
    }[change.what] % values


def _of_meeting(change: Change, meeting: str, day: Day) -> str:
    values = {"meeting": meeting, "now": change.after or "–", "then": change.before or "–"}
    if change.what == "meeting-on":
        values |= {name: _written(values[name], day) for name in ("now", "then")}
    return {
        "meeting-added": _("%(meeting)s is new"),
        "meeting-dropped": _("%(meeting)s of the earlier plan was dropped"),
        "meeting-on": _("%(meeting)s: on %(now)s (was: %(then)s)"),
        "meeting-purpose": _("%(meeting)s is for: %(now)s (was: %(then)s)"),
        "meeting-subtheme_name": _("%(meeting)s, subtheme: %(now)s (was: %(then)s)"),
        "meeting-minutes": _("%(meeting)s: %(now)s minutes (was: %(then)s)"),
        "meeting-has_case": _("%(meeting)s: a case from practice came in or went out"),
    }[change.what] % values


def _written(iso: str, day: Day) -> str:
    return day(date.fromisoformat(iso)) if iso != "–" else _("no date yet")
