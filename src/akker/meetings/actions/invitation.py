"""Calendar mails about a meeting: invitations, changes, cancellations, and a reminder for who has not answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from akker.meetings import ics
from akker.meetings.actions import planning
from akker.meetings.actions.answer import ASK, CalledOff, NoDate, TooLate, hold
from akker.meetings.models import TOLD, Answer, Invitation, Meeting, Sending
from akker.meetings.report import letter
from akker.meetings.report import sending as report
from akker.networks.actions import record_in
from akker.networks.models import has_left
from akker.people.models import Person, Stale
from akker.post import actions as post
from akker.post import kinds, links
from akker.post.models import Ask

MINUTES = 1  # what saying whether one comes takes


@transaction.atomic
def send(*, meeting: Meeting, to: Collection[str], words: str, seen: str, by: Person, now: datetime) -> int:
    """Mail those in `to` (keys of persons) what the preview showed them to get; returns how many mails.

    The number of the request goes up when somebody has the meeting already, so that calendars know which holds.
    Raises: Stale when the meeting is no longer as `seen`; NoDate.
    """
    held = hold(meeting)
    if report.stand(held) != seen:
        raise Stale(held, {})
    if held.starts_at is None:
        raise NoDate
    chosen = [line for line in report.lines(held) if line.key in to and line.what != report.KEPT and not line.hindrance]
    if not chosen:
        return 0
    sequence = _sequence(held, chosen)
    told = _write(held, sequence, words, by, now)
    for line in chosen:
        _mail(held, told, line, by, now)
    record_in(held.network, "meetings.meeting.told", held, by, now)
    return len(chosen)


@transaction.atomic
def send_change(
    *, meeting: Meeting, wishes: Mapping[UUID, planning.Wish], to: Collection[str], words: str, seen: str, by: Person,
    now: datetime,
) -> int:  # fmt: skip
    """Change how some take part and mail those in `to` about it, as was shown; returns how many mails.

    It is not undone, for it reached people: another change is told by another mail. Raises: Stale, NoDate.
    """
    planning.fill_column(network=meeting.network, meeting=meeting, wishes=wishes, by=by, now=now)
    return send(meeting=meeting, to=to, words=words, seen=seen, by=by, now=now)


def _sequence(meeting: Meeting, chosen: Iterable[report.Line]) -> int:
    known = set(Invitation.objects.filter(meeting=meeting).values_list("person", flat=True))
    if any(line.person.pk in known for line in chosen):
        meeting.sequence += 1
        Meeting.objects.filter(pk=meeting.pk).update(sequence=meeting.sequence)
    return meeting.sequence


def _write(meeting: Meeting, sequence: int, words: str, by: Person, now: datetime) -> Sending:
    told = {name: getattr(meeting, name) for name in TOLD}
    return Sending.objects.create(
        programme_id=meeting.programme_id, meeting=meeting, sequence=sequence, is_off=bool(meeting.called_off_at),
        words=words, sent_at=now, sent_by=by, **told,
    )  # fmt: skip


def _mail(meeting: Meeting, told: Sending, line: report.Line, by: Person, now: datetime) -> None:
    is_off = line.what == report.CANCEL
    shown = report.from_sending(meeting, line.was) if is_off and line.was else meeting
    Invitation.objects.update_or_create(
        programme_id=meeting.programme_id, meeting=meeting, person=line.person,
        defaults={"is_required": line.is_required, "sending": told, "cancelled_at": now if is_off else None},
    )  # fmt: skip
    link = _withdraw(meeting, line.person, now) if is_off else ask(meeting=meeting, person=line.person, by=by, now=now)
    attendee = ics.Attendee(str(line.person), line.person.email or "", line.is_required)
    calendar = ics.request(report.entry(shown, told.sequence, now, is_off=is_off), report.organizer(), attendee)
    _queue(meeting, line.person, letter.about(meeting, line, told, link, by), by, now, calendar)


def _withdraw(meeting: Meeting, person: Person, now: datetime) -> str:
    for each in Ask.objects.open().filter(kind=ASK, target_id=meeting.pk, person=person):
        post.withdraw(ask=each, now=now)
    return ""


def ask(*, meeting: Meeting, person: Person, by: Person | None, now: datetime) -> str:
    """A link with which `person` says whether they come; those before it stop working, so that none goes astray."""
    _withdraw(meeting, person, now)
    Ask.objects.filter(kind=ASK, target_id=meeting.pk, person=person, done_at__isnull=False).update(link_until=now)
    _ask, token = post.ask(
        person=person, kind=ASK, what=report.title(meeting)[:200], minutes=MINUTES, now=now, due_on=meeting.on, by=by,
        programme_id=meeting.programme_id, network_id=meeting.network_id, target_id=meeting.pk,
    )  # fmt: skip
    return links.address(token)


def _queue(
    meeting: Meeting, person: Person, mail: letter.Letter, by: Person, now: datetime, calendar: str = ""
) -> None:
    """An answer by mail goes to who sent it."""
    network = meeting.network
    kind = kinds.INVITATION if calendar else kinds.REMINDER
    post.queue(
        to=person, kind=kind, subject=mail.subject, text=mail.text, language=network.language, now=now,
        network_id=network.pk, programme_id=network.programme_id, calendar=calendar, reply_to=by.email or "",
    )  # fmt: skip


def unanswered(meeting: Meeting) -> list[Person]:
    """Who has it in their calendar and has not said whether they come, at this date; two queries."""
    answered = Answer.objects.current().filter(meeting=meeting).values("person")
    told = Invitation.objects.filter(meeting=meeting, cancelled_at=None).exclude(has_left("meeting__network"))
    told = told.exclude(person__in=answered)
    return [each.person for each in told.select_related("person").order_by("pk")]


@transaction.atomic
def remind(*, meeting: Meeting, to: Collection[str], by: Person, now: datetime) -> int:
    """Mail those in `to` who have still not answered, and nobody else; returns how many.

    Raises: CalledOff, TooLate.
    """
    held = hold(meeting)
    if held.called_off_at:
        raise CalledOff
    if held.starts_at is None or held.starts_at <= now:
        raise TooLate
    people = [person for person in unanswered(held) if str(person.pk) in to and person.email]
    for person in people:
        link = ask(meeting=held, person=person, by=by, now=now)
        mail = letter.write(held.network, "meetings/mail_reminder", meeting=held, person=person, link=link, by=by)
        _queue(held, person, mail, by, now)
    if people:
        record_in(held.network, "meetings.meeting.reminded", held, by, now)
    return len(people)
