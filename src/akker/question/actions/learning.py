"""Learning questions: one's own until shared, then perhaps what the network works on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from akker.networks.actions import still_open
from akker.networks.models import Membership
from akker.people.models import Person
from akker.programmes.inverses import undoes
from akker.programmes.models import Event, record
from akker.question.models import LearningQuestion


class NotShared(Exception):
    message = _("This question is not shared with the network.")


def _record(row: LearningQuestion, verb: str, by: Person, now: datetime) -> Event:
    return record(
        programme=row.programme_id, network=row.network_id, verb=f"question.learning.{verb}", target=row, by=by, now=now
    )


@transaction.atomic
def write(*, membership: Membership, **values: str) -> LearningQuestion:
    """Write a learning question down. It writes no event: as long as it is private, nobody learns of it."""
    still_open(membership.network)
    return LearningQuestion.objects.create(
        programme_id=membership.programme_id, network_id=membership.network_id, membership=membership, **values
    )


@transaction.atomic
def rewrite(*, row: LearningQuestion, by: Person, now: datetime, seen: int, **values: str) -> Event | None:
    """Word it differently; of a shared one the network is told. Raises: Stale."""
    still_open(row.network)
    row.revise(seen=seen, **values)
    return _record(row, "changed", by, now) if row.shared_at else None


def _change(row: LearningQuestion, verb: str, by: Person, now: datetime, **values: Any) -> Event:
    still_open(row.network)
    LearningQuestion.objects.filter(pk=row.pk).update(**values)
    return _record(row, verb, by, now)


@transaction.atomic
def share(*, row: LearningQuestion, by: Person, now: datetime) -> Event:
    """Let the network read it; sharing twice is fine."""
    return _change(row, "shared", by, now, shared_at=row.shared_at or now)


@undoes("question.learning.shared")
@transaction.atomic
def unshare(*, event: Event, by: Person, now: datetime) -> None:
    """Private again, unless the network took it up meanwhile."""
    LearningQuestion.objects.filter(pk=event.target_id, shared_at=event.at, taken_up_at=None).update(shared_at=None)


@transaction.atomic
def drop(*, row: LearningQuestion, by: Person, now: datetime) -> Event | None:
    """Away with it: a private one without a trace, a shared one withdrawn and told."""
    if row.shared_at:
        return _change(row, "dropped", by, now, withdrawn_at=now)
    still_open(row.network)
    row.delete()
    return None


@undoes("question.learning.dropped")
@transaction.atomic
def undrop(*, event: Event, by: Person, now: datetime) -> None:
    LearningQuestion.objects.filter(pk=event.target_id).update(withdrawn_at=None)


@transaction.atomic
def take_up(*, row: LearningQuestion, by: Person, now: datetime) -> Event:
    """The network works on it from now on. Raises: NotShared."""
    if row.shared_at is None:
        raise NotShared
    return _change(row, "taken_up", by, now, taken_up_at=now, taken_up_by=by)


@undoes("question.learning.taken_up")
@transaction.atomic
def untake(*, event: Event, by: Person, now: datetime) -> None:
    LearningQuestion.objects.filter(pk=event.target_id, taken_up_at=event.at).update(taken_up_at=None, taken_up_by=None)


@transaction.atomic
def put_back(*, row: LearningQuestion, by: Person, now: datetime) -> Event:
    """Back to the questions that wait."""
    return _change(row, "put_back", by, now, taken_up_at=None, taken_up_by=None)


@transaction.atomic
def settle(*, row: LearningQuestion, is_answered: bool, by: Person, now: datetime) -> Event:
    """The member says that it is answered, or after all not."""
    return _change(row, "answered" if is_answered else "unanswered", by, now, answered_at=now if is_answered else None)


@undoes("question.learning.put_back")
@transaction.atomic
def take_up_again(*, event: Event, by: Person, now: datetime) -> None:
    """Worked on again since when and by whom it was taken up, unless it is taken up anew or private by now."""
    up = _last(event, "taken_up") or event
    waiting = LearningQuestion.objects.filter(pk=event.target_id, taken_up_at=None, shared_at__isnull=False)
    waiting.update(taken_up_at=up.at, taken_up_by=up.by_id)


@undoes("question.learning.answered")
@transaction.atomic
def unanswer(*, event: Event, by: Person, now: datetime) -> None:
    LearningQuestion.objects.filter(pk=event.target_id, answered_at=event.at).update(answered_at=None)


@undoes("question.learning.unanswered")
@transaction.atomic
def answer_again(*, event: Event, by: Person, now: datetime) -> None:
    said = _last(event, "answered") or event
    LearningQuestion.objects.filter(pk=event.target_id, answered_at=None).update(answered_at=said.at)


def _last(event: Event, verb: str) -> Event | None:
    """The last time before `event` that this was done with its question; none for what a document brought in."""
    done = Event.objects.filter(
        programme=event.programme_id, verb=f"question.learning.{verb}", target_id=event.target_id, undone_at=None
    )
    return done.filter(at__lt=event.at).order_by("-at").first()
