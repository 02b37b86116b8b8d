"""A date poll: asked, answered, and closed into meetings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from akker.meetings.actions.meeting import moment, notice_as_agreed
from akker.meetings.models import Meeting, Poll, Respondent, Slot, SlotAnswer
from akker.meetings.report.poll import standing
from akker.networks.actions import record_in, still_open
from akker.networks.models import Membership, Network
from akker.people.models import Person
from akker.post import actions as post
from akker.post import kinds, links
from akker.post.models import Ask, Job
from akker.programmes.inverses import undoes
from akker.programmes.models import Event

ASK, CHOICE = "dates", "dates-choice"  # kinds of ask: when can you, and which date shall it be
MINUTES = 2


class PollClosed(Exception):
    message = _("This date poll is closed; the dates are set.")


class NotAsked(Exception):
    message = _("This date poll was not put to you.")


class NoSuchSlot(Exception):
    message = _("Choose as many moments as dates are wanted, of those that were asked about.")


Moment = tuple[date, time]


@transaction.atomic
def open_poll(
    *, network: Network, moments: Sequence[Moment], people: Mapping[Person, bool], by: Person, now: datetime,
    closes_at: datetime, meeting: Meeting | None = None, **details: Any,
) -> Poll:  # fmt: skip
    """Make a poll about `moments` for `people` (whether they are needed); nobody is mailed yet."""
    still_open(network)
    programme, zone = network.programme_id, network.time_zone
    poll = Poll.objects.create(
        programme_id=programme, network=network, meeting=meeting, closes_at=closes_at, opened_at=now, opened_by=by,
        **details,
    )  # fmt: skip
    Slot.objects.bulk_create(
        Slot(programme_id=programme, poll=poll, on=on, at=at, time_zone=zone, starts_at=moment(on, at, zone))
        for on, at in sorted(set(moments))
    )
    Respondent.objects.bulk_create(
        Respondent(programme_id=programme, poll=poll, person=person, is_required=is_required)
        for person, is_required in people.items()
    )
    record_in(network, "meetings.poll.opened", poll, by, now)
    return poll


@undoes("meetings.poll.opened")
@transaction.atomic
def unopen(*, event: Event, by: Person, now: datetime) -> None:
    Poll.objects.filter(pk=event.target_id, withdrawn_at=None).update(withdrawn_at=now)
    _let_go(event.target_id, now)


@transaction.atomic
def withdraw(*, poll: Poll, by: Person, now: datetime) -> Event:
    """The question is taken back; links say so."""
    still_open(poll.network)
    Poll.objects.filter(pk=poll.pk).update(withdrawn_at=now)
    _let_go(poll.pk, now)
    return record_in(poll.network, "meetings.poll.withdrawn", poll, by, now)


@undoes("meetings.poll.withdrawn")
@transaction.atomic
def unwithdraw(*, event: Event, by: Person, now: datetime) -> None:
    Poll.objects.filter(pk=event.target_id).update(withdrawn_at=None)
    Ask.objects.filter(target_id=event.target_id, withdrawn_at=event.at).update(withdrawn_at=None)


def _let_go(poll: UUID, now: datetime) -> None:
    Ask.objects.open().filter(kind__in=(ASK, CHOICE), target_id=poll).update(withdrawn_at=now)


@transaction.atomic
def put(*, poll: Poll, to: Collection[str], by: Person, now: datetime) -> int:
    """Mail those in `to` (keys of persons) who have not answered their link; returns how many.

    Raises: PollClosed.
    """
    held = _hold(poll)
    people = [each.person for each in Respondent.objects.silent(held)]
    chosen = [person for person in people if str(person.pk) in to and person.email]
    for person in chosen:
        _ask(held, person, by, now)
    if chosen:
        record_in(held.network, "meetings.poll.put", held, by, now)
    return len(chosen)


def _hold(poll: Poll) -> Poll:
    """Raises: PollClosed."""
    held: Poll = Poll.objects.select_for_update(of=("self",)).select_related("network").get(pk=poll.pk)
    still_open(held.network)
    if not held.is_open:
        raise PollClosed
    return held


def _ask(poll: Poll, person: Person, by: Person, now: datetime) -> None:
    before = Ask.objects.open().filter(kind=ASK, target_id=poll.pk, person=person)
    is_again = bool(before.update(withdrawn_at=now))
    network = poll.network
    _asked, token = post.ask(
        person=person, kind=ASK, what=title(poll)[:200], minutes=MINUTES, now=now, by=by,
        due_on=poll.closes_at.astimezone(network.zone).date(), programme_id=network.programme_id,
        network_id=network.pk, target_id=poll.pk,
    )  # fmt: skip
    context = {"poll": poll, "network": network, "person": person, "link": links.address(token), "by": by}
    with translation.override(network.language):
        text = render_to_string("meetings/mail_dates.txt", context)
        subject = render_to_string("meetings/mail_dates_subject.txt", context).strip()
    post.queue(
        to=person, kind=kinds.REMINDER if is_again else kinds.INVITATION, subject=subject, text=text,
        language=network.language, now=now, network_id=network.pk, programme_id=network.programme_id,
        reply_to=by.email or "",
    )  # fmt: skip


def title(poll: Poll) -> str:
    return f"{poll.network.name}: {poll.purpose}" if poll.purpose else poll.network.name


@transaction.atomic
def answer(*, poll: Poll, person: Person, said: Mapping[UUID, str], now: datetime) -> Respondent:
    """Say at which slots one can; a later answer takes the place of an earlier one. Raises: PollClosed, NotAsked."""
    held = _hold(poll)
    mine = Respondent.objects.filter(poll=held, person=person).first()
    if mine is None:
        raise NotAsked
    SlotAnswer.objects.filter(respondent=mine).delete()
    SlotAnswer.objects.bulk_create(
        SlotAnswer(programme_id=held.programme_id, slot_id=slot, respondent=mine, can=said[slot])
        for slot in Slot.objects.filter(poll=held).values_list("pk", flat=True)
        if slot in said
    )
    Respondent.objects.filter(pk=mine.pk).update(answered_at=now)
    Ask.objects.open().filter(kind=ASK, target_id=held.pk, person=person).update(done_at=now)
    record_in(held.network, "meetings.poll.answered", held, person, now)
    return mine


@transaction.atomic
def close(*, poll: Poll, chosen: Collection[UUID], by: Person | None, now: datetime) -> Event:
    """The chosen slots become dates: of the meeting the poll is about, of those without a date, or of new ones.

    Nobody is mailed: that is for the invitation. `by` nobody: it closed itself. Raises: PollClosed, NoSuchSlot.
    """
    held = _hold(poll)
    slots = list(Slot.objects.filter(poll=held, pk__in=chosen).order_by("starts_at"))
    if not slots or len(slots) != len(set(chosen)) or len(slots) > held.count:
        raise NoSuchSlot
    undated, notice = _undated(held), notice_as_agreed(held.network)
    for slot in slots:
        _become(held, slot, undated.pop(0) if undated else None, notice, now)
    Poll.objects.filter(pk=held.pk).update(closed_at=now, closed_by=by)
    _let_go(held.pk, now)
    return record_in(held.network, "meetings.poll.closed", held, by, now)


def _undated(poll: Poll) -> list[Meeting]:
    """The meetings that get the dates: its own, or for a series those of the plan that have none."""
    waiting = Meeting.objects.standing().filter(network=poll.network, starts_at=None)
    if poll.meeting_id:
        return list(waiting.filter(pk=poll.meeting_id))
    return list(waiting.in_order()[: poll.count]) if poll.count > 1 else []


def _become(poll: Poll, slot: Slot, meeting: Meeting | None, notice: int | None, now: datetime) -> None:
    is_new = meeting is None
    if meeting is None:
        meeting = Meeting.objects.create(
            programme_id=poll.programme_id, network=poll.network, purpose=poll.purpose, minutes=poll.minutes,
            place=poll.place, on=slot.on, at=slot.at, time_zone=slot.time_zone, starts_at=slot.starts_at,
            notice_hours=notice,
        )  # fmt: skip
    else:
        Meeting.objects.filter(pk=meeting.pk).update(
            on=slot.on, at=slot.at, time_zone=slot.time_zone, starts_at=slot.starts_at, minutes=poll.minutes,
            place=poll.place or meeting.place, version=F("version") + 1,
            notice_hours=notice if meeting.notice_hours is None else meeting.notice_hours,
        )  # fmt: skip
    Slot.objects.filter(pk=slot.pk).update(meeting=meeting, is_new=is_new, chosen_at=now)


@undoes("meetings.poll.closed")
@transaction.atomic
def reopen(*, event: Event, by: Person, now: datetime) -> None:
    """The dates are taken back, and people can answer again."""
    chosen = Slot.objects.filter(poll=event.target_id, chosen_at__isnull=False)
    Meeting.objects.filter(pk__in=list(chosen.filter(is_new=True).values_list("meeting", flat=True))).update(
        called_off_at=now
    )
    Meeting.objects.filter(pk__in=list(chosen.filter(is_new=False).values_list("meeting", flat=True))).update(
        on=None, at=None, starts_at=None, version=F("version") + 1
    )
    chosen.update(meeting=None, is_new=False, chosen_at=None)
    Poll.objects.filter(pk=event.target_id).update(closed_at=None, closed_by=None, choice_asked_at=None)
    Ask.objects.filter(target_id=event.target_id, withdrawn_at=event.at).update(withdrawn_at=None)


@transaction.atomic
def look_for_dates(*, poll: Poll, job: Job, now: datetime) -> None:
    """Remember which work looks for its dates; it changes nothing of the poll, so no event is written."""
    Poll.objects.filter(pk=poll.pk).update(job=job)


@transaction.atomic
def end(*, poll: Poll, now: datetime) -> str:
    """At the deadline: close it when the answer is clear, else ask who opened it to choose; they get one mail."""
    stands = standing(poll, now)
    if stands.is_clear:
        close(poll=poll, chosen=stands.best, by=None, now=now)
        _tell_opener(poll, "meetings/mail_dates_set", now)
        return "closed"
    Poll.objects.filter(pk=poll.pk).update(choice_asked_at=now)
    if opener := _opener(poll):
        post.ask(
            person=opener, kind=CHOICE, what=title(poll)[:200], minutes=MINUTES, now=now,
            programme_id=poll.programme_id, network_id=poll.network_id, target_id=poll.pk,
        )  # fmt: skip
    _tell_opener(poll, "meetings/mail_dates_choice", now)
    return "asked"


def _opener(poll: Poll) -> Person | None:
    """Who opened it, unless they left since: then the page of the poll says that its day is over."""
    gone = Membership.objects.filter(network=poll.network_id, person=poll.opened_by_id, left_at__isnull=False)
    return None if gone.exists() else poll.opened_by


def _tell_opener(poll: Poll, template: str, now: datetime) -> None:
    person = _opener(poll)
    if person is None or not person.email:
        return
    dates = list(Slot.objects.filter(poll=poll, chosen_at__isnull=False).order_by("starts_at"))
    context = {"poll": poll, "network": poll.network, "person": person, "dates": dates, "address": address(poll)}
    with translation.override(person.language):
        text = render_to_string(f"{template}.txt", context)
        subject = render_to_string("meetings/mail_dates_end_subject.txt", context).strip()
    post.queue(
        to=person, kind=kinds.NOTICE, subject=subject, text=text, now=now, network_id=poll.network_id,
        programme_id=poll.programme_id,
    )  # fmt: skip


def address(poll: Poll) -> str:
    """Where its page is, for a mail."""
    network = poll.network
    return settings.ADDRESS + reverse("meetings:poll", args=[network.programme.slug, network.slug, poll.pk])
