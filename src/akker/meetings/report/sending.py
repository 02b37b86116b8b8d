"""Who would get which calendar mail about a meeting, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from akker.meetings import ics
from akker.meetings.models import TOLD, Invitation, Meeting, Sending
from akker.meetings.report.who import guests
from akker.networks.models import Membership
from akker.people.models import Person
from akker.post import kinds
from akker.post.models import Preference

NEW, UPDATE, CANCEL, KEPT = "new", "update", "cancel", "kept"


@dataclass(frozen=True, slots=True)
class Line:
    """What one person would get. `was`: what they were told last; `hindrance`: why no mail reaches them."""

    person: Person
    what: str
    is_required: bool
    was: Sending | None = None
    hindrance: str = ""

    @property
    def key(self) -> str:
        return str(self.person.pk)


def lines(
    meeting: Meeting, people: list[Membership] | None = None, wished: Mapping[UUID, str] | None = None
) -> list[Line]:
    """One for everybody whom the meeting is for or who has it in their calendar; five queries at most.

    wished: how some would take part, by the key of their membership, where that is not in the plan yet.
    """
    told = {
        each.person_id: each
        for each in Invitation.objects.filter(meeting=meeting).select_related("person", "sending").order_by("pk")
    }
    coming = [] if meeting.called_off_at or meeting.starts_at is None else guests(meeting, people, wished)
    everybody = [*(guest.person for guest in coming), *(each.person for each in told.values())]
    silent = _silent(everybody)
    found = [_line(meeting, guest.person, guest.is_required, told.pop(guest.person.pk, None), silent)
             for guest in coming]  # fmt: skip
    gone = [each for each in told.values() if each.cancelled_at is None]
    found += [_tell(each.person, CANCEL, each.is_required, each.sending, silent) for each in gone]
    return found


def _line(meeting: Meeting, person: Person, is_required: bool, told: Invitation | None, silent: set[object]) -> Line:
    if told is None or told.cancelled_at:
        return _tell(person, NEW, is_required, None, silent)
    is_same = is_required == told.is_required and not differs(told.sending, meeting)
    return _tell(person, KEPT if is_same else UPDATE, is_required, told.sending, silent)


def _tell(person: Person, what: str, is_required: bool, was: Sending | None, silent: set[object]) -> Line:
    hindrance = ""
    if not person.email:
        hindrance = _("no e-mail address")
    elif person.mail_bounced_at:
        hindrance = _("mail comes back")
    elif person.pk in silent:
        hindrance = _("wants no invitations by mail")
    return Line(person, what, is_required, was, hindrance)


def _silent(people: Iterable[Person]) -> set[object]:
    keys = [person.pk for person in people]
    off = Preference.objects.filter(person__in=keys, kind=kinds.INVITATION, way=kinds.OFF)
    return set(off.values_list("person", flat=True)) if keys else set()


def differs(sending: Sending, meeting: Meeting) -> bool:
    """Whether what was told no longer holds."""
    return sending.is_off != bool(meeting.called_off_at) or any(
        getattr(sending, name) != getattr(meeting, name) for name in TOLD
    )


def stand(meeting: Meeting) -> str:
    """What a preview showed, in a word: a meeting that changed since has another."""
    return f"{meeting.version}{'-off' if meeting.called_off_at else ''}"


# --- for a calendar -------------------------------------------------------------------------


def uid(meeting: Meeting) -> str:
    """The same for all and always, so that a calendar knows which meeting a change is about."""
    return f"{meeting.pk}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


def organizer() -> tuple[str, str]:
    """Name and address of the installation: a calendar may answer it, and nobody's own address is given away."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def entry(meeting: Meeting, sequence: int, stamp: datetime, *, is_off: bool = False) -> ics.Entry:
    """A meeting with a date, in the language of its network."""
    if meeting.on is None or meeting.at is None:
        raise ValueError("a calendar holds no meeting without a date")
    return ics.Entry(
        uid=uid(meeting), sequence=sequence, on=meeting.on, at=meeting.at, zone=meeting.time_zone,
        minutes=meeting.minutes, summary=title(meeting), stamp=stamp, description=_description(meeting),
        location=meeting.place or meeting.video_link, link=meeting.video_link, is_off=is_off,
    )  # fmt: skip


def from_sending(meeting: Meeting, sending: Sending) -> Meeting:
    """The meeting as it was told: somebody is taken out of what stands in their calendar."""
    told = Meeting(pk=meeting.pk, network=meeting.network, time_zone=meeting.time_zone, kind=meeting.kind)
    for name in TOLD:
        setattr(told, name, getattr(sending, name))
    return told


def title(meeting: Meeting) -> str:
    return f"{meeting.network.name}: {meeting.purpose}" if meeting.purpose else meeting.network.name


def _description(meeting: Meeting) -> str:
    with translation.override(meeting.network.language):
        online = _("Online: %(link)s") % {"link": meeting.video_link} if meeting.video_link else ""
    return "\n\n".join(part for part in (meeting.purpose, online, meeting.directions) if part)
