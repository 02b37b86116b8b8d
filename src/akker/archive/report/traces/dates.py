"""When people can, what was sent to their calendars, who comes and who was there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, SECRET, Trace, any_of, of
from akker.meetings.models import (
    Answer,
    Attendance,
    Attendee,
    CalendarFeed,
    Invitation,
    Poll,
    Respondent,
    Sending,
    Series,
    Slot,
    SlotAnswer,
)

TRACES: tuple[Trace, ...] = (
    Trace(
        Answer, _("Whether I come to meetings"), of("person"), goes=True,
        tells=("meeting", "coming", "words", "answered_at", "waits"),
        hides={"person": "is the person", "for_starts_at": INNER}, mentions=("words",), network="meeting__network",
    ),
    Trace(
        Attendance, _("Meetings I was at, as noted"), of("person"), of("noted_by"), goes=True,
        tells=("meeting", "was_there", "noted_at"), hides={"person": "is the person", "noted_by": "is the person"},
    ),
    Trace(
        Attendee, _("Meetings of a few that I am one of"), of("person"), goes=True, tells=("meeting",),
        hides={"person": "is the person"},
    ),
    Trace(
        Invitation, _("Meetings that were sent to my calendar"), of("person"), goes=True,
        tells=("meeting", "is_required", "cancelled_at"), hides={"person": "is the person", "sending": INNER},
    ),
    Trace(
        Sending, _("Meetings about which I mailed"), by=of("sent_by"),
        tells=("meeting", "sequence", "on", "at", "minutes", "is_off", "words", "sent_at"),
        hides={"sent_by": "is the person", "purpose": "is about the meeting", "where": "is about the meeting",
               "place": "is about the meeting", "directions": "is about the meeting",
               "video_link": "is about the meeting"},
        mentions=("purpose", "place", "directions", "video_link", "words"), network="meeting__network", is_open=False,
    ),
    Trace(
        Series, _("Meetings that I planned in a rhythm"), by=of("planned_by"),
        tells=("network", "every", "planned_at", "withdrawn_at"), hides={"planned_by": "is the person"},
    ),
    Trace(
        Poll, _("Questions about dates that I asked or closed"), by=any_of("opened_by", "closed_by"),
        tells=("network", "purpose", "minutes", "place", "opened_at", "closes_at", "closed_at", "withdrawn_at"),
        hides={"opened_by": "is the person", "closed_by": "is the person", "meeting": INNER, "count": INNER,
               "choice_asked_at": INNER, "job": INNER, "version": INNER},
        mentions=("purpose", "place"), network="network",
    ),
    Trace(Slot, _("Dates that were asked about")),
    Trace(
        Respondent, _("Questions about dates that I was asked"), of("person"), goes=True,
        tells=("poll", "is_required", "answered_at"), hides={"person": "is the person"},
    ),
    Trace(
        SlotAnswer, _("When I could"), of("respondent__person"), goes=True, tells=("slot", "can"),
        hides={"respondent": "is the person"},
    ),
    Trace(
        CalendarFeed, _("The address of my calendar"), of("person"), goes=True, tells=("made_at", "revoked_at"),
        hides={"person": "is the person", "token_hash": SECRET},
    ),
)  # fmt: skip
