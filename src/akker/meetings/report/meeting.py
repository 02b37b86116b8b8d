"""What the page of one meeting says: whom it is for, who comes, and what stands in their calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from akker.meetings.models import Answer, Attendance, Invitation, Meeting
from akker.meetings.report.again import NOT_OF_ALL
from akker.meetings.report.sending import differs
from akker.meetings.report.who import Guest, guests, members
from akker.networks.models import Network
from akker.people import clock
from akker.people.models import Person


def next_in_words(network: Network) -> str:
    """The next meeting that is for everybody, for who is not in yet: its day, time and place; empty without one."""
    meeting = network.meetings.to_come(clock.now()).exclude(kind__in=NOT_OF_ALL).filter(attendees=None).first()
    if meeting is None:
        return ""
    said: str = render_to_string("meetings/next_meeting.txt", {"meeting": meeting})
    return said.strip()  # stripped it is plain text again, which a page escapes


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody around one meeting. `told`: who has it in their calendar, with what they were told last."""

    meeting: Meeting
    guests: list[Guest]
    answers: dict[UUID, Answer]
    told: list[Invitation]
    there: dict[UUID, bool]

    def said(self, coming: str) -> list[Answer]:
        return [each for each in self.answers.values() if each.coming == coming and each.waits is None]

    @property
    def coming(self) -> list[Answer]:
        return self.said(Answer.Coming.YES)

    @property
    def unsure(self) -> list[Answer]:
        return self.said(Answer.Coming.UNSURE)

    @property
    def not_coming(self) -> list[Answer]:
        return self.said(Answer.Coming.NO)

    @property
    def earlier(self) -> set[UUID]:
        """The answers that were given for another moment."""
        return {each.pk for each in self.answers.values() if not each.is_about(self.meeting)}

    @property
    def waiting(self) -> list[Answer]:
        return sorted((each for each in self.answers.values() if each.waits), key=lambda each: each.waits or 0)

    @property
    def silent(self) -> list[Person]:
        """Whom it is for and who has not said anything, at this date."""
        spoken = {key for key, each in self.answers.items() if each.is_about(self.meeting)}
        return [guest.person for guest in self.guests if guest.person.pk not in spoken]

    @property
    def unanswered(self) -> list[Person]:
        """Who was asked and has not said anything: whom a reminder is for."""
        told = {each.person_id for each in self.told}
        return [person for person in self.silent if person.pk in told]

    @property
    def behind(self) -> list[Invitation]:
        """Whose calendar says something that no longer holds: of the meeting, or of how they take part."""
        required = {guest.person.pk: guest.is_required for guest in self.guests}
        return [each for each in self.told if differs(each.sending, self.meeting)
                or not self.meeting.called_off_at and required.get(each.person_id) != each.is_required]  # fmt: skip

    @property
    def untold(self) -> list[Person]:
        """Whom it is for and who was not mailed."""
        known = {each.person_id for each in self.told}
        return [guest.person for guest in self.guests if guest.person.pk not in known]

    @property
    def free(self) -> int | None:
        """Places left; None when there is no end to them."""
        return None if self.meeting.capacity is None else max(0, self.meeting.capacity - len(self.coming))

    @property
    def presence(self) -> list[tuple[Person, bool]]:
        """Whom to note, and whether they were there: as noted, else as they said before."""
        people = {guest.person.pk: guest.person for guest in self.guests}
        people |= {each.person_id: each.person for each in self.coming}
        said = {each.person_id for each in self.coming}
        return [(person, self.there.get(key, key in said)) for key, person in people.items()]


def company(meeting: Meeting, now: datetime) -> Company:
    """Four queries; one more, of who was there, once it has begun; two more for a talk with the reference leader."""
    is_over = bool(meeting.starts_at and meeting.starts_at <= now)
    given = meeting.answers.all() if is_over else meeting.answers.of_who_is_here()
    answers = {each.person_id: each for each in given.select_related("person").order_by("answered_at", "pk")}
    told = meeting.invitations.filter(cancelled_at=None).select_related("sending") if not is_over else ()
    there = dict(Attendance.objects.filter(meeting=meeting).values_list("person", "was_there")) if is_over else {}
    return Company(meeting, guests(meeting, members(meeting.network)), answers, list(told), there)


def listed(network: Network, now: datetime) -> dict[str, Any]:
    """The meetings of a network as its list shows them: the next, those after it, without a date, past; one query.

    Those without a date carry their number in the plan, which tells them apart when they have no purpose yet.
    """
    found = list(network.meetings.standing().select_related("subtheme").in_order())
    ahead = [each for each in found if each.starts_at and each.starts_at > now]
    return {
        "next": ahead[0] if ahead else None,
        "later": ahead[1:],
        "undated": [(number, each) for number, each in enumerate(found, 1) if each.starts_at is None],
        "past": [each for each in reversed(found) if each.starts_at and each.starts_at <= now],
    }
