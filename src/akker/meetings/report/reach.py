"""Whom a change of a meeting reaches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from akker.meetings.models import Invitation, Meeting, Sending
from akker.meetings.report.sending import KEPT, Line, lines
from akker.meetings.report.who import members


def reached(meeting: UUID) -> list[str]:
    """Who has this meeting in their calendar, and would be told of a change; nobody before anything was sent."""
    invited = Invitation.objects.filter(meeting=meeting, cancelled_at=None).select_related("person")
    return sorted(str(each.person) for each in invited)


def mails(meeting: Meeting, wished: Mapping[UUID, str], now: datetime) -> list[Line]:
    """Who would get which mail when these (keys of memberships) took part so; the rest is not looked at.

    Nobody before anything was sent, nor once it is over or off. One query then, else seven at most.
    """
    if meeting.called_off_at or meeting.starts_at is None or meeting.starts_at <= now:
        return []
    if not Sending.objects.filter(meeting=meeting).exists():
        return []
    people = members(meeting.network)
    concerned = {member.person_id for member in people if member.pk in wished}
    found = lines(meeting, people, wished) if concerned else []
    return [line for line in found if line.what != KEPT and line.person.pk in concerned]
