"""When people can, what was sent to their calendars, who comes and who was there."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from akker.archive.report.nouns.ground import NETWORKS
from akker.archive.report.nouns.meetings import MEETINGS
from akker.archive.report.nouns.noun import Noun
from akker.meetings.models import (
    Answer,
    Attendance,
    Attendee,
    Invitation,
    Poll,
    Respondent,
    Sending,
    Series,
    Slot,
    SlotAnswer,
)


def _slot_starts_at(slot: Slot) -> None:
    slot.starts_at = datetime.combine(slot.on, slot.at, ZoneInfo(slot.time_zone)).astimezone(UTC)


SERIES = Noun(
    "series", Series, ("every", "planned_at", "planned_by", "withdrawn_at"), inside=NETWORKS, link="network_id",
    stem=lambda row, keys: f"{keys[row.network_id].rpartition('/')[2]}-{row.every}",
)  # fmt: skip
ATTENDEES = Noun("attendees", Attendee, ("person",), (), MEETINGS, "meeting_id")
SENDINGS = Noun(
    "sendings", Sending,
    ("sequence", "on", "at", "minutes", "purpose", "where", "place", "directions", "video_link", "is_off", "words",
     "sent_at", "sent_by"),
    inside=MEETINGS, link="meeting_id", stem=lambda row, keys: f"{keys[row.meeting_id]}-{row.sequence}",
)  # fmt: skip
INVITATIONS = Noun(
    "invitations", Invitation, ("person", "is_required", "sending", "cancelled_at"), (), MEETINGS, "meeting_id"
)
ANSWERS = Noun(
    "answers", Answer, ("person", "coming", "words", "answered_at", "for_starts_at", "waits"), ("answered_at",),
    MEETINGS, "meeting_id",
)  # fmt: skip
ATTENDANCES = Noun(
    "attendances", Attendance, ("person", "was_there", "noted_at", "noted_by"), ("noted_at",), MEETINGS, "meeting_id"
)
POLLS = Noun(
    "polls", Poll,
    ("meeting", "purpose", "minutes", "place", "count", "closes_at", "opened_at", "opened_by",
     "choice_asked_at", "closed_at", "closed_by", "withdrawn_at", "version"),
    inside=NETWORKS, link="network_id",
    stem=lambda row, keys: f"{keys[row.network_id].rpartition('/')[2]}-poll-{row.opened_at:%Y-%m-%d}",
)  # fmt: skip
SLOTS = Noun(
    "slots", Slot, ("on", "at", "time_zone", "meeting", "is_new", "chosen_at"), inside=POLLS, link="poll_id",
    finish=_slot_starts_at,
    stem=lambda row, keys: f"{keys[row.poll_id]}-{row.on}-{row.at:%H%M}",
)  # fmt: skip
RESPONDENTS = Noun(
    "respondents", Respondent, ("person", "is_required", "answered_at"), inside=POLLS, link="poll_id",
    stem=lambda row, keys: f"{keys[row.poll_id]}-{keys[row.person_id]}",
)  # fmt: skip
SLOT_ANSWERS = Noun("slot_answers", SlotAnswer, ("slot", "can"), ("slot",), RESPONDENTS, "respondent_id")
