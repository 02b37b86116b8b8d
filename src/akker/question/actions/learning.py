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

WORDS = ("question", "context", "tried", "differently", "brings")


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
def carry(*, membership: Membership, question: str) -> LearningQuestion | None:
    """The learning question of an application becomes a draft of who joined, for them alone.

    Returns: None when there was none, or when they have it already, having joined before.
    """
    words = question.strip()
    if not words or LearningQuestion.objects.filter(membership=membership, question=words).exists():
        return None
    return write(membership=membership, question=words)


@transaction.atomic
def rewrite(*, row: LearningQuestion, by: Person, now: datetime, seen: int, **values: str) -> Event | None:
    """Word it differently; of a shared one the network is told, and what it said is kept beside it.

    Returns: the event; None for a private one, and when everything stays as it was.
    Raises: Stale.
    """
    still_open(row.network)
    before = LearningQuestion.objects.get(pk=row.pk)
    if all(getattr(before, name) == value for name, value in values.items()):
        return None
    row.revise(seen=seen, **values)
    if before.shared_at is None:
        return None
    # The row keeps its key; its earlier words step back as a row of their own, as with what is noted.
    LearningQuestion.objects.create(
        programme_id=row.programme_id, network_id=row.network_id, membership_id=row.membership_id,
        shared_at=before.shared_at, withdrawn_at=now, version=seen, **_words(before),
    )  # fmt: skip
    return _record(row, "changed", by, now)


@undoes("question.learning.changed")
@transaction.atomic
def unchange(*, event: Event, by: Person, now: datetime) -> None:
    """It says what it said before, unless it was changed since; the two texts change places."""
    row = LearningQuestion.objects.get(pk=event.target_id)
    kept = LearningQuestion.objects.filter(
        membership=row.membership_id, withdrawn_at=event.at, shared_at=row.shared_at, version=row.version - 1
    )
    before = kept.exclude(pk=row.pk).first()
    if before is None:
        return
    was, mine = _words(before), _words(row)
    row.revise(seen=row.version, **was)
    kept.filter(pk=before.pk).update(**mine)


def _words(row: LearningQuestion) -> dict[str, str]:
    return {name: getattr(row, name) for name in WORDS}


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
