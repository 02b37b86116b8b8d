"""The secret address at which a calendar reads along."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akker.meetings.models import CalendarFeed
from akker.people.models import Person
from akker.post import links


@transaction.atomic
def make(*, person: Person, now: datetime) -> str:
    """A fresh token; an address made before stops working. It is shown once and kept as a hash."""
    revoke(person=person, now=now)
    token = links.fresh_token()
    CalendarFeed.objects.create(person=person, token_hash=links.hashed(token), made_at=now)
    return token


def revoke(*, person: Person, now: datetime) -> None:
    """The address answers nobody any more; twice is fine."""
    CalendarFeed.objects.filter(person=person, revoked_at=None).update(revoked_at=now)
