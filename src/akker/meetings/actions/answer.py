"""Who comes, who waits for a place, and who was there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akker.meetings.models import Answer, Attendance, Meeting
from akker.networks.actions import record_in, still_open
from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds
from akker.post.models import Ask
from akker.programmes.models import Event

ASK = "meeting"  # the kind of ask behind an invitation


class CalledOff(Exception):
    message = gettext_lazy("This meeting is called off; nobody needs to answer any more.")


class TooLate(Exception):
    message = gettext_lazy("This meeting has begun; who was there is noted by the network.")


class NoDate(Exception):
    message = gettext_lazy("This meeting has no date yet.")


class NotYet(Exception):
    message = gettext_lazy("The meeting has not begun; who was there can be noted afterwards.")


def hold(meeting: Meeting) -> Meeting:
    """Let others wait until this transaction is over, so that one place is never given twice; one query."""
    held: Meeting = Meeting.objects.select_for_update(of=("self",)).select_related("network").get(pk=meeting.pk)
    still_open(held.network)
    return held


@transaction.atomic
def say(*, meeting: Meeting, person: Person, coming: str, now: datetime, words: str = "") -> Answer:
    """Come, perhaps, or not. When all places are taken, who would come waits; who goes lets the first of them in.

    Raises: CalledOff, TooLate, NoDate.
    """
    held = hold(meeting)
    starts_at = _still_asked(held, now)
    if held.capacity is not None:
        move_up(meeting=held, now=now)  # the places of who left: nobody comes in before who waits
    before = Answer.objects.filter(meeting=held, person=person).first()
    had_a_place = before is not None and before.coming == Answer.Coming.YES and before.waits is None
    waits = _turn(held, before) if coming == Answer.Coming.YES and not had_a_place else None
    answer, _is_new = Answer.objects.update_or_create(
        programme_id=held.programme_id, meeting=held, person=person,
        defaults={"coming": coming, "words": words, "answered_at": now, "for_starts_at": starts_at, "waits": waits},
    )  # fmt: skip
    if had_a_place and coming != Answer.Coming.YES:
        move_up(meeting=held, now=now)
    for ask in Ask.objects.open().filter(kind=ASK, target_id=held.pk, person=person):
        post.done(ask=ask, now=now)
    record_in(held.network, "meetings.answer.given", answer, person, now)
    return answer


def _still_asked(meeting: Meeting, now: datetime) -> datetime:
    if meeting.called_off_at:
        raise CalledOff
    if meeting.starts_at is None:
        raise NoDate
    if meeting.starts_at <= now:
        raise TooLate
    return meeting.starts_at


def _turn(meeting: Meeting, before: Answer | None) -> int | None:
    """None when there is a place; else the turn they have already, or the last one."""
    if _free(meeting):
        return None
    if before is not None and before.waits is not None:
        return before.waits
    last = Answer.objects.filter(meeting=meeting).aggregate(last=Max("waits"))["last"]
    return (last or 0) + 1


def _free(meeting: Meeting) -> int:
    """Places left; 1 when there is no end to them."""
    if meeting.capacity is None:
        return 1
    return max(0, meeting.capacity - meeting.answers.with_a_place().count())


def move_up(*, meeting: Meeting, now: datetime) -> list[Person]:
    """Give the places that are free to who waits longest, and mail them; the meeting must be held."""
    moved = []
    while _free(meeting):
        first = meeting.answers.waiting().select_related("person").first()
        if first is None:
            break
        Answer.objects.filter(pk=first.pk).update(waits=None)
        _tell(meeting, first.person, now)
        moved.append(first.person)
    return moved


def _tell(meeting: Meeting, person: Person, now: datetime) -> None:
    if not person.email:
        return
    with translation.override(person.language):
        text = render_to_string("meetings/mail_place.txt", {"meeting": meeting, "person": person})
        subject = _("There is a place for you: %(network)s") % {"network": meeting.network.name}
    post.queue(
        to=person, kind=kinds.NOTICE, subject=subject, text=text, now=now, network_id=meeting.network_id,
        programme_id=meeting.programme_id,
    )  # fmt: skip


@transaction.atomic
def note_attendance(
    *, meeting: Meeting, there: Collection[UUID], people: Collection[Person], by: Person, now: datetime
) -> Event:
    """Note who of `people` was there, by the keys in `there`; what was noted before is replaced. Raises: NotYet."""
    held = hold(meeting)
    if held.starts_at is None or held.starts_at > now:
        raise NotYet
    for person in people:
        Attendance.objects.update_or_create(
            programme_id=held.programme_id, meeting=held, person=person,
            defaults={"was_there": person.pk in there, "noted_at": now, "noted_by": by},
        )  # fmt: skip
    return record_in(held.network, "meetings.attendance.noted", held, by, now)
