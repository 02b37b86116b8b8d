"""Asking one thing of one person, or the same of several; and what becomes of it when many can do it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from akker.people.models import Person
from akker.post import links
from akker.post.models import Ask


def ask(
    *,
    person: Person,
    kind: str,
    what: str,
    minutes: int,
    now: datetime,
    due_on: date | None = None,
    by: Person | None = None,
    network_id: UUID | None = None,
    programme_id: UUID | None = None,
    target_id: UUID | None = None,
) -> tuple[Ask, str]:
    """Ask one thing of one person; also the token of a personal link (see `links.address`)."""
    token = links.fresh_token()
    asked = Ask.objects.create(
        person=person,
        kind=kind,
        what=what,
        minutes=minutes,
        due_on=due_on,
        asked_by=by,
        asked_at=now,
        network_id=network_id,
        programme_id=programme_id,
        target_id=target_id,
        token_hash=links.hashed(token),
        link_until=links.end(now, due_on),
    )
    return asked, token


def ask_each(
    *, people: Iterable[Person], kind: str, what: str, minutes: int, now: datetime, by: Person | None,
    programme_id: UUID, network_id: UUID, target_id: UUID,
) -> int:  # fmt: skip
    """The same of each of these; who is asked already is not asked twice. Returns how many were asked now."""
    asked = set(Ask.objects.open().filter(kind=kind, target_id=target_id).values_list("person", flat=True))
    fresh = [person for person in people if person.pk not in asked]
    for person in fresh:
        ask(
            person=person, kind=kind, what=what, minutes=minutes, now=now, by=by, programme_id=programme_id,
            network_id=network_id, target_id=target_id,
        )  # fmt: skip
    return len(fresh)


def asked_no_more(*, kind: str, targets: Iterable[UUID], now: datetime) -> None:
    """What these were about is over or has another version; who did it already stays as it was."""
    Ask.objects.open().filter(kind=kind, target_id__in=targets).update(withdrawn_at=now)


def done_about(*, kind: str, target_id: UUID, people: Iterable[UUID], now: datetime) -> None:
    """These people did what was asked of them."""
    Ask.objects.open().filter(kind=kind, target_id=target_id, person__in=people).update(done_at=now)


def undone_about(*, kind: str, target_id: UUID, done_at: datetime) -> None:
    """The undo of `done_about`, told by its moment."""
    Ask.objects.filter(kind=kind, target_id=target_id, done_at=done_at).update(done_at=None)
