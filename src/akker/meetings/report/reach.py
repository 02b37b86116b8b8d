"""Whom a change of a meeting reaches."""

from __future__ import annotations

from uuid import UUID

from akker.meetings.models import Invitation


def reached(meeting: UUID) -> list[str]:
    """Who has this meeting in their calendar, and would be told of a change; nobody before anything was sent."""
    invited = Invitation.objects.filter(meeting=meeting, cancelled_at=None).select_related("person")
    return sorted(str(each.person) for each in invited)
